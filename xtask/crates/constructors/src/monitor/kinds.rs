//! The kinds of monitors.

use serde_json::{Map, Value};

use super::fields::{self, COMPARISONS, Comparison, NO_DATA};
use super::thresholds::{Limits, Names};
use super::{Evaluation, Groups, MonitorConstructor, Watched, minimum, query, unsuitable, watched};
use crate::args::Args;
use crate::finding::{Built, Findings};
use crate::object::{Minimum, ShownUnit, object};
use crate::signal::{Signal, SignalContext, SignalKind};
use crate::{decimal, units};

/// The type of monitors of service checks.
pub(super) const SERVICE_CHECK: &str = "service check";

/// The type of monitors of Audit Trail.
pub(super) const AUDIT_ALERT: &str = "audit alert";

pub(super) const AUDIT: MonitorConstructor = MonitorConstructor {
    name: "audit",
    summary: "An event of Audit Trail, which is of the whole organisation: rendered only for the environment that owns it. Alerts, and never recovers.",
    fields: fields::OF_AUDIT,
    build: audit,
};

pub(super) const CHECK: MonitorConstructor = MonitorConstructor {
    name: "check",
    summary: "A service check that fails `alert` times in a row.",
    fields: fields::OF_CHECK,
    build: check,
};

pub(super) const GROWTH: MonitorConstructor = MonitorConstructor {
    name: "growth",
    summary: "By how much a signal has changed over the window, in its own unit.",
    fields: fields::OF_COMPARED,
    build: growth,
};

pub(super) const LOGS: MonitorConstructor = MonitorConstructor {
    name: "logs",
    summary: "How many log lines match over the window.",
    fields: fields::OF_COMPARED,
    build: logs,
};

pub(super) const RATIO: MonitorConstructor = MonitorConstructor {
    name: "ratio",
    summary: "The share of bad events in percent, without a signal of its own.",
    fields: fields::OF_RATIO,
    build: ratio,
};

pub(super) const THRESHOLD: MonitorConstructor = MonitorConstructor {
    name: "threshold",
    summary: "The value of a signal over the window against a threshold.",
    fields: fields::OF_THRESHOLD,
    build: threshold,
};

/// The fields of a monitor that compares a value over a window, besides its signal.
struct Compared<'a> {
    window: &'a str,
    comparison: Comparison,
    limits: Limits,
    full_window: bool,
    evaluation_delay_s: Option<f64>,
}

const NAMES: Names = Names {
    alert: "alert",
    warn: "warn",
};
const PERCENT: Names = Names {
    alert: "alert_percent",
    warn: "warn_percent",
};

impl<'a> Compared<'a> {
    fn read(args: &Args<'a>, names: Names, findings: &mut Findings) -> Built<Self> {
        let window = args.text("window", findings);
        let comparison = args.word_or_none(
            "comparison",
            "monitor/unknown-comparison",
            "comparison",
            &COMPARISONS,
            findings,
        );
        let comparison = comparison.map(|set| set.unwrap_or(COMPARISONS[0].1));
        let limits = comparison.and_then(|comparison| Limits::read(args, names, comparison.above, findings));
        let full_window = args.flag_or("full_window", false, findings);
        let delay = args.number_or_none("evaluation_delay_s", findings);
        Ok(Self {
            window: window?,
            comparison: comparison?,
            limits: limits?,
            full_window: full_window?,
            evaluation_delay_s: delay?,
        })
    }

    fn minimum(&self, args: &Args<'_>, signal: &Signal<'_>, findings: &mut Findings) -> Built<Option<Minimum>> {
        minimum::read(args, signal, self.comparison, self.limits.alert, findings)
    }

    /// `kind` is Datadog's type, `expression` the query up to its comparison.
    fn evaluation(
        &self,
        kind: &'static str,
        expression: &str,
        signal: &Signal<'_>,
        groups: Groups<'a>,
        options: Map<String, Value>,
    ) -> Evaluation<'a> {
        let scale = units::larger(signal.unit, self.limits.alert);
        let unit_text = scale.map_or_else(|| units::text(signal.unit), |scale| scale.text.into());
        let unit_text = match signal.per_unit() {
            Some(per) => format!("{unit_text} a {per}"),
            None => unit_text.into_owned(),
        };
        Evaluation {
            kind,
            query: format!(
                "{expression}{}{}",
                self.comparison.operator,
                decimal::text(self.limits.alert)
            ),
            groups,
            warns: self.limits.warn.is_some(),
            comparison: self.comparison.words,
            unit: signal.unit.to_owned(),
            limit: signal.limit(),
            shown_in: ShownUnit {
                text: unit_text,
                of_unit: scale.map(|scale| scale.of_unit),
            },
            window: self.window.to_owned(),
            minimum: None,
            watched: Watched::Value,
            slo: None,
            metrics: signal.metrics.iter().map(|m| m.name.clone()).collect(),
            options,
        }
    }

    /// A metric monitor; `wrap` comes before the signal's query.
    fn metric(
        &self,
        wrap: &str,
        signal: &Signal<'_>,
        groups: Groups<'a>,
        minimum: Option<Minimum>,
        no_data: &str,
    ) -> Evaluation<'a> {
        let mut options = object!({
            "thresholds": self.limits.options(self.comparison.above),
            "on_missing_data": no_data,
            "require_full_window": self.full_window,
        });
        if let Some(delay_s) = self.evaluation_delay_s {
            options.insert("evaluation_delay".to_owned(), decimal::value(delay_s));
        }
        let expression = format!(
            "{wrap}{}",
            signal.expression_with(&groups.by, minimum.map_or(0, |m| m.assumed))
        );
        Evaluation {
            minimum,
            ..self.evaluation("query alert", &expression, signal, groups, options)
        }
    }
}

