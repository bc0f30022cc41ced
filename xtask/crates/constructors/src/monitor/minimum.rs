//! The fewest bad events that alert. One failed job of two is a share of 50 %, and no reason to page.
//!
//! Successes are added to the events counted, so many that fewer than `min_bad` bad ones stay below the alert threshold however few events there
//! are: `100 * bad / (all + assumed)`. With `b = min_bad - 1` bad events of as many, `100 * b / (b + assumed) <= alert` holds from
//! `assumed = b * (100 - alert) / alert` on. With many events the assumed ones do not weigh.
//!
//! It is arithmetic alone, which Datadog does after it has aggregated each operand over the window
//! (`doc: monitors/guide/as-count-in-monitor-evaluations`). The documentation does not say so of functions such as `clamp_min`; where they work on points the bound
//! would be one for each bucket. Why: docs/decisions/0020-few-events-page-nobody.md.

use super::fields::{BAD_MAX, Comparison};
use crate::args::Args;
use crate::decimal;
use crate::finding::{Built, Finding, Findings};
use crate::object::Minimum;
use crate::signal::{Signal, SignalKind};

/// The least alert threshold in percent with a minimum: below it the assumed events exceed what a counter holds.
const ALERT_MIN_PERCENT: f64 = 0.0001;

/// The minimum that `min_bad` sets; `None` where it is not set.
pub(super) fn read(
    args: &Args<'_>,
    signal: &Signal<'_>,
    comparison: Comparison,
    alert: f64,
    findings: &mut Findings,
) -> Built<Option<Minimum>> {
    let Some(bad) = args.number_or_none("min_bad", findings)? else {
        return Ok(None);
    };
    let mut reject = |why: String, help: &str| {
        let finding = Finding::new("monitor/min-bad", format!("{}: {why}", args.what()))
            .at("min_bad")
            .help(help);
        Err(args.reject("min_bad", finding, findings))
    };
    if !matches!(signal.kind, SignalKind::Ratio { good: false, .. }) {
        let why = match signal.kind {
            SignalKind::Ratio { .. } => {
                "min_bad needs a ratio of bad events, but this one counts good events".to_owned()
            }
            _ => format!(
                "min_bad needs a ratio of bad events, but this is a {} signal",
                signal.kind_name()
            ),
        };
        return reject(
            why,
            "remove it, or use ctx.signal.ratio({ bad, of }) or ctx.signal.over_limit({ metric, limit })",
        );
    }
    if !comparison.above {
        return reject(
            "min_bad does not fit a comparison where less is worse".to_owned(),
            "remove it",
        );
    }
    if bad.fract() != 0.0 || !(1.0..=BAD_MAX as f64).contains(&bad) {
        let why = format!("min_bad cannot be {}", decimal::text(bad));
        return reject(
            why,
            "set the fewest bad events that alert: a whole number from 1 to 100000",
        );
    }
    if alert < ALERT_MIN_PERCENT {
        let why = format!("min_bad does not fit an alert threshold of {} %", decimal::text(alert));
        return reject(
            why,
            "to alert on any bad event, alert on their number with ctx.signal.count",
        );
    }
    // checked above: a whole number that fits
    let bad = bad as u32;
    let inclusive = comparison.operator.contains('=');
    let assumed = assumed(bad, alert, inclusive);
    Ok((assumed > 0).then_some(Minimum { bad, assumed }))
}

impl Minimum {
    /// The same minimum with another alert threshold. `inclusive` where the threshold itself alerts.
    #[must_use]
    pub fn with_alert(self, alert_percent: f64, inclusive: bool) -> Self {
        Self {
            assumed: assumed(self.bad, alert_percent.max(ALERT_MIN_PERCENT), inclusive),
            ..self
        }
    }
}

/// The good events to assume, so that `bad - 1` bad events of as many do not alert. `inclusive` where the threshold itself alerts.
fn assumed(bad: u32, alert_percent: f64, inclusive: bool) -> u64 {
    let spared = f64::from(bad - 1);
    let alerts = |assumed: f64| {
        let share = 100.0 * spared / (spared + assumed);
        share > alert_percent || (inclusive && share >= alert_percent)
    };
    if spared == 0.0 {
        return 0;
    }
    let mut assumed = (spared * (100.0 - alert_percent) / alert_percent).ceil().max(0.0);
    // rounding of the division, and the threshold itself
    while alerts(assumed) {
        assumed += 1.0;
    }
    assumed as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn so_many_good_events_are_assumed() {
        assert_eq!(assumed(1, 5.0, false), 0);
        assert_eq!(assumed(3, 5.0, false), 38);
        assert_eq!(assumed(3, 5.0, true), 39);
        assert_eq!(assumed(5, 2.0, false), 196);
        assert_eq!(assumed(5, 100.0, false), 0);
        let at = |alert: f64| Minimum { bad: 3, assumed: 38 }.with_alert(alert, false).assumed;
        assert_eq!([at(5.0), at(12.0)], [38, 15]);
        assert!(at(0.0) > 1_000_000, "no threshold is 0 %");
    }

    proptest! {
        #[test]
        fn fewer_bad_events_never_alert_and_so_many_may(bad in 1_u32..500, alert_percent in 0.05_f64..100.0, inclusive: bool, all in 0_u32..5_000) {
            let assumed = assumed(bad, alert_percent, inclusive) as f64;
            let share = |bad: u32, all: u32| 100.0 * f64::from(bad) / (f64::from(all) + assumed);
            let alerts = |share: f64| share > alert_percent || (inclusive && share >= alert_percent);
            let spared = bad - 1;
            prop_assume!(spared > 0);
            prop_assert!(!alerts(share(spared, spared + all)));
            // the bound is the least one: with two good events less they would alert
            let less = 100.0 * f64::from(spared) / (f64::from(spared) + (assumed - 2.0).max(0.0));
            prop_assert!(assumed < 2.0 || alerts(less));
        }
    }
}
