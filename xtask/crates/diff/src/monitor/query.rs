//! A monitor's query: the window, what is measured, of which sources, by which groups, and on which side of the threshold it alerts.

use std::collections::BTreeSet;
use std::fmt::Display;

use datadog_query::monitor::{Comparator, Monitor, parse};

use super::expression;
use super::thresholds::Alerts;
use super::window::{self, Window};
use crate::fact::Fact;
use crate::shown::{sentence, shown};
use crate::texts::texts;
use model::Risk;

/// What the comparison of thresholds needs to know of the queries.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) facts: Vec<Fact>,
    /// The side on which the monitor alerts, the same as before.
    pub(super) side: Option<Alerts>,
    /// The thresholds of both queries.
    pub(super) thresholds: [Option<f64>; 2],
}

/// How the queries of two monitors differ, but for the threshold. What is told of windows is added to `told`.
pub(super) fn compare(old: &str, new: &str, told: &mut BTreeSet<String>) -> Outcome {
    let (before, after) = match (parse(old), parse(new)) {
        (Ok(before), Ok(after)) => (canonical(before), canonical(after)),
        (_, after) => {
            let refused = after
                .err()
                .map(|error| Fact::new(Risk::Unreadable, "query cannot be read:", sentence(&error.message)));
            let changed = Fact::new(Risk::ChangedQuery, "query", texts(old, new));
            return Outcome {
                facts: if old == new {
                    Vec::new()
                } else {
                    refused.into_iter().chain([changed]).collect()
                },
                ..Outcome::default()
            };
        }
    };
    let sides = [&before, &after].map(side);
    let thresholds = [&before, &after].map(|monitor| monitor.comparison().map(|comparison| comparison.threshold.value));
    let mut facts = Vec::new();
    let comparators =
        [&before, &after].map(|monitor| monitor.comparison().map(|comparison| comparison.comparator.symbol()));
    if let [Some(old), Some(new)] = comparators {
        facts.extend(changed(Risk::ChangedQuery, "alerts at", old, new));
    }
    facts.extend(kinds(&before, &after, (old, new), sides[1], told));
    Outcome {
        facts,
        side: if sides[0] == sides[1] { sides[0] } else { None },
        thresholds,
    }
}

/// The monitor with its search in canonical form, so that one which is only written in another way is no other.
fn canonical(mut monitor: Monitor) -> Monitor {
    if let Monitor::Event(event) = &mut monitor {
        event.search.text.value = event.search.canonical(event.source);
    }
    monitor
}

/// Counts of failed checks are thresholds from above. Composites have none.
fn side(monitor: &Monitor) -> Option<Alerts> {
    match monitor.comparison() {
        None => matches!(monitor, Monitor::Check(_)).then_some(Alerts::Above),
        Some(comparison) => match comparison.comparator {
            Comparator::Above | Comparator::AtLeast => Some(Alerts::Above),
            Comparator::Below | Comparator::AtMost => Some(Alerts::Below),
            Comparator::Equal | Comparator::Unequal => None,
        },
    }
}

