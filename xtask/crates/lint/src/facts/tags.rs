use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

/// The tags of an object: the whole tag, its key, its value. A tag without a colon has an empty value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags<'a>(Vec<(&'a str, &'a str, &'a str)>);

impl<'a> Tags<'a> {
    /// Reads the tags of a payload.
    pub(crate) fn read(payload: &'a Value) -> Self {
        let texts = crate::values::list(payload, "tags").iter().filter_map(Value::as_str);
        Self(
            texts
                .map(|tag| {
                    let (key, value) = tag.split_once(':').unwrap_or((tag, ""));
                    (tag, key, value)
                })
                .collect(),
        )
    }

    /// The value of the first tag with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&'a str> {
        self.0.iter().find(|(_, k, _)| *k == key).map(|(.., value)| *value)
    }

    /// Every tag: whole, key, value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> + '_ {
        self.0.iter().copied()
    }
}

/// The tags of all objects, each once. Thousands of objects share a few tags: a rule checks these first, and looks for the objects only if a tag is wrong.
#[derive(Debug, Default)]
pub(crate) struct DistinctTags<'a> {
    /// The keys.
    pub(crate) keys: BTreeSet<&'a str>,
    /// The tags, whole.
    pub(crate) whole: HashSet<&'a str>,
}

impl<'a> DistinctTags<'a> {
    pub(super) fn collect<'t>(all: impl Iterator<Item = &'t Tags<'a>>) -> Self
    where
        'a: 't,
    {
        let mut distinct = Self::default();
        for (whole, key, _) in all.flat_map(Tags::iter) {
            if distinct.whole.insert(whole) {
                distinct.keys.insert(key);
            }
        }
        distinct
    }
}
