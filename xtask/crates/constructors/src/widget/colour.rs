//! Colours by meaning, the same on every dashboard: who has seen one dashboard reads all of them.

use serde_json::{Map, Value};

use crate::finding::{Findings, Lowered};
use crate::given::Given;
use crate::object::object;
use crate::signal::{Kind, Signal};

const TRAFFIC: &str = "blue";
const FAILURE: &str = "red";
pub(super) const LATENCY: &str = "purple";
const SATURATION: &str = "orange";
/// One colour a tag value, the same in every widget.
const OUTCOME: &str = "datadog16";

const PALETTES: [(&str, &str); 6] = [
    ("failure", FAILURE),
    ("latency", LATENCY),
    ("outcome", OUTCOME),
    ("saturation", SATURATION),
    ("traffic", TRAFFIC),
    ("waiting", "warm"),
];

pub(super) const MEANING: &str = "what the colour means: failure, latency, outcome, saturation, traffic, waiting";

/// What the widget says a colour means.
pub(super) fn said(given: &Given<'_>, findings: &mut Findings) -> Lowered<Option<&'static str>> {
    given.word_or_none(
        "colour",
        "dashboard/unknown-colour",
        "colour of a widget",
        &PALETTES,
        findings,
    )
}

/// The style of a signal: what the widget says it means, or what its kind usually means.
pub(super) fn style(said: Option<&str>, signal: &Signal<'_>) -> Map<String, Value> {
    let palette = said.unwrap_or(match signal.kind {
        Kind::Count | Kind::Logs { .. } => TRAFFIC,
        Kind::Ratio { .. } => FAILURE,
        Kind::Percentile { .. } => LATENCY,
        Kind::Share { .. } => SATURATION,
        Kind::Gauge { .. } | Kind::Check { .. } => OUTCOME,
    });
    object!({ "palette": palette })
}
