//! Compares the queries of monitors: window, measurement, sources, groups and comparator.

use std::collections::BTreeSet;
use std::fmt::Display;

use datadog_query::monitor::{Monitor, Side, parse};

use super::expression;
use super::window::{self, Window};
use crate::display::sentence;
use crate::fact::Fact;
use crate::texts::{changed, texts};
use model::Risk;

/// The differences of two queries, and what the comparison of thresholds needs.
#[derive(Debug, Default)]
pub(super) struct QueryDiff {
    pub(super) facts: Vec<Fact>,
    /// The side of the threshold on which the monitor alerts, if it is the same in both.
    pub(super) side: Option<Side>,
    /// The thresholds of both queries.
    pub(super) thresholds: [Option<f64>; 2],
}

/// Compares two queries except for their thresholds. Adds the windows that it reports to `reported`.
pub(super) fn compare(old: &str, new: &str, reported: &mut BTreeSet<String>) -> QueryDiff {
    let (before, after) = match (parse(old), parse(new)) {
        (Ok(before), Ok(after)) => (canonical(before), canonical(after)),
        (_, after) => {
            let unreadable = after
                .err()
                .map(|error| Fact::new(Risk::Unreadable, "query cannot be read:", sentence(&error.message)));
            let changed = Fact::new(Risk::ChangedQuery, "query", texts(old, new));
            return QueryDiff {
                facts: if old == new {
                    Vec::new()
                } else {
                    unreadable.into_iter().chain([changed]).collect()
                },
                ..QueryDiff::default()
            };
        }
    };
    let sides = [&before, &after].map(Monitor::side);
    let thresholds = [&before, &after].map(|monitor| monitor.comparison().map(|comparison| comparison.threshold.value));
    let mut facts = Vec::new();
    let comparators =
        [&before, &after].map(|monitor| monitor.comparison().map(|comparison| comparison.comparator.symbol()));
    if let [Some(old), Some(new)] = comparators {
        facts.extend(changed(Risk::ChangedQuery, "comparator", old, new));
    }
    facts.extend(compare_types(&before, &after, (old, new), reported));
    QueryDiff {
        facts,
        side: if sides[0] == sides[1] { sides[0] } else { None },
        thresholds,
    }
}

/// The monitor with its search in canonical form, so that a reformatted search is the same.
fn canonical(mut monitor: Monitor) -> Monitor {
    if let Monitor::Event(event) = &mut monitor {
        event.search.text.value = event.search.canonical(event.source);
    }
    monitor
}

