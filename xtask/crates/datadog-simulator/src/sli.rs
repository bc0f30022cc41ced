//! What an SLO measures: good and total amounts of periods.

use crate::error::{Result, SimulationError};
use crate::metric::Bound;
use crate::monitor::{Span, World};
use crate::semantics::Semantics;
use crate::slo::SliCounts;
use crate::source::{Budget, SloSource, plans};
use crate::time::{Frame, MINUTE_S, Unit, Window};
use crate::world::{Series, Slo, SloKind};

impl Slo {
    /// Good and total amounts of each of these periods: events of a count SLO, seconds of a monitor SLO, slices of a time slice SLO.
    ///
    /// # Errors
    /// The world lacks a monitor of the SLO, or a metric has a type that the SLO cannot use.
    pub fn counts(&self, world: &World, periods: &[Frame], semantics: &Semantics) -> Result<Vec<SliCounts>> {
        let (Some(from), Some(to)) = (
            periods.iter().map(|period| period.from).min(),
            periods.iter().map(|period| period.to).max(),
        ) else {
            return Ok(Vec::new());
        };
        // Buckets as wide as the shortest period needs them.
        let shortest = periods.iter().map(|period| period.to - period.from).min().unwrap_or(0);
        let window = Window::rolling(shortest.max(MINUTE_S), Unit::Days);
        let plans = plans(&self.kind, &window);
        let series: Vec<&Series> = world.series.iter().collect();
        let bound = plans
            .iter()
            .map(|plan| Bound::new(plan, &series, (from, to), semantics))
            .collect::<Result<Vec<_>>>()?;
        let outcomes = match &self.kind {
            SloKind::Monitors(ids) => ids
                .iter()
                .map(|id| {
                    let monitor = world.monitors.get(id).ok_or_else(|| {
                        SimulationError::missing(format!(
                            "SLO '{}' refers to monitor {id}, which is not supplied",
                            self.name
                        ))
                    })?;
                    monitor.run(world, Span { from, to }, semantics)
                })
                .collect::<Result<_>>()?,
            _ => Vec::new(),
        };
        // The target matters to alerts alone.
        let mut source = SloSource::new(&self.kind, bound, outcomes, Budget::Consumed, 99.0, semantics.bounds)
            .ok_or_else(|| SimulationError::invalid(format!("SLO '{}' has no query", self.name)))?;
        Ok(periods.iter().map(|period| source.counts(*period, to)).collect())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::world::{MetricKind, Tags};

    #[test]
    fn a_count_slo_counts_events_of_each_period() {
        let slo = Slo::from_payload(&json!({
            "name": "jobs succeed", "type": "metric", "thresholds": [{ "timeframe": "7d", "target": 99.0 }],
            "query": { "numerator": "sum:done{*}.as_count()", "denominator": "sum:done{*}.as_count() + sum:failed{*}.as_count()" },
        }))
        .expect("an SLO");
        let series = |metric: &str, value: f64| {
            let points = (0..20).map(|minute| (minute * 60, if minute < 10 { value } else { 0.0 }));
            Series::new(metric, Tags::default(), MetricKind::Count, 60, points)
        };
        let world = World {
            series: vec![series("done", 9.0), series("failed", 1.0)],
            ..World::default()
        };
        let periods = [Frame { from: 0, to: 600 }, Frame { from: 600, to: 1200 }];
        let counts = slo.counts(&world, &periods, &Semantics::default()).expect("counts");
        assert_eq!(
            counts,
            [
                SliCounts {
                    good: 90.0,
                    total: 100.0
                },
                SliCounts { good: 0.0, total: 0.0 }
            ]
        );
        assert_eq!(slo.counts(&world, &[], &Semantics::default()), Ok(Vec::new()));
    }

    #[test]
    fn a_monitor_slo_needs_its_monitors() {
        let slo = Slo::from_payload(&json!({
            "name": "uptime", "type": "monitor", "monitor_ids": [7], "thresholds": [{ "timeframe": "7d", "target": 99.0 }],
        }))
        .expect("an SLO");
        let error = slo.counts(&World::default(), &[Frame { from: 0, to: 60 }], &Semantics::default());
        assert_eq!(
            error.expect_err("an error").message,
            "SLO 'uptime' refers to monitor 7, which is not supplied"
        );
    }
}
