//! The documented metrics that a misspelt name may mean.

use std::collections::BTreeSet;

use super::table::Table;

/// What the agent appends to the names of histograms and of OpenMetrics' counters. Which of them exist depends on the configuration and on the agent's version.
const SUFFIXES: [&str; 11] = [
    "count",
    "sum",
    "bucket",
    "quantile",
    "total",
    "avg",
    "max",
    "min",
    "median",
    "95percentile",
    "rate",
];

/// The most bytes by which a misspelt name is longer or shorter: some points or underscores, or [`EDITS_MAX`] letters.
const LENGTHS_MAX: usize = 4;

/// The most letters by which a misspelt part is longer, shorter or different.
const EDITS_MAX: usize = 2;

impl<'t> Table<'t> {
    /// Whether a metric is documented whose name differs in such suffixes alone.
    #[must_use]
    pub fn knows_stem(&self, name: &str) -> bool {
        let stem = stem(name);
        let namespace = name.split('.').next().unwrap_or_default();
        self.namespace(namespace)
            .any(|metric| self::stem(&metric.name.to_string()) == stem)
    }

    /// The documented metrics that the misspelt `name` may mean, at most three: only points, underscores and capitals differ, or one part does and little, or the first part
    /// is the name of an integration whose metrics start with another.
    #[must_use]
    pub fn misspelling(&self, name: &str) -> Vec<String> {
        let namespace = name.split('.').next().unwrap_or_default();
        let mut known = self.namespace(namespace).peekable();
        let found: BTreeSet<String> = if known.peek().is_some() {
            known
                .filter(|metric| metric.name.length().abs_diff(name.len()) <= LENGTHS_MAX)
                .map(|metric| metric.name.to_string())
                .filter(|known| is_misspelt(name, known))
                .collect()
        } else {
            self.under_another_namespace(namespace, name)
        };
        found.into_iter().take(3).collect()
    }

    /// `postgres.connections` for `postgresql.connections`.
    fn under_another_namespace(&self, namespace: &str, name: &str) -> BTreeSet<String> {
        let rest = name.strip_prefix(namespace).unwrap_or_default();
        self.namespaces_of(namespace)
            .map(|meant| format!("{meant}{rest}"))
            .filter(|name| self.metrics_named(name).next().is_some())
            .collect()
    }
}

fn stem(name: &str) -> &str {
    let mut stem = name;
    while let Some((rest, last)) = stem.rsplit_once('.')
        && SUFFIXES.contains(&last)
    {
        stem = rest;
    }
    // OpenMetrics' counters end in it, and the agent's newer checks drop it.
    stem.strip_suffix("_total").unwrap_or(stem)
}

/// Whether a tag key or the name of a check or metric is a misspelling of another, and not the name of something else.
pub(crate) fn is_misspelt(name: &str, known: &str) -> bool {
    if name == known {
        return false;
    }
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|c| !matches!(c, '.' | '_' | '-'));
        kept.map(|c| c.to_ascii_lowercase()).collect()
    };
    if letters(name) == letters(known) {
        return true;
    }
    let mut differing = name.split('.').zip(known.split('.')).filter(|(a, b)| a != b);
    let same_parts = name.split('.').count() == known.split('.').count();
    match (differing.next(), differing.next()) {
        (Some((part, meant)), None) if same_parts => is_near(part, meant),
        _ => false,
    }
}

/// Parts that differ in digits alone name two things: `load.1` and `load.15`.
fn is_near(part: &str, meant: &str) -> bool {
    let without_digits = |text: &str| -> String { text.chars().filter(|c| !c.is_ascii_digit()).collect() };
    let (length, other) = (part.chars().count(), meant.chars().count());
    if length.abs_diff(other) > EDITS_MAX || without_digits(part) == without_digits(meant) {
        return false;
    }
    let edits = strsim::osa_distance(part, meant);
    edits <= EDITS_MAX && edits * 3 < length.max(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrations::catalog;

    #[test]
    fn a_misspelt_name_is_found() {
        for (name, meant) in [
            ("redis.mem.usde", vec!["redis.mem.used"]),
            ("redis.Mem.used", vec!["redis.mem.used"]),
            ("postgresql.rows.fetched", vec!["postgresql.rows_fetched"]),
            ("postgres.connections", vec!["postgresql.connections"]),
            ("elastic.cluster_status", vec!["elasticsearch.cluster_status"]),
        ] {
            assert_eq!(catalog().misspelling(name), meant, "{name}");
        }
    }

    #[test]
    fn another_name_is_no_misspelling() {
        for name in [
            "redis.memory.usage",
            "system.load.5",
            "acme.connections",
            "acme",
            "redis",
            "",
            ".",
        ] {
            assert!(catalog().misspelling(name).is_empty(), "{name}");
        }
        assert!(!is_misspelt("http.status.404", "http.status.401"));
        assert!(!is_misspelt("rows.get", "rows.set"));
        assert!(!is_misspelt("a.b", "a.b"));
    }

    #[test]
    fn suffixes_depend_on_the_version_of_an_integration() {
        assert!(catalog().knows_stem("rabbitmq.queue.messages.ready.rate"));
        assert!(catalog().knows_stem("redis.mem.used.count") && !catalog().knows_stem("redis.mem.usage"));
    }
}
