//! Who refers to whom.

use std::collections::{BTreeMap, BTreeSet};

/// The references of all linked resources, by the names of both sides, in both directions.
#[derive(Debug, Default)]
pub(crate) struct References {
    of: BTreeMap<String, BTreeSet<String>>,
    to: BTreeMap<String, BTreeSet<String>>,
}

impl References {
    /// Replaces the references of a linked resource. Returns whether they changed.
    pub(crate) fn set(&mut self, name: &str, resources: BTreeSet<String>) -> bool {
        if self.of.get(name) == Some(&resources) {
            return false;
        }
        self.remove(name);
        for resource in &resources {
            self.to.entry(resource.clone()).or_default().insert(name.to_owned());
        }
        self.of.insert(name.to_owned(), resources);
        true
    }

    /// Forgets a linked resource.
    pub(crate) fn remove(&mut self, name: &str) {
        for resource in self.of.remove(name).unwrap_or_default() {
            if let Some(referrers) = self.to.get_mut(&resource) {
                referrers.remove(name);
                if referrers.is_empty() {
                    self.to.remove(&resource);
                }
            }
        }
    }

    /// Forgets every linked resource but these.
    pub(crate) fn retain(&mut self, names: &BTreeSet<String>) {
        let gone: Vec<String> = self.of.keys().filter(|name| !names.contains(*name)).cloned().collect();
        for name in gone {
            self.remove(&name);
        }
    }

    /// The linked resources that refer to a resource.
    pub(crate) fn referrers(&self, resource: &str) -> impl Iterator<Item = &str> {
        self.to.get(resource).into_iter().flatten().map(String::as_str)
    }

    /// The linked resources that refer to a resource, directly or through others.
    pub(crate) fn all_referrers(&self, resource: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut next = vec![resource];
        while let Some(resource) = next.pop() {
            for referrer in self.referrers(resource) {
                if found.insert(referrer.to_owned()) {
                    next.push(referrer);
                }
            }
        }
        found
    }

    /// The shortest way from a linked resource back to itself: `a`, `b`, `a`.
    pub(crate) fn cycle(&self, name: &str) -> Option<Vec<String>> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut level = vec![name];
        while !level.is_empty() {
            let mut next_level = Vec::new();
            for from in level {
                for to in self.of.get(from).into_iter().flatten() {
                    if to == name {
                        return Some(way(name, from, &came_from));
                    }
                    if !came_from.contains_key(to.as_str()) {
                        came_from.insert(to, from);
                        next_level.push(to.as_str());
                    }
                }
            }
            level = next_level;
        }
        None
    }
}

/// The way from `name` over `last` back to `name`.
fn way(name: &str, last: &str, came_from: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut way = vec![name.to_owned()];
    let mut at = last;
    while at != name {
        way.push(at.to_owned());
        at = came_from.get(at).copied().unwrap_or(name);
    }
    way.push(name.to_owned());
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(edges: &[(&str, &[&str])]) -> References {
        let mut references = References::default();
        for (name, resources) in edges {
            references.set(name, names(resources));
        }
        references
    }

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn finds_the_referrers_of_a_resource() {
        let references = references(&[
            ("alert", &["slo"]),
            ("overview", &["slo", "alert"]),
            ("other", &["monitor"]),
        ]);
        assert_eq!(references.referrers("slo").collect::<Vec<_>>(), ["alert", "overview"]);
        assert_eq!(references.referrers("nothing").count(), 0);
        assert_eq!(references.all_referrers("slo"), names(&["alert", "overview"]));
    }

    #[test]
    fn a_change_replaces_the_references() {
        let mut references = references(&[("alert", &["old", "both"])]);
        assert!(!references.set("alert", names(&["both", "old"])), "nothing changed");
        assert!(references.set("alert", names(&["both", "new"])));
        assert_eq!(references.referrers("old").count(), 0);
        assert_eq!(references.referrers("both").collect::<Vec<_>>(), ["alert"]);
        assert_eq!(references.referrers("new").collect::<Vec<_>>(), ["alert"]);
        references.retain(&names(&["else"]));
        assert_eq!(references.referrers("new").count(), 0);
        assert!(references.of.is_empty() && references.to.is_empty());
    }

    #[test]
    fn finds_a_cycle_of_any_length_and_no_other() {
        let references = references(&[
            ("itself", &["itself"]),
            ("a", &["slo", "b"]),
            ("b", &["c"]),
            ("c", &["a"]),
            ("outside", &["a"]),
            ("chain", &["link"]),
            ("link", &["slo"]),
        ]);
        assert_eq!(
            references.cycle("itself").as_deref(),
            Some(&["itself", "itself"].map(String::from)[..])
        );
        assert_eq!(
            references.cycle("a").as_deref(),
            Some(&["a", "b", "c", "a"].map(String::from)[..])
        );
        assert_eq!(
            references.cycle("b").as_deref(),
            Some(&["b", "c", "a", "b"].map(String::from)[..])
        );
        assert_eq!(
            references.cycle("outside"),
            None,
            "it waits for a cycle and is not part of it"
        );
        assert_eq!(references.cycle("chain"), None);
        assert_eq!(references.all_referrers("a"), names(&["a", "b", "c", "outside"]));
    }
}
