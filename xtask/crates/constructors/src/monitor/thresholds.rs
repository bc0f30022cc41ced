//! Thresholds with their recovery values, checked: warning on the healthy side of alert, recovery on the healthy side of both (what Datadog's API
//! rejects otherwise). Without a recovery value a series that hovers at the threshold would flap, so one is derived: a fifth of the threshold towards
//! health.

use serde_json::{Map, Value};

use crate::args::Args;
use crate::decimal::{rounded, text, value};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;

/// The least alert threshold in percent.
const LEAST_PERCENT: f64 = 0.1;

/// The thresholds of a monitor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) alert: f64,
    pub(super) warn: Option<f64>,
    pub(super) recover: Option<f64>,
    pub(super) warn_recover: Option<f64>,
}

/// The names of the fields: those of a ratio end in percent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    pub(super) alert: &'static str,
    pub(super) warn: &'static str,
}

impl Limits {
    /// Reads them and checks their order. `above` where larger is worse.
    pub(super) fn read(args: &Args<'_>, names: Names, above: bool, findings: &mut Findings) -> Built<Self> {
        let alert = args.number(names.alert, findings);
        let warn = args.number_or_none(names.warn, findings);
        let recover = args.number_or_none("recover", findings);
        let warn_recover = args.number_or_none("warn_recover", findings);
        let limits = Self {
            alert: alert?,
            warn: warn?,
            recover: recover?,
            warn_recover: warn_recover?,
        };
        limits.check(args, names, above, findings)?;
        Ok(limits)
    }

    /// A share of less than a thousandth is nearly always a fraction that should be a percentage: 0.03 for 3 %.
    pub(super) fn check_percent(self, args: &Args<'_>, names: Names, unit: &str, findings: &mut Findings) -> Built<()> {
        if unit != "percent" || self.alert <= 0.0 || self.alert >= LEAST_PERCENT {
            return Ok(());
        }
        let message = format!(
            "{}: {} is {} %, which looks like a fraction",
            args.what(),
            names.alert,
            text(self.alert)
        );
        let finding = Finding::new("monitor/percent", message)
            .at(names.alert)
            .help("write 3 for 3 %; for less than 0.1 % alert on the number of bad events: ctx.signal.count");
        Err(args.reject(names.alert, finding, findings))
    }

    pub(super) fn check(self, args: &Args<'_>, names: Names, above: bool, findings: &mut Findings) -> Built<()> {
        let healthier = |a: f64, b: f64| if above { a < b } else { a > b };
        let Names {
            alert: alert_name,
            warn: warn_name,
        } = names;
        let mut result = Ok(());
        let mut reject = |field: &str, what: String, help: String| {
            let finding = Finding::new("monitor/threshold-order", format!("{}: {what}", args.what()))
                .at(field)
                .help(help);
            result = Err(args.reject(field, finding, findings));
        };
        if let Some(warn) = self.warn.filter(|warn| !healthier(*warn, self.alert)) {
            let what = format!(
                "{warn_name} ({}) must be on the healthy side of {alert_name} ({})",
                text(warn),
                text(self.alert)
            );
            let side = if above { "smaller" } else { "larger" };
            reject(
                warn_name,
                what,
                format!("with this comparison {warn_name} is {side} than {alert_name}"),
            );
        }
        if let Some(recover) = self.recover.filter(|recover| healthier(self.alert, *recover)) {
            let what = format!(
                "recover ({}) is on the alerting side of {alert_name} ({})",
                text(recover),
                text(self.alert)
            );
            reject(
                "recover",
                what,
                format!("recovery must be on the healthy side of {alert_name}"),
            );
        }
        if let (Some(warn), Some(recover)) = (self.warn, self.warn_recover)
            && healthier(warn, recover)
        {
            let what = format!(
                "warn_recover ({}) is on the alerting side of {warn_name} ({})",
                text(recover),
                text(warn)
            );
            reject(
                "warn_recover",
                what,
                format!("recovery must be on the healthy side of {warn_name}"),
            );
        }
        result
    }

    /// As `options.thresholds`.
    pub(super) fn options(self, above: bool) -> Map<String, Value> {
        let towards_health = if above { 0.8 } else { 1.2 };
        let limit = |number: f64| value(rounded(number));
        let recovery = |set: Option<f64>, threshold: f64| limit(set.unwrap_or(threshold * towards_health));
        match self.warn {
            None => object!({ "critical": limit(self.alert), "critical_recovery": recovery(self.recover, self.alert) }),
            Some(warn) => object!({
                "critical": limit(self.alert),
                "critical_recovery": recovery(self.recover, self.alert),
                "warning": limit(warn),
                "warning_recovery": recovery(self.warn_recover, warn),
            }),
        }
    }
}
