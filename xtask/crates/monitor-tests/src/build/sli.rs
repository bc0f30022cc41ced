//! The events of the SLO that the monitor alerts on.

use datadog_simulator::world::{MetricKind, Series, Tags};
use documents::yaml::Located;

use super::{Builder, Finding};
use crate::file::SliEvents;
use crate::notation::{SAMPLES_MAX, Sample, Values};
use crate::sli::{Counted, Counts, Sli};

impl Builder<'_> {
    /// The series that the SLO counts. The first rate also holds before the test, for as long as the monitor looks back.
    pub(super) fn sli(&mut self, written: &Located<SliEvents>) -> Vec<Series> {
        let Some(sli) = self.monitor.sli.clone() else {
            let message = format!("monitor '{}' alerts on no SLO that counts events", self.monitor.title());
            self.find(
                Finding::new("monitors/test-file", written.span.clone(), message)
                    .help("write the series that it reads, with 'series'"),
            );
            return Vec::new();
        };
        self.generate(written, &sli).unwrap_or_default()
    }

    fn generate(&mut self, written: &Located<SliEvents>, sli: &Sli) -> Option<Vec<Series>> {
        let rates = &written.burn_rate;
        let interval_s = self.interval_s(written.interval.as_ref())?;
        let values = self.report_error(Values::parse(rates), rates, &rates.span)?;
        let samples = self.report_error(values.samples(&self.monitor.variables), rates, &rates.span)?;
        let counts = self.counts(written, sli, &samples)?;
        self.end_s = self.end_s.max(interval_s * counts.len() as i64);
        let telemetry = sli.telemetry(&counts);
        let flush = telemetry.iter().map(|(_, counted)| counted.width()).max().unwrap_or(1);
        let before = (self.before_s / interval_s + 1).min((SAMPLES_MAX / flush) as i64);
        let series = telemetry.into_iter().map(|(counter, counted)| {
            let of_metric = self.facts.metric(&counter.metric);
            let kind = match (&counted, of_metric.map(|metric| metric.kind.as_str())) {
                (Counted::Values(_), _) => MetricKind::Distribution,
                (_, Some("rate")) => MetricKind::Rate,
                _ => MetricKind::Count,
            };
            // A rate is sent by the second.
            let scale = if kind == MetricKind::Rate {
                1.0 / interval_s as f64
            } else {
                1.0
            };
            let at = |i: i64| self.start + i * interval_s;
            let points: Vec<(i64, f64)> = (-before..counts.len() as i64)
                .flat_map(|i| {
                    let index = usize::try_from(i).unwrap_or_default();
                    counted.of(index).into_iter().map(move |value| (at(i), value * scale))
                })
                .collect();
            let tags = Tags::new(counter.tags.iter().map(String::as_str));
            Series::new(
                counter.metric.clone(),
                tags,
                kind,
                u32::try_from(interval_s).unwrap_or(u32::MAX),
                points,
            )
        });
        Some(series.collect())
    }

    fn counts(&mut self, written: &Located<SliEvents>, sli: &Sli, samples: &[Sample]) -> Option<Vec<Counts>> {
        let rate = |sample: &Sample| match sample {
            Sample::Value(rate) => Some(*rate),
            Sample::Missing | Sample::Flush(_) => None,
        };
        let (message, help) = match samples.iter().map(rate).collect::<Option<Vec<f64>>>() {
            None => (
                "a burn rate must be a number".to_owned(),
                "write 14.4 for a budget that burns 14.4 times as fast as the target allows".to_owned(),
            ),
            Some(rates) => match sli.counts(&rates) {
                Ok(counts) => return Some(counts),
                Err(rate) => (
                    format!(
                        "the error budget of the SLO of '{}' cannot burn at {rate}",
                        self.monitor.title()
                    ),
                    format!(
                        "with its target of {} % it burns at 0 to {}",
                        sli.target_percent,
                        100.0 / (100.0 - sli.target_percent)
                    ),
                ),
            },
        };
        self.find(Finding::new("monitors/notation", written.burn_rate.span.clone(), message).help(help));
        None
    }
}

impl Counted {
    /// The values of an interval.
    fn of(&self, index: usize) -> Vec<f64> {
        match self {
            Self::Events(events) => events.get(index).copied().into_iter().collect(),
            Self::Values(values) => values.get(index).cloned().unwrap_or_default(),
        }
    }

    /// The most values of an interval.
    fn width(&self) -> usize {
        match self {
            Self::Events(_) => 1,
            Self::Values(values) => values.iter().map(Vec::len).max().unwrap_or(1).max(1),
        }
    }
}
