//! The values that pinned Helm charts accept. Helm ignores a misspelt key silently, and the agent then runs without the setting.
//!
//! A chart's keys are a table in `keys/`, named `<chart>-<version>.txt`: an indented line per key with its type, and its allowed values if the chart's schema lists
//! them. The tables are generated from the default values and the schema that a chart ships (`cargo run --package datadog-schema --example chart_keys`), and contain neither
//! its defaults nor its texts. No I/O.

mod check;
mod from_chart;
mod key;
mod read;

use std::sync::LazyLock;

pub use check::check_values;
pub use from_chart::from_chart;
pub use key::{Key, ValueType};
pub use read::{TableError, read};

/// The text of every table: chart, version, keys.
pub const TABLES: [(&str, &str, &str); 2] = [
    ("datadog", "3.240.0", include_str!("../keys/datadog-3.240.0.txt")),
    (
        "datadog-operator",
        "2.25.1",
        include_str!("../keys/datadog-operator-2.25.1.txt"),
    ),
];

/// A version of a chart, and its values.
#[derive(Debug)]
pub struct Chart {
    /// Its name in its repository.
    pub name: &'static str,
    /// Its pinned version.
    pub version: &'static str,
    /// The keys that it accepts.
    pub values: Key,
}

static CHARTS: LazyLock<Vec<Chart>> = LazyLock::new(|| {
    let charts = TABLES.into_iter().map(|(name, version, text)| Chart {
        name,
        version,
        values: read(text).expect("a table of this crate, which its test reads"),
    });
    charts.collect()
});

/// The versions of the chart `name` whose keys are known here.
pub fn versions(name: &str) -> impl Iterator<Item = &'static Chart> {
    CHARTS.iter().filter(move |chart| chart.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read() {
        for (name, version, text) in TABLES {
            let values = read(text).unwrap_or_else(|error| panic!("{name}-{version}: {error}"));
            assert_eq!(values.to_string(), text, "{name}-{version}");
            assert!(versions(name).any(|chart| chart.version == version));
        }
        assert_eq!(versions("datadgo").count(), 0);
    }
}
