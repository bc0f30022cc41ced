use render::{Object, Synthetic};

use super::Tags;

/// A synthetic test in one environment.
#[derive(Debug)]
pub(crate) struct SyntheticFacts<'a> {
    pub(crate) object: &'a Object,
    pub(crate) message: &'a str,
    pub(crate) tags: Tags<'a>,
}

impl<'a> SyntheticFacts<'a> {
    pub(crate) fn read(object: &'a Object, spec: &'a Synthetic) -> Self {
        Self {
            object,
            message: spec.payload["message"].as_str().unwrap_or_default(),
            tags: Tags::read(&spec.payload),
        }
    }
}
