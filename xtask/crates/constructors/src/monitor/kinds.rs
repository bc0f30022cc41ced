//! The kinds of monitors.

use serde_json::{Map, Value};

use super::fields::{COMPARISONS, Comparison, MISSING};
use super::thresholds::{Limits, Names};
use super::{How, minimum, query, unsuitable, watched};
use crate::finding::{Findings, Lowered};
use crate::given::Given;
use crate::object::{Minimum, object};
use crate::signal::{Kind, Signal, Site};
use crate::{decimal, units};

/// The type of monitors of service checks.
pub(super) const SERVICE_CHECK: &str = "service check";

pub(super) fn read<'a>(
    site: &Site<'a>,
    constructor: &str,
    given: &Given<'a>,
    findings: &mut Findings,
) -> Lowered<How<'a>> {
    match constructor {
        "threshold" => threshold(site, given, findings),
        "growth" => growth(site, given, findings),
        "ratio" => ratio(site, given, findings),
        "logs" => logs(site, given, findings),
        _ => check(site, given, findings),
    }
}

/// What a monitor that compares a value over a window says beside its signal.
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
    fn read(given: &Given<'a>, names: Names, findings: &mut Findings) -> Lowered<Self> {
        let window = given.text("window", findings);
        let comparison = given.word_or_none(
            "comparison",
            "monitor/unknown-comparison",
            "comparison",
            &COMPARISONS,
            findings,
        );
        let comparison = comparison.map(|said| said.unwrap_or(COMPARISONS[0].1));
        let limits = comparison.and_then(|comparison| Limits::read(given, names, comparison.above, findings));
        let full_window = given.flag_or("full_window", false, findings);
        let delay = given.number_or_none("evaluation_delay_s", findings);
        Ok(Self {
            window: window?,
            comparison: comparison?,
            limits: limits?,
            full_window: full_window?,
            evaluation_delay_s: delay?,
        })
    }

    fn minimum(&self, given: &Given<'_>, signal: &Signal<'_>, findings: &mut Findings) -> Lowered<Option<Minimum>> {
        minimum::read(given, signal, self.comparison, self.limits.alert, findings)
    }

    /// `kind` is Datadog's type, `expression` the query up to its comparison.
    fn how(
        &self,
        kind: &'static str,
        expression: &str,
        signal: &Signal<'_>,
        by: Vec<&'a str>,
        options: Map<String, Value>,
    ) -> How<'a> {
        let unit_text = units::text(signal.unit).into_owned();
        How {
            kind,
            query: format!(
                "{expression}{}{}",
                self.comparison.operator,
                decimal::text(self.limits.alert)
            ),
            by,
            warns: self.limits.warn.is_some(),
            sign: self.comparison.sign,
            unit: signal.unit.to_owned(),
            reading: format!("{{{{value}}}}{unit_text} over {}", self.window),
            unit_text,
            window: self.window.to_owned(),
            minimum: None,
            metrics: signal.metrics.iter().map(|m| m.name.clone()).collect(),
            options,
        }
    }

    /// A metric monitor; `wrap` is what stands before the signal's query.
    fn metric(
        &self,
        wrap: &str,
        signal: &Signal<'_>,
        by: Vec<&'a str>,
        minimum: Option<Minimum>,
        no_data: &str,
    ) -> How<'a> {
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
            signal.expression_beside(&by, minimum.map_or(0, |m| m.assumed))
        );
        How {
            minimum,
            ..self.how("query alert", &expression, signal, by, options)
        }
    }
}

