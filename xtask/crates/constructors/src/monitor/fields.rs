//! What people may write in a monitor, and the words they may use.

use crate::args::{Field, Shape, optional, required};
use crate::suppress::SUPPRESS;

const COMMON: [Field; 6] = [
    required(
        "symptom",
        "what is wrong, as a clause: \"transcription jobs are failing\"",
    ),
    required("impact", "who is hurt and how"),
    required("severity", "P1, P2 or P3"),
    optional(
        "by",
        "the tags that make an alert of their own; those of the signal unless given",
    ),
    required("no_data", "what silence means: 'resolve', 'last', 'show' or 'notify'"),
    SUPPRESS,
];

const WINDOWED: [Field; 6] = [
    required("window", "the evaluation window, for example '10m', '1h' or '1d'"),
    optional("comparison", "'above' (the default), 'at_least', 'below' or 'at_most'"),
    optional(
        "recover",
        "the recovery threshold of the alert; a fifth towards health unless given",
    ),
    optional(
        "warn_recover",
        "the recovery threshold of the warning; a fifth towards health unless given",
    ),
    optional(
        "full_window",
        "evaluate only full windows; false unless given, which sparse series need",
    ),
    optional(
        "evaluation_delay_s",
        "seconds to wait for late data, for metrics of a cloud provider",
    ),
];

const SIGNAL: Field = required("signal", "the signal that is watched");

const COMPARED: [Field; 3] = [
    SIGNAL,
    required("alert", "the alert threshold, in the unit of the signal"),
    optional("warn", "the warning threshold; null for none"),
];

const RATIO: [Field; 4] = [
    required("bad", "the counter of bad events"),
    required("of", "the counter of all events"),
    required("alert_percent", "the alert threshold, in percent"),
    optional("warn_percent", "the warning threshold, in percent"),
];

const MINIMUM: [Field; 1] = [optional(
    "min_bad",
    "of a ratio: how many bad events it takes to alert, so that one of two pages nobody; 1 unless given",
)];

const CHECK: [Field; 2] = [SIGNAL, required("alert", "how many checks in a row must fail")];

/// Of the growth of a signal, and of log lines.
pub(super) const OF_COMPARED: &Shape = &[&COMMON, &WINDOWED, &COMPARED];
/// Of what compares a signal over a window; it may be a ratio.
pub(super) const OF_THRESHOLD: &Shape = &[&COMMON, &WINDOWED, &COMPARED, &MINIMUM];
/// Of a ratio without a signal of its own.
pub(super) const OF_RATIO: &Shape = &[&COMMON, &WINDOWED, &RATIO, &MINIMUM];
/// Of a service check.
pub(super) const OF_CHECK: &Shape = &[&COMMON, &CHECK];

/// What a monitor says of a group that stops reporting. Every monitor must choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoData {
    pub(super) word: &'static str,
    /// What Datadog does (`doc: monitors/configuration`, "no data").
    pub(super) on_missing_data: &'static str,
}

const fn no_data(word: &'static str, on_missing_data: &'static str) -> (&'static str, NoData) {
    (word, NoData { word, on_missing_data })
}

pub(super) const NO_DATA: [(&str, NoData); 4] = [
    no_data("resolve", "resolve"),   // silence means health: an error counter that stopped
    no_data("last", "default"),      // keep the last status; a count query evaluates as zero
    no_data("show", "show_no_data"), // show NO DATA, page nobody
    no_data("notify", "show_and_notify_no_data"), // silence is the failure: page
];

/// A comparison of the value with a threshold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparison {
    pub(super) operator: &'static str,
    /// Whether larger is worse.
    pub(super) above: bool,
    /// In words, before the threshold.
    pub(super) words: &'static str,
}

const fn comparison(
    word: &'static str,
    operator: &'static str,
    above: bool,
    words: &'static str,
) -> (&'static str, Comparison) {
    (word, Comparison { operator, above, words })
}

pub(super) const COMPARISONS: [(&str, Comparison); 4] = [
    comparison("above", " > ", true, "above"),
    comparison("at_least", " >= ", true, "at or above"),
    comparison("below", " < ", false, "below"),
    comparison("at_most", " <= ", false, "at or below"),
];