fn kinds(
    before: &Monitor,
    after: &Monitor,
    written: (&str, &str),
    side: Option<Alerts>,
    told: &mut BTreeSet<String>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    match (before, after) {
        (Monitor::Metric(old), Monitor::Metric(new)) => {
            let windows = [old, new].map(|monitor| Window {
                words: monitor.evaluation.window().to_string().replace("last_", ""),
                seconds: monitor.evaluation.window().seconds(),
            });
            let growth = window::of_metric(new.evaluation.aggregator(), &new.expression, side);
            facts.extend(window::changed(&windows, growth, told));
            facts.extend(changed(
                Risk::ChangedQuery,
                "over time",
                evaluation(old),
                evaluation(new),
            ));
            facts.extend(expression::facts(&old.expression, &new.expression));
        }
        (Monitor::Event(old), Monitor::Event(new)) => {
            let windows = [old, new].map(|monitor| Window::of(&monitor.timeframe));
            facts.extend(window::changed(
                &windows,
                window::of_rollup(&new.rollup.method.value, side),
                told,
            ));
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
            facts.extend(changed(Risk::ChangedQuery, "computes", rollup(old), rollup(new)));
            facts.extend(changed(Risk::ChangedScope, "by", list(&old.by), list(&new.by)));
        }
        (Monitor::Formula(old), Monitor::Formula(new)) => {
            let windows = [old, new].map(|monitor| Window::of(&monitor.timeframe));
            facts.extend(window::changed(&windows, window::of_rollup("avg", side), told));
            facts.extend(changed(Risk::ChangedQuery, "formula", &old.formula, &new.formula));
            facts.extend(changed(Risk::ChangedScope, "by", list(&old.by), list(&new.by)));
        }
        (Monitor::Check(old), Monitor::Check(new)) => {
            facts.extend(changed(Risk::ChangedQuery, "check", &old.check.value, &new.check.value));
            facts.extend(changed(Risk::ChangedScope, "over", list(&old.over), list(&new.over)));
            facts.extend(changed(
                Risk::ChangedScope,
                "but for",
                list(&old.exclude),
                list(&new.exclude),
            ));
            facts.extend(changed(Risk::ChangedScope, "by", list(&old.by), list(&new.by)));
            facts.extend(changed(Risk::Timing, "of the last runs", old.last, new.last));
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
    // What has no words of its own, or is written in another way.
    let [old, new] = [before, after].map(without_threshold);
    if facts.is_empty() && old != new {
        facts.push(Fact::new(Risk::ChangedQuery, "query", texts(&old, &new)));
    } else if facts.is_empty()
        && written.0 != written.1
        && before.comparison().map(|c| c.threshold.value) == after.comparison().map(|c| c.threshold.value)
    {
        facts.push(Fact::new(Risk::Wording, "query", "written in another way"));
    }
    facts
}

/// The canonical text but for what stands behind the comparator.
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

/// How points become one value, but for the window.
fn evaluation(monitor: &datadog_query::monitor::MetricMonitor) -> String {
    let window = monitor.evaluation.window().to_string();
    monitor.evaluation.to_string().replacen(&format!("({window})"), "", 1)
}

fn list<T: Display>(items: &[T]) -> String {
    if items.is_empty() {
        "nothing".to_owned()
    } else {
        items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// `old -> new`, where they differ.
pub(super) fn changed(risk: Risk, what: &str, old: impl Display, new: impl Display) -> Option<Fact> {
    let (old, new) = (old.to_string(), new.to_string());
    (old != new).then(|| {
        let how = if old.len().max(new.len()) > 60 {
            texts(&old, &new)
        } else {
            format!("{} -> {}", shown(&old), shown(&new))
        };
        Fact::new(risk, what, how)
    })
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
    fn windows_are_looser_by_what_they_combine() {
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
    fn what_is_measured_where_and_by_what() {
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "avg(last_5m):max:a.c{x:y} >= 5",
            &[
                "changed-query: alerts at > -> >=",
                "changed-query: metric a.b -> a.c",
                "changed-query: aggregation avg -> max",
            ],
        );
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "max(last_5m):avg:a.b{x:y} > 5",
            &["changed-query: over time avg -> max"],
        );
        check(
            "avg(last_5m):avg:a.b{x:y,z:w} by {host} > 5",
            "avg(last_5m):avg:a.b{x:y,z:v} by {host,queue} > 5",
            &[
                "changed-scope: scope with z:v instead of z:w",
                "changed-scope: by host -> host, queue",
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
            "avg(last_5m):anomalies(avg:a.b{x:y}, 'agile', 2, alert_window='last_15m') >= 1",
            "avg(last_5m):anomalies(avg:a.b{x:z}, 'agile', 3, alert_window='last_30m') >= 1",
            &[
                "changed-query: query anomalies(avg:a.b{x:y}, 'agile', 2, alert_window='last_15m') -> anomalies(avg:a.b{x:z}, 'agile', 3, alert_window='last_30m')",
            ],
        );
        check(
            "logs(\"a\").index(\"*\").rollup(\"count\").last(\"5m\") > 5",
            "logs(\"b\").index(\"*\").rollup(\"count\").by(\"host\").last(\"5m\") > 5",
            &["changed-scope: search a -> b", "changed-scope: by nothing -> host"],
        );
    }

    #[test]
    fn the_threshold_is_told_elsewhere_and_nothing_is_lost() {
        check("avg(last_5m):avg:a.b{x:y} > 5", "avg(last_5m):avg:a.b{x:y} > 6", &[]);
        check(
            "avg(last_5m):avg:a.b{x:y} > 5",
            "avg(last_5m):avg:a.b{ x:y } > 5",
            &["wording: query written in another way"],
        );
        let logs = |search: &str| format!("logs(\"{search}\").index(\"*\").rollup(\"count\").last(\"5m\") > 5");
        check(
            &logs("env:prod  service:a OR  (b )"),
            &logs("env:prod service:a OR b"),
            &["wording: query written in another way"],
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
