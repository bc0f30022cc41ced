//! Indexes: which one keeps a line.

use std::path::Path;
use std::sync::Arc;

use datadog_logs::Log;
use datadog_query::search::Search;
use diagnostics::Diagnostic;
use documents::yaml::Located;
use serde::Deserialize;

use super::account::{search, yaml_file};
use super::environments::Environments;

const FILE: &str = "terraform/logs/indexes.yaml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    indexes: Vec<Definition>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    name: String,
    filter: Located<String>,
    #[serde(default)]
    retention_days: Option<u32>,
    #[serde(default)]
    environment: Option<Located<String>>,
    #[serde(default)]
    daily_limit: Option<u64>,
    #[serde(default, rename = "warn_at_percent")]
    _warn_at_percent: Option<f64>,
    #[serde(default, rename = "daily_limit_reset")]
    _daily_limit_reset: Option<Reset>,
    #[serde(default)]
    exclusions: Vec<Exclusion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    #[serde(rename = "time")]
    _time: String,
    #[serde(rename = "utc_offset")]
    _utc_offset: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exclusion {
    name: String,
    query: Located<String>,
    exclude_percent: f64,
}

/// An index.
#[derive(Debug)]
pub(crate) struct Index {
    /// Its name.
    pub(crate) name: String,
    filter: Search,
    exclusions: Vec<(String, Search, f64)>,
    retention: String,
    daily_limit: Option<u64>,
}

impl Index {
    pub(crate) fn read(root: &Path) -> Result<Vec<Self>, Box<Diagnostic>> {
        let (file, text) = yaml_file::<File>(root, FILE)?;
        let environments = Environments::read(root)?;
        let index = |definition: Definition| {
            let mut exclusions = Vec::new();
            for exclusion in definition.exclusions {
                let query = search(FILE, &text, &exclusion.query)?;
                exclusions.push((exclusion.name, query, exclusion.exclude_percent));
            }
            Ok(Self {
                filter: search(FILE, &text, &definition.filter)?,
                name: definition.name,
                exclusions,
                retention: match (definition.retention_days, definition.environment) {
                    (Some(days), _) => format!("{days} days"),
                    (None, Some(env)) => {
                        let days = environments
                            .retention_days(&env.value, "logs/environment")
                            .map_err(|finding| Box::new(finding.at(FILE, Arc::clone(&text), env.span)))?;
                        format!("{days} days")
                    }
                    (None, None) => "as long as Datadog's default".to_owned(),
                },
                daily_limit: definition.daily_limit,
            })
        };
        file.indexes.into_iter().map(index).collect()
    }

    /// What happens to the line in the first index whose filter matches; `None` if none does.
    pub(crate) fn keeps(indexes: &[Self], log: &Log) -> Option<(String, String)> {
        let index = indexes.iter().find(|index| index.filter.matches(log))?;
        let exclusion = index.exclusions.iter().find(|(_, query, _)| query.matches(log));
        let limit = index.daily_limit.map_or_else(
            || "no daily limit".to_owned(),
            |limit| format!("until {limit} lines of the day are indexed"),
        );
        let what = match exclusion {
            Some((name, _, percent)) if *percent >= 100.0 => format!("not indexed: exclusion '{name}'"),
            Some((name, _, percent)) => format!(
                "exclusion '{name}' drops {percent} %, the rest is kept {}, {limit}",
                index.retention
            ),
            None => format!("kept {}, {limit}", index.retention),
        };
        Some((index.name.clone(), what))
    }
}
