//! Names the first search that matches.

use datadog_query::search::Search;
use serde_json::Value;

use crate::observe::{Effect, Outcome, Skip};
use crate::{Log, path};

/// Compiled categories.
#[derive(Debug)]
pub(crate) struct Categories {
    pub(crate) categories: Vec<(Search, String)>,
    pub(crate) target: String,
}

impl Categories {
    pub(crate) fn apply(&self, log: &mut Log) -> Outcome {
        let found = self.categories.iter().position(|(filter, _)| filter.matches(log));
        match found.and_then(|index| Some((index, self.categories.get(index)?))) {
            Some((index, (_, name))) => {
                path::set(&mut log.attributes, &self.target, Value::String(name.clone()));
                Outcome::Applied(Effect::Category(index))
            }
            None => Outcome::Skipped(Skip::NoCategory),
        }
    }
}
