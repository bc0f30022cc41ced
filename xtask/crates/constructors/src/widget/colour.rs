//! Colours by meaning, the same on every dashboard.

use serde_json::{Map, Value};

use crate::args::{Args, words};
use crate::finding::{Built, Findings};
use crate::object::object;
use crate::signal::{Signal, SignalKind};

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

pub(super) const WORDS: &[&str] = &words(&PALETTES);
pub(super) const MEANING: &str = "what the colour means";

/// The palette of the widget's `colour`.
pub(super) fn requested(args: &Args<'_>, findings: &mut Findings) -> Built<Option<&'static str>> {
    args.word_or_none(
        "colour",
        "dashboard/unknown-colour",
        "colour of a widget",
        &PALETTES,
        findings,
    )
}

/// The style of a signal: the widget's palette, or the usual one of its kind.
pub(super) fn style(requested: Option<&str>, signal: &Signal<'_>) -> Map<String, Value> {
    let palette = requested.unwrap_or(match signal.kind {
        SignalKind::Count | SignalKind::Logs { .. } => TRAFFIC,
        SignalKind::Ratio { .. } => FAILURE,
        SignalKind::Percentile { .. } => LATENCY,
        SignalKind::Share { .. } | SignalKind::Stalled => SATURATION,
        SignalKind::Gauge { .. } | SignalKind::Check { .. } => OUTCOME,
    });
    object!({ "palette": palette })
}
