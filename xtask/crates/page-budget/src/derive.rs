//! Values of metrics that no entry gives values: the first at which the monitor is OK. Such a monitor notifies only because of what happens to its metric.

use datadog_simulator::state::State;
use datadog_simulator::{Semantics, Span};

use crate::estate::EstateMonitor;
use crate::telemetry::{Derived, Maker};

/// The most combinations of values that are tried.
const TRIED_MAX: usize = 4096;

/// Values for the metrics at which every group of the monitor is OK.
///
/// # Errors
/// No value that was tried is one, or the telemetry cannot be made.
pub(crate) fn derive(maker: &Maker<'_>, monitor: &EstateMonitor, metrics: &[String]) -> Result<Derived, String> {
    let thresholds = monitor.compiled.thresholds();
    let critical = thresholds.critical.unwrap_or(0.0).abs();
    let candidates = [0.0, 1.0, critical / 2.0, critical * 2.0, 100.0];
    let tried = candidates
        .len()
        .pow(u32::try_from(metrics.len()).unwrap_or(u32::MAX).min(6));
    // a short time before anything happens
    let short = Maker {
        to: maker.from + 60,
        ..*maker
    };
    for n in 0..tried.min(TRIED_MAX) {
        let mut rest = n;
        let mut derived = Derived::new();
        for metric in metrics {
            derived.insert(metric.clone(), candidates[rest % candidates.len()]);
            rest /= candidates.len();
        }
        let telemetry = short.telemetry(monitor, &derived)?;
        let Span { from, .. } = short.span();
        let span = Span { from, to: from };
        let outcome = monitor
            .compiled
            .run(&telemetry, span, &Semantics::default())
            .map_err(|e| e.message)?;
        let is_ok = |state: Option<State>| state == Some(State::Ok);
        if !outcome.groups.is_empty()
            && outcome
                .groups
                .iter()
                .all(|g| g.evaluations.iter().all(|e| is_ok(e.state)))
        {
            return Ok(derived);
        }
    }
    Err(format!(
        "no value of {} was found at which the monitor is OK: add it to 'metrics' of jsonnet/worlds/normal.yaml",
        metrics.join(", ")
    ))
}
