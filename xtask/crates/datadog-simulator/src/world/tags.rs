//! Tags of a series, a group or an event.

use std::fmt;

/// Tags (`key:value`, or words without a key), sorted and without duplicates. A key may have several values.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tags(Vec<Box<str>>);

impl Tags {
    /// From tags in any order.
    pub fn new<T: AsRef<str>>(tags: impl IntoIterator<Item = T>) -> Self {
        let mut tags: Vec<Box<str>> = tags
            .into_iter()
            .map(|t| Box::from(t.as_ref().trim()))
            .filter(|t: &Box<_>| !str::is_empty(t))
            .collect();
        tags.sort_unstable();
        tags.dedup();
        Self(tags)
    }

    /// The tags in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// Key and value of each tag that has a key.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter_map(|t| t.split_once(':'))
    }

    /// The values of `key`.
    pub fn values<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs().filter(move |(k, _)| *k == key).map(|(_, v)| v)
    }

    /// The first value of `key`.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.pairs().find(|(k, _)| *k == key).map(|(_, v)| v)
    }

    /// Whether the tags include `tag`.
    #[must_use]
    pub fn contains(&self, tag: &str) -> bool {
        self.0.binary_search_by(|t| t.as_ref().cmp(tag)).is_ok()
    }

    /// Whether there are no tags.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of tags.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// These tags and `others`.
    #[must_use]
    pub fn union(&self, others: &Self) -> Self {
        Self::new(self.iter().chain(others.iter()))
    }

    /// Whether `others` include all of these tags.
    #[must_use]
    pub fn is_within(&self, others: &Self) -> bool {
        self.iter().all(|t| others.contains(t))
    }

    /// The tags whose key is one of `keys`.
    #[must_use]
    pub fn project<K: AsRef<str>>(&self, keys: &[K]) -> Self {
        Self::new(self.iter().filter(|t| {
            t.split_once(':')
                .is_some_and(|(k, _)| keys.iter().any(|key| key.as_ref() == k))
        }))
    }
}

impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(","))
    }
}

/// The tags as text, or `*` without tags, which is the API's name for an ungrouped result.
#[must_use]
pub fn group_name(group: &Tags) -> String {
    if group.is_empty() {
        "*".to_owned()
    } else {
        group.to_string()
    }
}
