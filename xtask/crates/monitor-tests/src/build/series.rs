use datadog_simulator::world::{MetricKind, Series};
use diagnostics::{near_matches, suggestion};
use documents::yaml::Located;

use super::{Builder, Finding};
use crate::file::SeriesValues;
use crate::notation::{SAMPLES_MAX, Sample, Values};

const KINDS: [(&str, MetricKind); 4] = [
    ("count", MetricKind::Count),
    ("rate", MetricKind::Rate),
    ("gauge", MetricKind::Gauge),
    ("distribution", MetricKind::Distribution),
];

impl Builder<'_> {
    /// The series. Its first value also holds before the test, for as long as the monitor looks back; a series that begins with `_` is new.
    pub(super) fn series(&mut self, written: &Located<SeriesValues>) -> Option<Series> {
        let metric = self.filled(&written.metric)?;
        let tags = self.tags(&written.tags)?;
        let kind = self.kind(written, &metric)?;
        self.check_keys(written, &metric);
        let interval_s = self.interval_s(written.interval.as_ref())?;
        let values = self.report_error(Values::parse(&written.values), &written.values, &written.values.span)?;
        let samples = self.report_error(
            values.samples(&self.monitor.variables),
            &written.values,
            &written.values.span,
        )?;
        if kind != MetricKind::Distribution && samples.iter().any(|s| matches!(s, Sample::Flush(_))) {
            let message = format!("metric '{metric}' has one value per sample: only a distribution can have [several]");
            self.find(Finding::new("monitors/notation", written.values.span.clone(), message));
            return None;
        }
        self.end_s = self.end_s.max(interval_s * samples.len() as i64);
        let before = samples.first().map_or(0, |first| match first {
            Sample::Missing => 0,
            Sample::Value(_) => self.before_s / interval_s + 1,
            // samples before the test are limited as those of a series are
            Sample::Flush(values) => (self.before_s / interval_s + 1).min((SAMPLES_MAX / values.len().max(1)) as i64),
        });
        let mut points = Vec::with_capacity(samples.len() + usize::try_from(before).unwrap_or_default());
        let earlier = (-before..0).filter_map(|i| Some((i, samples.first()?)));
        for (i, sample) in earlier.chain((0..).zip(&samples)) {
            let at = self.start + i * interval_s;
            match sample {
                Sample::Missing => {}
                Sample::Value(value) => points.push((at, *value)),
                Sample::Flush(values) => points.extend(values.iter().map(|value| (at, *value))),
            }
        }
        let interval_s = u32::try_from(interval_s).unwrap_or(u32::MAX);
        Some(Series::new(metric, tags, kind, interval_s, points))
    }

    /// The metric's type, from the metric catalog or from the test.
    fn kind(&mut self, written: &SeriesValues, metric: &str) -> Option<MetricKind> {
        let catalogued = self.facts.metric(metric).map(|m| m.kind.as_str());
        let declared = match &written.kind {
            None => None,
            Some(text) => {
                let found = KINDS.iter().find(|(name, _)| **name == *text.0);
                if found.is_none() {
                    let finding = Finding::new(
                        "monitors/notation",
                        text.span.clone(),
                        format!("unknown metric type '{}'", text.0),
                    );
                    self.find(finding.help(suggestion(text, KINDS.iter().map(|(name, _)| *name))));
                    return None;
                }
                found
            }
        };
        match (catalogued, declared) {
            (Some(known), Some((declared, _))) if known != *declared => {
                let span = written.kind.as_ref().map_or(0..0, |k| k.span.clone());
                self.find(
                    Finding::new(
                        "monitors/metric-type",
                        span,
                        format!("metric '{metric}' is a {known} in the metric catalog, not a {declared}"),
                    )
                    .help("remove 'type'"),
                );
                None
            }
            (_, Some((_, kind))) => Some(*kind),
            (Some(known), None) => KINDS.iter().find(|(name, _)| *name == known).map(|(_, kind)| *kind),
            (None, None) => {
                let finding = Finding::new(
                    "monitors/metric-type",
                    written.metric.span.clone(),
                    format!("metric '{metric}' is not in the metric catalog"),
                );
                let help = self.unknown_metric(metric);
                self.find(finding.help(help));
                None
            }
        }
    }

    /// What to do about a metric that the catalog lacks. Tests name metrics in full, with the prefix that Jsonnet leaves out.
    fn unknown_metric(&self, metric: &str) -> String {
        let kind = "set its 'type': count, rate, gauge or distribution";
        let names = || self.facts.metric_names();
        let in_full = names().find(|known| known.strip_suffix(metric).is_some_and(|prefix| prefix.ends_with('.')));
        match in_full {
            Some(known) => format!("write '{known}': tests name metrics in full"),
            None if near_matches(metric, names()).is_empty() => format!("{kind}; {}", suggestion(metric, names())),
            None => format!("{} If no catalog has it, {kind}", suggestion(metric, names())),
        }
    }

    fn check_keys(&mut self, written: &SeriesValues, metric: &str) {
        let Some(known) = self.facts.metric(metric).map(|m| &m.tags) else {
            return;
        };
        for (key, values) in &written.tags {
            let Some(key) = self.filled_at(key, &values.span) else {
                continue;
            };
            if !known.contains_key(&key) && !self.facts.has_everywhere(&key) {
                let finding = Finding::new(
                    "monitors/metric-tag",
                    values.span.clone(),
                    format!("metric '{metric}' has no tag '{key}'"),
                );
                self.find(finding.help(suggestion(&key, known.keys().map(String::as_str))));
            }
        }
    }
}
