//! Indexes: which one keeps a line.

use std::path::Path;
use std::sync::Arc;

use datadog_logs::Log;
use datadog_query::search::Search;
use diagnostics::Diagnostic;
use documents::account::{Index as Definition, Indexes};

use super::account::{search, yaml_file};
use super::environments::Environments;

const FILE: &str = "terraform/logs/indexes.yaml";

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
        let (file, text) = yaml_file::<Indexes>(root, FILE)?;
        let environments = Environments::read(root)?;
        let index = |definition: Definition| {
            let mut exclusions = Vec::new();
            for exclusion in definition.exclusions {
                let query = search(FILE, &text, &exclusion.query)?;
                let percent = exclusion.percent();
                if percent > 0.0 {
                    exclusions.push((exclusion.name, query, percent));
                }
            }
            Ok(Self {
                filter: search(FILE, &text, &definition.filter)?,
                name: definition.name.value,
                exclusions,
                retention: match (definition.retention_days, definition.environment) {
                    (Some(days), _) => format!("{} days", days.value),
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
