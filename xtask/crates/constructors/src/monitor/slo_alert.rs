//! Alerts on SLOs (`doc: service_level_objectives/burn_rate`, `error_budget`).

use super::fields;
use super::thresholds::{Limits, Names};
use super::{Evaluation, Groups, MonitorConstructor, Watched};
use crate::args::Args;
use crate::decimal;
use crate::finding::{Built, Finding, Findings};
use crate::object::{ShownUnit, object};
use crate::refer;
use crate::signal::SignalContext;
use crate::units;

/// The type of monitors of SLOs.
const SLO_ALERT: &str = "slo alert";

pub(super) const BURN_RATE: MonitorConstructor = MonitorConstructor {
    name: "burn_rate",
    summary: "How fast an SLO spends its error budget, over a long and a short window at once. Every SLO has such alerts: `jsonnet/policy/slo_alerts.libsonnet`.",
    fields: fields::OF_BURN_RATE,
    build: burn_rate,
};

pub(super) const ERROR_BUDGET: MonitorConstructor = MonitorConstructor {
    name: "error_budget",
    summary: "How much of its error budget an SLO has spent.",
    fields: fields::OF_ERROR_BUDGET,
    build: error_budget,
};

/// The longest long window (`doc: service_level_objectives/burn_rate`).
const LONG_HOURS_MAX: f64 = 48.0;

fn burn_rate<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let slo = refer::slo(context.catalog, args, findings);
    let rate = args.number("burn_rate", findings);
    let long = window(args, "long_window", findings);
    let short = window(args, "short_window", findings);
    let (slo, rate, (long, long_h), (short, short_h)) = (slo?, rate?, long?, short?);
    // Everything fails: no burn rate is higher.
    let fastest = 100.0 / (100.0 - slo.target_percent);
    let mut rejected = Ok(());
    let mut reject = |field, message: String, help: String| {
        let finding = Finding::new("monitor/burn-rate", format!("{}: {message}", args.what()));
        rejected = Err(args.reject(field, finding.at(field).help(help), findings));
    };
    if rate <= 0.0 || rate > fastest {
        reject(
            "burn_rate",
            format!(
                "a target of {} % cannot burn its budget {} times as fast as it allows",
                decimal::text(slo.target_percent),
                decimal::text(rate)
            ),
            format!("write a number above 0 and up to {}", decimal::text(fastest)),
        );
    }
    if !(1.0..=LONG_HOURS_MAX).contains(&long_h) {
        reject(
            "long_window",
            format!("Datadog has no long window of {long}"),
            "write 1 to 48 hours, such as '1h'".to_owned(),
        );
    }
    if short_h >= long_h {
        reject(
            "short_window",
            format!("the short window {short} is not shorter than the long one, {long}"),
            "write a twelfth of the long window".to_owned(),
        );
    }
    rejected?;
    Ok(Evaluation {
        kind: SLO_ALERT,
        query: format!(
            "burn_rate(\"{}\").over(\"{}\").long_window(\"{long}\").short_window(\"{short}\") > {}",
            slo.id,
            slo.window,
            decimal::text(rate)
        ),
        groups: Groups::default(),
        warns: false,
        // Although the query has `>` (`doc: service_level_objectives/burn_rate`).
        comparison: "at or above",
        unit: String::new(),
        shown_in: plain(),
        limit: None,
        window: long.to_owned(),
        minimum: None,
        watched: Watched::BurnRate { short_window: short },
        slo: Some(slo.name),
        metrics: Vec::new(),
        options: object!({ "thresholds": object!({ "critical": decimal::value(rate) }) }),
    })
}

fn error_budget<'a>(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let slo = refer::slo(context.catalog, args, findings);
    let names = Names {
        alert: "alert_percent",
        warn: "warn_percent",
    };
    let alert = args.number(names.alert, findings);
    let warn = args.number_or_none(names.warn, findings);
    let (slo, alert, warn) = (slo?, alert?, warn?);
    // A budget does not hover at a threshold: it recovers as the window moves on.
    let limits = Limits {
        alert,
        warn,
        recover: None,
        warn_recover: None,
    };
    limits.check(args, names, true, findings)?;
    let mut thresholds = object!({ "critical": decimal::value(alert) });
    if let Some(warn) = warn {
        thresholds.insert("warning".to_owned(), decimal::value(warn));
    }
    Ok(Evaluation {
        kind: SLO_ALERT,
        query: format!(
            "error_budget(\"{}\").over(\"{}\") > {}",
            slo.id,
            slo.window,
            decimal::text(alert)
        ),
        groups: Groups::default(),
        warns: warn.is_some(),
        comparison: "above",
        unit: "percent".to_owned(),
        shown_in: ShownUnit {
            text: units::text("percent").into_owned(),
            of_unit: None,
        },
        limit: None,
        window: slo.window,
        minimum: None,
        watched: Watched::Value,
        slo: Some(slo.name),
        metrics: Vec::new(),
        options: object!({ "thresholds": thresholds }),
    })
}

pub(super) fn plain() -> ShownUnit {
    ShownUnit {
        text: String::new(),
        of_unit: None,
    }
}

/// A window and its hours.
fn window<'a>(args: &Args<'a>, field: &'static str, findings: &mut Findings) -> Built<(&'a str, f64)> {
    let text = args.text(field, findings)?;
    let (amount, unit) = text.split_at(text.len().saturating_sub(1));
    let hours = match unit {
        "m" => Some(1.0 / 60.0),
        "h" => Some(1.0),
        _ => None,
    };
    if let (Ok(amount), Some(hours)) = (amount.parse::<f64>(), hours) {
        return Ok((text, amount * hours));
    }
    let message = format!("{}: {field} is '{text}'", args.what());
    let finding = Finding::new("monitor/burn-rate", message).at(field);
    Err(args.reject(
        field,
        finding.help("write minutes or hours, such as '5m' or '1h'"),
        findings,
    ))
}
