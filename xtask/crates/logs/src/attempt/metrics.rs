//! Log-based metrics: which count a line.

use std::collections::BTreeMap;
use std::path::Path;

use datadog_logs::{Log, path};
use datadog_query::search::{Event, Search};
use diagnostics::Diagnostic;
use documents::yaml::Located;
use serde::Deserialize;

use super::account::{search, yaml_file};

const FILE: &str = "terraform/logs/metrics.yaml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    metrics: BTreeMap<String, Definition>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    query: Located<String>,
    #[serde(default, rename = "aggregation")]
    _aggregation: Option<Aggregation>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default, rename = "percentiles")]
    _percentiles: bool,
    #[serde(default)]
    group_by: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Aggregation {
    Count,
    Distribution,
}

/// A log-based metric.
#[derive(Debug)]
pub(crate) struct LogMetric {
    name: String,
    query: Search,
    path: Option<String>,
    group_by: BTreeMap<String, String>,
}

impl LogMetric {
    pub(crate) fn read(root: &Path) -> Result<Vec<Self>, Box<Diagnostic>> {
        let (file, text) = yaml_file::<File>(root, FILE)?;
        let metric = |(name, definition): (String, Definition)| {
            Ok(Self {
                name,
                query: search(FILE, &text, &definition.query)?,
                path: definition.path,
                group_by: definition.group_by,
            })
        };
        file.metrics.into_iter().map(metric).collect()
    }

    /// The metric with the tags that the line gives it, if it counts the line.
    pub(crate) fn of(&self, log: &Log) -> Option<String> {
        if !self.query.matches(log) {
            return None;
        }
        let tags: Vec<String> = self
            .group_by
            .iter()
            .filter_map(|(tag, from)| Some(format!("{tag}:{}", value(log, from)?)))
            .collect();
        let of = self.path.as_deref().map_or_else(String::new, |path| {
            format!(" of {}", value(log, path).unwrap_or_else(|| "nothing".to_owned()))
        });
        Some(format!("{}{of} {{{}}}", self.name, tags.join(", ")))
    }
}

/// The value of an attribute (`@path`) or of a tag.
fn value(log: &Log, from: &str) -> Option<String> {
    match from.strip_prefix('@') {
        Some(attribute) => {
            let value = path::get(&log.attributes, attribute)?;
            Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        }
        None => log.tag(from).first().map(ToString::to_string),
    }
}