/// What to do on no data, as Datadog names it. `Shared::common` checks that the word is known.
fn on_missing_data(args: &Args<'_>) -> &'static str {
    let word = args.get("no_data").and_then(Value::as_str);
    NO_DATA
        .iter()
        .find(|(known, _)| Some(*known) == word)
        .map_or("", |(_, missing)| missing.on_missing_data)
}

/// The value of a signal over the window against a threshold.
fn threshold<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let watched = watched(context, args, findings);
    let compared = Compared::read(args, NAMES, findings);
    let (signal, groups) = watched?;
    let Some(time) = signal.time() else {
        return unsuitable(args, &signal, findings);
    };
    let compared = compared?;
    let minimum = compared.minimum(args, &signal, findings)?;
    compared.limits.check_percent(args, NAMES, signal.unit, findings)?;
    let wrap = format!("{time}(last_{}):", compared.window);
    Ok(compared.metric(&wrap, &signal, groups, minimum, on_missing_data(args)))
}

/// By how much a signal has changed over the window, in its own unit.
fn growth<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let watched = watched(context, args, findings);
    let compared = Compared::read(args, NAMES, findings);
    let (signal, groups) = watched?;
    if signal.time().is_none() {
        return unsuitable(args, &signal, findings);
    }
    let compared = compared?;
    let wrap = format!("change(avg(last_5m),last_{}):", compared.window);
    Ok(compared.metric(&wrap, &signal, groups, None, on_missing_data(args)))
}

/// The share of bad events in percent, without a signal of its own.
fn ratio<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let signal = Signal::of_counters(context, args, findings);
    let by = args.texts_or_none("by", findings);
    let compared = Compared::read(args, PERCENT, findings);
    let (signal, by) = (signal?, by?.unwrap_or_default());
    args.within("by", findings, |findings| signal.check_by(&by, findings))?;
    let groups = Groups::read(args, by, findings)?;
    let compared = compared?;
    let minimum = compared.minimum(args, &signal, findings)?;
    compared.limits.check_percent(args, PERCENT, signal.unit, findings)?;
    let wrap = format!("sum(last_{}):", compared.window);
    Ok(compared.metric(&wrap, &signal, groups, minimum, on_missing_data(args)))
}

/// How many log lines match over the window.
fn logs<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let watched = watched(context, args, findings);
    let compared = Compared::read(args, NAMES, findings);
    let (signal, groups) = watched?;
    let SignalKind::Logs { search } = &signal.kind else {
        return unsuitable(args, &signal, findings);
    };
    let compared = compared?;
    let options = object!({
        "thresholds": compared.limits.options(compared.comparison.above),
        "on_missing_data": on_missing_data(args),
        "groupby_simple_monitor": false,
        // A sample would carry log text, and with it perhaps patient data, into chat.
        "enable_logs_sample": false,
    });
    let expression = query::logs(search, &groups.by, compared.window);
    Ok(compared.evaluation("log alert", &expression, &signal, groups, options))
}

/// One event of Audit Trail within the window. It has happened, and no later event undoes it.
fn audit<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let search = args.text("search", findings);
    let window = args.text("window", findings);
    let of_programs = args.flag_or("of_programs", false, findings);
    let (search, window) = (search?, window?);
    let programs = if of_programs? { &[] } else { context.programs };
    let search = query::without_accounts(search, programs);
    Ok(Evaluation {
        kind: AUDIT_ALERT,
        query: query::audits(&search, window),
        groups: Groups::default(),
        warns: false,
        comparison: "at or above",
        unit: "event".to_owned(),
        shown_in: ShownUnit {
            text: units::text("event").into_owned(),
            of_unit: None,
        },
        limit: None,
        window: window.to_owned(),
        minimum: None,
        watched: Watched::Audits(search),
        slo: None,
        metrics: Vec::new(),
        options: object!({
            // No number of events lies between one and none, so there is nothing to recover at.
            "thresholds": object!({ "critical": 1 }),
            "on_missing_data": on_missing_data(args),
        }),
    })
}

/// A service check that fails `alert` times in a row.
fn check<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let watched = watched(context, args, findings);
    let failures = args.count("alert", fields::FAILURES_MAX, findings);
    let (signal, groups) = watched?;
    let SignalKind::Check { tags, .. } = &signal.kind else {
        return unsuitable(args, &signal, findings);
    };
    // A whole number that is small.
    let failures = failures? as f64;
    let notify = args.get("no_data").and_then(Value::as_str) == Some("notify");
    let mut options = object!({
        "thresholds": object!({ "critical": decimal::value(failures), "ok": 1, "warning": decimal::value(failures) }),
        // Service checks have only this older option for no data.
        "notify_no_data": notify,
    });
    if notify {
        options.insert("no_data_timeframe".to_owned(), 10.into());
    }
    Ok(Evaluation {
        kind: SERVICE_CHECK,
        query: query::check(&signal.expression(&[]), tags, &groups.by, failures),
        groups,
        warns: false,
        comparison: "at",
        unit: signal.unit.to_owned(),
        limit: None,
        shown_in: ShownUnit {
            text: " failed checks in a row".to_owned(),
            of_unit: None,
        },
        window: format!("{} checks", decimal::text(failures)),
        minimum: None,
        watched: Watched::Check,
        slo: None,
        metrics: Vec::new(),
        options,
    })
}
