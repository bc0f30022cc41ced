//! How many notifications one failure can send: one for each group of a monitor, if all of them fail at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Tag};

/// The tag that names the service of telemetry.
const SERVICE: &str = "service";

/// What the policy and the declarations say of how many values a tag has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagValues {
    /// The tagging schema, by tag key.
    pub tags: BTreeMap<String, Tag>,
    /// The declared services, and how many replicas each states.
    pub services: BTreeMap<String, Option<u32>>,
}

/// The most notifications of one failure to a recipient, and the tags whose values they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FanOut {
    /// The product over the tags: 1 without any.
    pub notifications: u64,
    /// Each tag with the number of values that it can have.
    pub tags: Vec<(String, u64)>,
}

impl FanOut {
    /// `20 service x 20 rule`
    #[must_use]
    pub fn factors(&self) -> String {
        let factors: Vec<String> = self
            .tags
            .iter()
            .map(|(tag, values)| format!("{values} {tag}"))
            .collect();
        factors.join(" x ")
    }
}

impl TagValues {
    /// Those of a policy.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let services = catalog.services.iter();
        Self {
            tags: catalog.tags.clone(),
            services: services
                .map(|(name, service)| (name.clone(), service.runs.replicas))
                .collect(),
        }
    }

    /// The fan-out of a monitor that notifies for each combination of the values of `keys`, of which its query selects those of `selected`. `None` if the policy
    /// does not say how many values one of the keys has.
    #[must_use]
    pub fn fan_out(&self, keys: &[&str], selected: &BTreeMap<&str, BTreeSet<&str>>) -> Option<FanOut> {
        let mut tags = Vec::new();
        for key in self.independent(keys) {
            tags.push((key.to_owned(), self.values(key, selected)?));
        }
        let notifications = tags.iter().map(|(_, values)| *values).fold(1, u64::saturating_mul);
        Some(FanOut { notifications, tags })
    }

    /// The keys without those whose value follows from that of another: a volume is in one namespace.
    fn independent<'k>(&self, keys: &[&'k str]) -> impl Iterator<Item = &'k str> {
        let known = keys.iter().filter_map(|key| self.tags.get(*key));
        let implied: BTreeSet<&str> = known.flat_map(|tag| &tag.implies).map(String::as_str).collect();
        keys.iter().copied().filter(move |key| !implied.contains(key))
    }

    /// The most values of a tag among what the query selects.
    fn values(&self, key: &str, selected: &BTreeMap<&str, BTreeSet<&str>>) -> Option<u64> {
        let policy = self.bound(key, self.tags.get(key)?, selected);
        let named = selected.get(key).map(|values| count(values.len()));
        Some(named.map_or(policy, |named| named.min(policy)))
    }

    fn bound(&self, key: &str, tag: &Tag, selected: &BTreeMap<&str, BTreeSet<&str>>) -> u64 {
        if let Some(values) = &tag.values {
            return count(values.len());
        }
        let declared = match key {
            SERVICE => count(self.services.len()),
            _ => tag.cardinality,
        };
        let of_services = || {
            let services = selected.get(SERVICE)?;
            let of_one = |service: &&str| {
                let replicas = self.services.get(*service).copied().flatten();
                tag.per_service
                    .map(|values| replicas.map_or(values, |replicas| values.min(replicas.into())))
            };
            services.iter().map(of_one).sum::<Option<u64>>()
        };
        of_services()
            .map_or(declared, |values| values.min(declared))
            .min(tag.cardinality)
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn values() -> TagValues {
        let tags = json!({
            "service": { "on": [], "cardinality": 20, "meaning": "m" },
            "queue": { "on": [], "cardinality": 12, "meaning": "m" },
            "pod": { "on": [], "cardinality": 300, "per_service": 12, "implies": ["namespace"], "meaning": "m" },
            "namespace": { "on": [], "cardinality": 10, "meaning": "m" },
            "outcome": { "on": [], "cardinality": 5, "values": ["good", "bad"], "meaning": "m" },
        });
        TagValues {
            tags: serde_json::from_value(tags).expect("tags"),
            services: [("scribe", Some(3)), ("search", None)]
                .map(|(name, replicas)| (name.to_owned(), replicas))
                .into(),
        }
    }

    /// The notifications and the factors of keys, with the values that the query selects.
    fn check(keys: &[&str], selected: &[(&str, &[&str])], expected: &str) {
        let selected = selected
            .iter()
            .map(|(key, values)| (*key, values.iter().copied().collect()))
            .collect();
        let found = values().fan_out(keys, &selected);
        let text = found.map_or_else(
            || "unknown".to_owned(),
            |found| format!("{} = {}", found.notifications, found.factors()),
        );
        assert_eq!(text, expected, "{keys:?} {selected:?}");
    }

    #[test]
    fn the_fan_out_is_the_product_over_the_tags() {
        check(&[], &[], "1 = ");
        check(&["queue"], &[], "12 = 12 queue");
        check(&["queue", "outcome"], &[], "24 = 12 queue x 2 outcome");
        check(&["service"], &[], "2 = 2 service");
        check(&["pod", "namespace"], &[], "300 = 300 pod");
        check(&["queue", "odd"], &[], "unknown");
    }

    #[test]
    fn a_query_selects_fewer() {
        check(&["queue"], &[("queue", &["a", "b"])], "2 = 2 queue");
        check(&["pod"], &[("service", &["search"])], "12 = 12 pod");
        check(&["pod"], &[("service", &["scribe"])], "3 = 3 pod");
        check(&["pod"], &[("service", &["scribe", "search"])], "15 = 15 pod");
        check(&["queue"], &[("service", &["scribe"])], "12 = 12 queue");
    }

    #[test]
    fn a_product_beyond_all_numbers_is_the_greatest_number() {
        let mut values = values();
        for key in ["queue", "namespace"] {
            values.tags.get_mut(key).expect("a tag").cardinality = u64::MAX;
        }
        let found = values.fan_out(&["queue", "namespace"], &BTreeMap::new());
        assert_eq!(found.map(|found| found.notifications), Some(u64::MAX));
    }
}
