//! Thresholds with their recovery values, checked: warning on the healthy side of alert, recovery on the healthy side of both (what Datadog's API
//! rejects otherwise). Without a recovery value a series that hovers at the threshold would flap, so one is derived: a fifth of the threshold towards
//! health.

use serde_json::{Map, Value};

use crate::args::Args;
use crate::decimal::{rounded, text, value};
use crate::finding::{Built, Finding, Findings, Reported};
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

    /// Checks that what `names` calls is in order: each threshold on the healthy side of a graver one, each recovery threshold on that of its threshold.
    pub(super) fn check(self, args: &Args<'_>, names: Names, above: bool, findings: &mut Findings) -> Built<()> {
        let healthier = |a: f64, b: f64| if above { a < b } else { a > b };
        let side = if above { "smaller" } else { "larger" };
        let Names { alert, warn } = names;
        let mut result = Ok(());
        if let Some(value) = self.warn.filter(|value| !healthier(*value, self.alert)) {
            let pair = Pair {
                field: warn,
                value,
                bound: alert,
                limit: self.alert,
                rule: "must be on the healthy side of",
                help: format!("with this comparison {warn} is {side} than {alert}"),
            };
            result = Err(pair.reject(args, findings));
        }
        let recoveries = [
            ("recover", self.recover, alert, Some(self.alert)),
            ("warn_recover", self.warn_recover, warn, self.warn),
        ];
        for (field, value, bound, limit) in recoveries {
            if let (Some(value), Some(limit)) = (value, limit)
                && healthier(limit, value)
            {
                let pair = Pair {
                    field,
                    value,
                    bound,
                    limit,
                    rule: "is on the alerting side of",
                    help: format!("recovery must be on the healthy side of {bound}"),
                };
                result = Err(pair.reject(args, findings));
            }
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

/// Two thresholds in the wrong order.
struct Pair<'a> {
    field: &'a str,
    value: f64,
    /// The threshold that it is compared with.
    bound: &'a str,
    limit: f64,
    /// What is wrong with their order.
    rule: &'static str,
    help: String,
}

impl Pair<'_> {
    /// Reports them at the field that a service tunes, where it tunes one of them: its other value is that of the monitor's own file, in this environment.
    fn reject(self, args: &Args<'_>, findings: &mut Findings) -> Reported {
        let Self {
            field,
            value,
            bound,
            limit,
            rule,
            help,
        } = self;
        let mut message = format!(
            "{}: {field} ({}) {rule} {bound} ({})",
            args.what(),
            text(value),
            text(limit)
        );
        let (at, help) = match (args.tunes(field), args.tunes(bound)) {
            (None, Some(tuned)) => {
                message += &format!(" in {}", tuned.env);
                let file = format!("the monitor's own file sets {field} to {}", text(value));
                (
                    bound,
                    format!("{file}: tune {field} too, or choose another {bound}; {help}"),
                )
            }
            (Some(tuned), None) => {
                message += &format!(" in {}", tuned.env);
                (field, help)
            }
            _ => (field, help),
        };
        let finding = Finding::new("monitor/threshold-order", message).at(at).help(help);
        args.reject(at, finding, findings)
    }
}