fn compare_types(
    before: &Monitor,
    after: &Monitor,
    written: (&str, &str),
    reported: &mut BTreeSet<String>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    match (before, after) {
        (Monitor::Metric(old), Monitor::Metric(new)) => {
            let windows = [old, new].map(|monitor| Window {
                words: monitor.evaluation.window().to_string().replace("last_", ""),
                seconds: monitor.evaluation.window().seconds(),
            });
            facts.extend(window::changed(&windows, after.growth(), reported));
            facts.extend(changed(
                Risk::ChangedQuery,
                "time aggregation",
                evaluation(old),
                evaluation(new),
            ));
            facts.extend(expression::facts(&old.expression, &new.expression));
        }
        (Monitor::Event(old), Monitor::Event(new)) => {
            let windows = [old, new].map(|monitor| Window::of(&monitor.timeframe));
            facts.extend(window::changed(&windows, after.growth(), reported));
            facts.extend(changed(
                Risk::ChangedQuery,
                "source",
                old.source.name(),
                new.source.name(),
            ));
            facts.extend(changed(
                Risk::ChangedScope,
                "search",
                &old.search.text.value,
                &new.search.text.value,
            ));
            facts.extend(changed(
                Risk::ChangedScope,
                "indexes",
                list(&old.indexes),
                list(&new.indexes),
            ));
            facts.extend(changed(Risk::ChangedScope, "over", list(&old.over), list(&new.over)));
            let rollup = |monitor: &datadog_query::monitor::EventMonitor| {
                let measure = monitor
                    .rollup
                    .measure
                    .as_ref()
                    .map(|measure| format!(" of {}", measure.value))
                    .unwrap_or_default();
                format!("{}{measure}", monitor.rollup.method.value)
            };
            facts.extend(changed(Risk::ChangedQuery, "rollup", rollup(old), rollup(new)));
            facts.extend(changed(Risk::ChangedScope, "group by", list(&old.by), list(&new.by)));
        }
        (Monitor::Formula(old), Monitor::Formula(new)) => {
            let windows = [old, new].map(|monitor| Window::of(&monitor.timeframe));
            facts.extend(window::changed(&windows, after.growth(), reported));
            facts.extend(changed(Risk::ChangedQuery, "formula", &old.formula, &new.formula));
            facts.extend(changed(Risk::ChangedScope, "group by", list(&old.by), list(&new.by)));
        }
        (Monitor::Check(old), Monitor::Check(new)) => {
            facts.extend(changed(Risk::ChangedQuery, "check", &old.check.value, &new.check.value));
            facts.extend(changed(Risk::ChangedScope, "over", list(&old.over), list(&new.over)));
            facts.extend(changed(
                Risk::ChangedScope,
                "excluding",
                list(&old.exclude),
                list(&new.exclude),
            ));
            facts.extend(changed(Risk::ChangedScope, "group by", list(&old.by), list(&new.by)));
            facts.extend(changed(Risk::Timing, "number of check runs", old.last, new.last));
        }
        (Monitor::BurnRate(old), Monitor::BurnRate(new)) => {
            facts.extend(changed(Risk::ChangedQuery, "SLO", &old.slo.value, &new.slo.value));
            facts.extend(changed(Risk::ChangedQuery, "over", &old.over.value, &new.over.value));
            facts.extend(changed(
                Risk::Loosened,
                "long window",
                &old.long_window.value,
                &new.long_window.value,
            ));
            facts.extend(changed(
                Risk::Loosened,
                "short window",
                &old.short_window.value,
                &new.short_window.value,
            ));
        }
        _ => {}
    }
    // Other differences, or only the format.
    let [old, new] = [before, after].map(without_threshold);
    if facts.is_empty() && old != new {
        facts.push(Fact::new(Risk::ChangedQuery, "query", texts(&old, &new)));
    } else if facts.is_empty()
        && written.0 != written.1
        && before.comparison().map(|c| c.threshold.value) == after.comparison().map(|c| c.threshold.value)
    {
        facts.push(Fact::new(Risk::Wording, "query", "reformatted"));
    }
    facts
}

/// The canonical text up to the comparator.
fn without_threshold(monitor: &Monitor) -> String {
    let text = monitor.to_string();
    match monitor.comparison() {
        Some(comparison) => text
            .strip_suffix(&comparison.to_string())
            .map_or(text.clone(), |front| {
                format!("{front}{}", comparison.comparator.symbol())
            }),
        None => text,
    }
}

/// The evaluation without its window.
fn evaluation(monitor: &datadog_query::monitor::MetricMonitor) -> String {
    let window = monitor.evaluation.window().to_string();
    monitor.evaluation.to_string().replacen(&format!("({window})"), "", 1)
}

