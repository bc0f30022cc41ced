//! The fields of monitors, and the words of their choices.

use model::ObjectKind;

use crate::args::{Field, FieldType, Shape, optional, required, words};
use crate::suppress::SUPPRESS;

const NO_DATA_WORDS: &[&str] = &words(&NO_DATA);
const COMPARISON_WORDS: &[&str] = &words(&COMPARISONS);

/// The largest `min_bad`: beyond it a count is meant, not a share.
pub(super) const BAD_MAX: u64 = 100_000;

/// The most failures in a row: Datadog looks at 100 runs at most (`doc: monitors/types/service_check`), one more than must fail.
pub(super) const FAILURES_MAX: u64 = 99;

/// Of everything that notifies.
pub(crate) const FIRST_ACTION: Field = required(
    "first_action",
    FieldType::Clause,
    "what the person on call does first: a command, or a look",
)
.example("'see which pods are up, and which is the primary'");

const COMMON: &[Field] = &[
    required("symptom", FieldType::Clause, "what is wrong").example("'transcription jobs are failing'"),
    required("impact", FieldType::Clause, "who is affected, and how").example("'clinicians wait for notes'"),
    FIRST_ACTION,
    required(
        "severity",
        FieldType::Severity,
        "how bad it is; routes and repetition follow from it",
    )
    .example("'P1'"),
];

const ON_NO_DATA: &[Field] = &[
    required(NO_DATA_FIELD, FieldType::Choice(NO_DATA_WORDS), NO_DATA_MEANING).example("'resolve'"),
    SUPPRESS,
];

/// Of what has no option for no data.
const WITHOUT_NO_DATA: &[Field] = &[SUPPRESS];

/// The field of monitors whose behaviour on no data can be chosen.
pub(super) const NO_DATA_FIELD: &str = "no_data";

const BY: &[Field] = &[
    optional("by", FieldType::Tags, "the tags that make an alert of their own")
        .default("those of the signal; none for a ratio")
        .example("['queue']"),
];

const NOTIFY_BY: &[Field] = &[optional(
    "notify_by",
    FieldType::Tags,
    "those of `by` that make a notification of their own; one notification covers all groups with the same values of them, `[]` all groups",
)
.default("all of `by`")
.example("['service']")];

const WINDOW: Field = required("window", FieldType::Duration, "the evaluation window").example("'10m'");

const WINDOWED: &[Field] = &[
    WINDOW,
    optional(
        "comparison",
        FieldType::Choice(COMPARISON_WORDS),
        "how the value is compared with the thresholds",
    )
    .default("'above'"),
    optional("recover", FieldType::Number, "the recovery threshold of the alert")
        .unit("as the threshold")
        .default("20 % of the threshold, on its healthy side"),
    optional(
        "warn_recover",
        FieldType::Number,
        "the recovery threshold of the warning",
    )
    .unit("as the threshold")
    .default("20 % of the threshold, on its healthy side"),
    optional(
        "full_window",
        FieldType::Flag,
        "whether only windows full of data are evaluated; sparse series need false",
    )
    .default("false"),
    optional(
        "evaluation_delay_s",
        FieldType::Seconds,
        "how long to wait for late data, for metrics of a cloud provider",
    )
    .unit("seconds")
    .default("no delay")
    .example("900"),
];

const SIGNAL: Field =
    required("signal", FieldType::Signal, "the signal that is watched").example("ctx.signals.worker.failures");

const COMPARED: &[Field] = &[
    SIGNAL,
    required("alert", FieldType::Number, "the alert threshold")
        .unit("of the signal")
        .example("5"),
    optional("warn", FieldType::Number, "the warning threshold")
        .unit("of the signal")
        .default("no warning")
        .example("2.5"),
];

const RATIO: &[Field] = &[
    required("bad", FieldType::Metric, "the counter of bad events").example("'workflow.deliveries.failed'"),
    required("of", FieldType::Metric, "the counter of all events").example("'workflow.deliveries.total'"),
    required("alert_percent", FieldType::Percent, "the alert threshold")
        .unit("percent")
        .example("3"),
    optional("warn_percent", FieldType::Percent, "the warning threshold")
        .unit("percent")
        .default("no warning")
        .example("self.alert_percent / 2"),
];

const MINIMUM: &[Field] = &[optional(
    "min_bad",
    FieldType::Count(BAD_MAX),
    "of a ratio: the fewest bad events that alert, so that one of two does not page",
)
.unit("events")
.default("1")
.example("3")];

const CHECK: &[Field] = &[
    SIGNAL,
    required(
        "alert",
        FieldType::Count(FAILURES_MAX),
        "how many checks in a row must fail",
    )
    .unit("checks")
    .example("3"),
];

const AUDIT: &[Field] = &[
    required(
        "search",
        FieldType::Search,
        "a search of Audit Trail; an event has no tags, so nothing is added",
    )
    .example("'@action:deleted'"),
    WINDOW,
    optional(
        "of_programs",
        FieldType::Flag,
        "whether an event of one of the organisation's own programs alerts; what they apply was reviewed",
    )
    .default("false"),
];