/// What silence means, as Datadog names it. That the word is known is checked with what every monitor says.
fn on_missing_data(given: &Given<'_>) -> &'static str {
    let word = given.said("no_data").and_then(Value::as_str);
    MISSING
        .iter()
        .find(|(known, _)| Some(*known) == word)
        .map_or("", |(_, missing)| missing.on_missing_data)
}

/// The value of a signal over the window against a threshold.
fn threshold<'a>(site: &Site<'a>, given: &Given<'a>, findings: &mut Findings) -> Lowered<How<'a>> {
    let watched = watched(site, given, findings);
    let compared = Compared::read(given, NAMES, findings);
    let (signal, by) = watched?;
    let Some(time) = signal.time() else {
        return unsuitable(given, &signal, findings);
    };
    let compared = compared?;
    let minimum = compared.minimum(given, &signal, findings)?;
    let wrap = format!("{time}(last_{}):", compared.window);
    Ok(compared.metric(&wrap, &signal, by, minimum, on_missing_data(given)))
}

/// By how much a signal has changed over the window, in its own unit.
fn growth<'a>(site: &Site<'a>, given: &Given<'a>, findings: &mut Findings) -> Lowered<How<'a>> {
    let watched = watched(site, given, findings);
    let compared = Compared::read(given, NAMES, findings);
    let (signal, by) = watched?;
    if signal.time().is_none() {
        return unsuitable(given, &signal, findings);
    }
    let compared = compared?;
    let wrap = format!("change(avg(last_5m),last_{}):", compared.window);
    Ok(compared.metric(&wrap, &signal, by, None, on_missing_data(given)))
}

/// The share of bad events in percent, without a signal of its own.
fn ratio<'a>(site: &Site<'a>, given: &Given<'a>, findings: &mut Findings) -> Lowered<How<'a>> {
    let signal = Signal::of_counters(site, given, findings);
    let by = given.texts_or_none("by", findings);
    let compared = Compared::read(given, PERCENT, findings);
    let (signal, by) = (signal?, by?.unwrap_or_default());
    findings.within(given.file_of("by"), |findings| signal.check_by(&by, findings))?;
    let compared = compared?;
    let minimum = compared.minimum(given, &signal, findings)?;
    let wrap = format!("sum(last_{}):", compared.window);
    Ok(compared.metric(&wrap, &signal, by, minimum, on_missing_data(given)))
}

/// How many log lines match over the window.
fn logs<'a>(site: &Site<'a>, given: &Given<'a>, findings: &mut Findings) -> Lowered<How<'a>> {
    let watched = watched(site, given, findings);
    let compared = Compared::read(given, NAMES, findings);
    let (signal, by) = watched?;
    let Kind::Logs { search } = &signal.kind else {
        return unsuitable(given, &signal, findings);
    };
    let compared = compared?;
    let options = object!({
        "thresholds": compared.limits.options(compared.comparison.above),
        "on_missing_data": on_missing_data(given),
        "groupby_simple_monitor": false,
        // A sample would carry log text, and with it perhaps patient data, into chat.
        "enable_logs_sample": false,
    });
    let expression = query::logs(search, &by, compared.window);
    Ok(compared.how("log alert", &expression, &signal, by, options))
}

/// A service check that fails `alert` times in a row.
fn check<'a>(site: &Site<'a>, given: &Given<'a>, findings: &mut Findings) -> Lowered<How<'a>> {
    let watched = watched(site, given, findings);
    let failures = given.number("alert", findings);
    let (signal, by) = watched?;
    let Kind::Check { tags, .. } = &signal.kind else {
        return unsuitable(given, &signal, findings);
    };
    let failures = failures?;
    let notify = given.said("no_data").and_then(Value::as_str) == Some("notify");
    let mut options = object!({
        "thresholds": object!({ "critical": decimal::value(failures), "ok": 1, "warning": decimal::value(failures) }),
        // A service check knows only this older way to say what silence means.
        "notify_no_data": notify,
    });
    if notify {
        options.insert("no_data_timeframe".to_owned(), 10.into());
    }
    Ok(How {
        kind: SERVICE_CHECK,
        query: query::check(&signal.expression(&[]), tags, &by, failures),
        by,
        warns: false,
        sign: "at",
        unit: signal.unit.to_owned(),
        unit_text: " failed checks in a row".to_owned(),
        reading: "{{check_message}}".to_owned(),
        window: format!("{} checks", decimal::text(failures)),
        minimum: None,
        metrics: Vec::new(),
        options,
    })
}