fn list<T: Display>(items: &[T]) -> String {
    if items.is_empty() {
        "none".to_owned()
    } else {
        items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &[&str]) {
        let outcome = compare(old, new, &mut BTreeSet::new());
        let found: Vec<_> = outcome
            .facts
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect();
        assert_eq!(found, expected, "{old}\n{new}");
    }

    #[test]
    fn a_longer_window_is_looser_or_tighter_by_aggregation() {
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "avg(last_15m):avg:a.b{x:y} > 5",
            &["loosened: window 5m -> 15m"],
        );
        check(
            "max(last_5m):avg:a.b{x:y} > 5",
            "max(last_15m):avg:a.b{x:y} > 5",
            &["tightened: window 5m -> 15m"],
        );
        check(
            "max(last_5m):avg:a.b{x:y} < 5",
            "max(last_15m):avg:a.b{x:y} < 5",
            &["loosened: window 5m -> 15m"],
        );
        check(
            "sum(last_5m):sum:a.b{x:y}.as_count() > 5",
            "sum(last_15m):sum:a.b{x:y}.as_count() > 5",
            &["tightened: window 5m -> 15m"],
        );
        check(
            "sum(last_5m):sum:a.b{x:y}.as_count() / sum:a.c{x:y}.as_count() > 5",
            "sum(last_15m):sum:a.b{x:y}.as_count() / sum:a.c{x:y}.as_count() > 5",
            &["loosened: window 5m -> 15m"],
        );
        check(
            "logs(\"a\").index(\"*\").rollup(\"count\").last(\"5m\") > 5",
            "logs(\"a\").index(\"*\").rollup(\"count\").last(\"1m\") > 5",
            &["loosened: window 5m -> 1m"],
        );
    }

    #[test]
    fn metrics_scopes_groups_and_arithmetic() {
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "avg(last_5m):max:a.c{x:y} >= 5",
            &[
                "changed-query: comparator > -> >=",
                "changed-query: metric a.b -> a.c",
                "changed-query: space aggregation avg -> max",
            ],
        );
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "max(last_5m):avg:a.b{x:y} > 5",
            &["changed-query: time aggregation avg -> max"],
        );
        check(
            "avg(last_5m):avg:a.b{x:y,z:w} by {host} > 5",
            "avg(last_5m):avg:a.b{x:y,z:v} by {host,queue} > 5",
            &[
                "changed-scope: scope with z:v instead of z:w",
                "changed-scope: group by host -> host, queue",
            ],
        );
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "avg(last_5m):avg:a.b{x:y}.fill(zero) > 5",
            &["changed-query: modifiers none -> .fill(zero)"],
        );
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "avg(last_5m):abs(avg:a.b{x:y}) > 5",
            &["changed-query: query avg:a.b{x:y} -> abs(avg:a.b{x:y})"],
        );
        check(
            "sum(last_5m):sum:a.b{x:y}.as_count() / sum:a.c{x:y}.as_count() > 5",
            "sum(last_5m):sum:a.b{x:z}.as_count() / sum:a.c{x:z}.as_count() > 5",
            &["changed-scope: scope with x:z instead of x:y"],
        );
        check(
            "sum(last_5m):100 * sum:a.b{x:y}.as_count() / (sum:a.c{x:y}.as_count() + 5) > 5",
            "sum(last_5m):100 * sum:a.b{x:y}.as_count() / (sum:a.c{x:y}.as_count() + 10) > 5",
            &["changed-query: number in the query 5 -> 10"],
        );
        check(
            "avg(last_1h):anomalies(avg:a.b{x:y}, 'agile', 2, alert_window='last_15m') >= 1",
            "avg(last_1h):anomalies(avg:a.b{x:z}, 'agile', 3, alert_window='last_30m') >= 1",
            &[
                "changed-query: query anomalies(avg:a.b{x:y}, 'agile', 2, alert_window='last_15m') -> anomalies(avg:a.b{x:z}, 'agile', 3, alert_window='last_30m')",
            ],
        );
        check(
            "logs(\"a\").index(\"*\").rollup(\"count\").last(\"5m\") > 5",
            "logs(\"b\").index(\"*\").rollup(\"count\").by(\"host\").last(\"5m\") > 5",
            &["changed-scope: search a -> b", "changed-scope: group by none -> host"],
        );
    }

    #[test]
    fn thresholds_are_left_to_their_module_and_the_rest_is_compared() {
        check("avg(last_5m):avg:a.b{x:y} > 5", "avg(last_5m):avg:a.b{x:y} > 6", &[]);
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "avg(last_5m):avg:a.b{ x:y } > 5",
            &["wording: query reformatted"],
        );
        let logs = |search: &str| format!("logs(\"{search}\").index(\"*\").rollup(\"count\").last(\"5m\") > 5");
        check(
            &logs("env:prod  service:a OR  (b )"),
            &logs("env:prod service:a OR b"),
            &["wording: query reformatted"],
        );
        check(
            &logs("env:prod a"),
            &logs("env:prod -a"),
            &["changed-scope: search env:prod a -> env:prod -a"],
        );
        check("1 && 2", "1 && 3", &["changed-query: query 1 && 2 -> 1 && 3"]);
        check(
            "what is this",
            "what is that",
            &[
                "unreadable: query cannot be read: no monitor query starts with 'what'",
                "changed-query: query what is this -> what is that",
            ],
        );
    }
}