const SLO: Field =
    required("slo", FieldType::Path(ObjectKind::Slo), "the SLO, by its path").example("'transcription/slos/success'");

const BURN_RATE: &[Field] = &[
    SLO,
    required(
        "burn_rate",
        FieldType::Number,
        "the alert threshold: how many times faster than the target allows; 1 spends the budget in exactly the window of the SLO",
    )
    .unit("times the allowed rate")
    .example("14.4"),
    required("long_window", FieldType::Duration, "the window that shows that it matters, 1 to 48 hours").example("'1h'"),
    required("short_window", FieldType::Duration, "the window that shows that it lasts, a twelfth of the long one")
        .example("'5m'"),
];

const ERROR_BUDGET: &[Field] = &[
    SLO,
    required(
        "alert_percent",
        FieldType::Percent,
        "the alert threshold: the share of the error budget that is spent",
    )
    .unit("percent")
    .example("75"),
    optional("warn_percent", FieldType::Percent, "the warning threshold")
        .unit("percent")
        .default("no warning")
        .example("50"),
];

const COMPOSITE: &[Field] = &[
    required(
        "monitors",
        FieldType::PathsByName(ObjectKind::Monitor),
        "the paths of the monitors, by the names that the condition uses; at most 10, no composite among them",
    )
    .example("{ offline: 'kafka/monitors/offline-partitions', down: 'kafka/monitors/down' }"),
    required(
        "condition",
        FieldType::Text,
        "when it alerts: names with `&&`, `||`, `!` and parentheses",
    )
    .example("'offline && !down'"),
];

/// The fields that say what a monitor measures. All others say at which value it alerts, for how long, how severe that is, and in which words.
const MEASURED: [&str; 10] = [
    "signal",
    "by",
    "comparison",
    "bad",
    "of",
    "search",
    "of_programs",
    "slo",
    "monitors",
    "condition",
];

/// Whether the field of a monitor says what it measures. A monitor with another value of such a field is another monitor.
#[must_use]
pub fn is_measured(field: &str) -> bool {
    MEASURED.contains(&field)
}

/// Of a burn rate.
pub(super) const OF_BURN_RATE: &Shape = &[COMMON, WITHOUT_NO_DATA, BURN_RATE];
/// Of an error budget.
pub(super) const OF_ERROR_BUDGET: &Shape = &[COMMON, WITHOUT_NO_DATA, ERROR_BUDGET];
/// Of a composite.
pub(super) const OF_COMPOSITE: &Shape = &[COMMON, WITHOUT_NO_DATA, COMPOSITE];
/// Of events of Audit Trail. They are not grouped: an event that lacks the attribute of a group would count in none.
pub(super) const OF_AUDIT: &Shape = &[COMMON, ON_NO_DATA, AUDIT];
/// Of the growth of a signal, and of log lines.
pub(super) const OF_COMPARED: &Shape = &[COMMON, ON_NO_DATA, BY, NOTIFY_BY, WINDOWED, COMPARED];
/// Of what compares a signal over a window; it may be a ratio.
pub(super) const OF_THRESHOLD: &Shape = &[COMMON, ON_NO_DATA, BY, NOTIFY_BY, WINDOWED, COMPARED, MINIMUM];
/// Of a ratio without a signal of its own.
pub(super) const OF_RATIO: &Shape = &[COMMON, ON_NO_DATA, BY, NOTIFY_BY, WINDOWED, RATIO, MINIMUM];
/// Of a service check. Its groups are what notifies: Datadog documents no grouping of notifications for it (`doc: monitors/types/service_check`).
pub(super) const OF_CHECK: &Shape = &[COMMON, ON_NO_DATA, BY, CHECK];

/// The meaning of `no_data`, also the help for an unknown value.
pub(super) const NO_DATA_MEANING: &str = "what to do on no data: set healthy ('resolve'), keep the last status, or evaluate as zero where events are counted ('last'), show NO DATA ('show') or page ('notify')";

/// What a monitor does when a group stops reporting. Every monitor must choose.
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
    no_data("resolve", "resolve"),   // no data is healthy: an error counter that stopped
    no_data("last", "default"),      // keep the last status; a count query evaluates as zero
    no_data("show", "show_no_data"), // show NO DATA, notify nobody
    no_data("notify", "show_and_notify_no_data"), // no data is the failure: page
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

#[cfg(test)]
mod tests {
    use super::{MEASURED, is_measured};
    use crate::monitor::KINDS;

    #[test]
    fn what_is_measured_is_a_field_of_some_kind_and_no_threshold_is() {
        let fields = || KINDS.iter().flat_map(|kind| kind.fields.iter().copied().flatten());
        for name in MEASURED {
            assert!(
                fields().any(|field| field.name == name),
                "no kind of monitor has '{name}'"
            );
        }
        let others: std::collections::BTreeSet<&str> = fields()
            .map(|field| field.name)
            .filter(|name| !is_measured(name))
            .collect();
        let expected = "alert alert_percent burn_rate evaluation_delay_s first_action full_window impact long_window min_bad no_data notify_by recover severity short_window suppress symptom warn warn_percent warn_recover window";
        assert_eq!(others.into_iter().collect::<Vec<_>>().join(" "), expected);
    }
}
