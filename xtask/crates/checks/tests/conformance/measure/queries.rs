//! Published queries: which of them the parsers accept, and which added faults they detect.

mod exception;
mod figures;
mod language;
mod mutation;
mod text;

pub(crate) use exception::exception;
pub(crate) use figures::{Figures, Refusal, figures};
pub(crate) use language::Language;
pub(crate) use mutation::{Mutation, mutations};

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::measure::lines;

/// A query of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sample {
    /// Its language.
    pub(crate) language: Language,
    /// Its text.
    pub(crate) text: String,
    /// The type of its monitor, if it has one.
    pub(crate) monitor_type: Option<String>,
}

/// Every distinct query of the corpus, sorted.
///
/// # Panics
/// When a file of the corpus is missing or not JSON.
#[must_use]
pub(crate) fn samples(corpus: &Path) -> BTreeSet<Sample> {
    let mut samples = BTreeSet::new();
    let mut add = |language, text: &str, monitor_type: Option<&str>| {
        samples.insert(Sample {
            language,
            text: text.to_owned(),
            monitor_type: monitor_type.map(str::to_owned),
        });
    };
    for line in lines(corpus, "metric_queries.jsonl") {
        add(Language::MetricList, string(&line), None);
    }
    for line in lines(corpus, "formulas.jsonl") {
        add(Language::Formula, string(&line), None);
    }
    for line in lines(corpus, "dashboards.jsonl") {
        dashboard(&line["dashboard"], &mut |language, text| add(language, text, None));
    }
    for line in lines(corpus, "monitors.jsonl") {
        let monitor = &line["monitor"];
        add(Language::Monitor, string(&monitor["query"]), monitor["type"].as_str());
    }
    samples
}

/// All queries of a dashboard.
fn dashboard(value: &Value, add: &mut dyn FnMut(Language, &str)) {
    match value {
        Value::Object(fields) => {
            let field = |name: &str| fields.get(name).and_then(Value::as_str);
            if let Some(query) = field("q") {
                add(Language::MetricList, query);
            }
            if let (Some("metrics" | "cloud_cost"), Some(query)) = (field("data_source"), field("query")) {
                add(Language::Metric, query);
            }
            if let Some(formula) = field("formula") {
                add(Language::Formula, formula);
            }
            fields.values().for_each(|value| dashboard(value, add));
        }
        Value::Array(items) => items.iter().for_each(|item| dashboard(item, add)),
        _ => {}
    }
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}"))
}
