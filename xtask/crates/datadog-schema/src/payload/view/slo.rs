//! SLOs.

use serde_json::Value;

use super::{Located, Request, list, located, queries, text, texts};
use crate::payload::pointer;

/// An SLO.
#[derive(Clone, Debug)]
pub struct Slo<'v> {
    /// Its name.
    pub name: Option<&'v str>,
    /// Its type: `metric`, `monitor` or `time_slice`.
    pub kind: &'v str,
    /// Its targets, one a window.
    pub thresholds: Vec<Threshold<'v>>,
    /// The target that is shown first.
    pub primary: Primary<'v>,
    /// Its tags, where they are texts.
    pub tags: Vec<Located<'v>>,
    /// The monitors of a monitor SLO.
    pub monitor_ids: Vec<i64>,
    /// The groups of a monitor SLO, where not all count.
    pub groups: Vec<&'v str>,
    /// Good events of a metric SLO.
    pub numerator: Option<Located<'v>>,
    /// All events of a metric SLO.
    pub denominator: Option<Located<'v>>,
    /// Queries and formulas of its SLI specification.
    pub sli: Request<'v>,
    /// The condition of a time-slice SLO.
    pub condition: Option<Condition<'v>>,
}

/// The target that is shown first, one of the targets.
#[derive(Clone, Copy, Debug)]
pub struct Primary<'v> {
    /// The window: `timeframe`.
    pub timeframe: Option<&'v str>,
    /// Percent: `target_threshold`.
    pub target: Option<f64>,
    /// Percent: `warning_threshold`.
    pub warning: Option<f64>,
}

/// A target of an SLO within a window.
#[derive(Clone, Debug)]
pub struct Threshold<'v> {
    /// JSON pointer to it.
    pub path: String,
    /// The window: `7d`, `30d`, `90d` or `custom`.
    pub timeframe: Option<&'v str>,
    /// Percent.
    pub target: Option<f64>,
    /// Percent, above the target.
    pub warning: Option<f64>,
}

/// When a time slice is good.
#[derive(Clone, Copy, Debug)]
pub struct Condition<'v> {
    /// `>`, `>=`, `<` or `<=`.
    pub comparator: Option<&'v str>,
    /// What the formula is compared with.
    pub threshold: Option<f64>,
    /// The length of a slice in seconds; 300 by default.
    pub query_interval_s: Option<i64>,
}

impl<'v> Slo<'v> {
    /// Reads a payload.
    #[must_use]
    pub fn read(payload: &'v Value) -> Self {
        let slice = &payload["sli_specification"]["time_slice"];
        Self {
            name: text(payload, "name"),
            kind: text(payload, "type").unwrap_or_default(),
            thresholds: list(payload, "thresholds")
                .iter()
                .enumerate()
                .map(Threshold::read)
                .collect(),
            primary: Primary {
                timeframe: text(payload, "timeframe"),
                target: payload["target_threshold"].as_f64(),
                warning: payload["warning_threshold"].as_f64(),
            },
            tags: located(payload, "", "tags"),
            monitor_ids: list(payload, "monitor_ids").iter().filter_map(Value::as_i64).collect(),
            groups: texts(payload, "groups"),
            numerator: Located::field(&payload["query"], "/query", "numerator"),
            denominator: Located::field(&payload["query"], "/query", "denominator"),
            sli: queries::below(&payload["sli_specification"], "/sli_specification"),
            condition: slice.is_object().then(|| Condition {
                comparator: text(slice, "comparator"),
                threshold: slice["threshold"].as_f64(),
                query_interval_s: slice["query_interval_seconds"].as_i64(),
            }),
        }
    }
}

impl<'v> Threshold<'v> {
    fn read((index, value): (usize, &'v Value)) -> Self {
        Self {
            path: pointer::item("/thresholds", index),
            timeframe: text(value, "timeframe"),
            target: value["target"].as_f64(),
            warning: value["warning"].as_f64(),
        }
    }
}
