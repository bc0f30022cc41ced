//! A monitor over the results of its own queries: not what was submitted, but what Datadog's API answers when it is asked for the queries. These are filtered
//! and grouped, aggregated in time and in space; what is left to do is arithmetic, the window and the judgement.

use super::{CompiledQuery, Monitor};
use crate::error::{ErrorKind, Result, SimulationError};
use crate::metric::{Leaf, Space};
use crate::series::Aggregator;
use crate::series::rollup::Modifier;
use crate::state::Thresholds;
use crate::world::{MetricKind, Series, Tags};

/// A metric query of a monitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricQuery {
    /// The query in canonical form: `sum:jobs.failed{service:a} by {queue}.as_count()`. [`Monitor::over_results`] knows its results by it.
    pub text: String,
    /// Its metric.
    pub metric: String,
    /// The tag keys that it groups by.
    pub by: Vec<String>,
    /// Seconds of the buckets in which it is evaluated.
    pub step_s: i64,
    /// What results in shorter buckets can be made to: sums (of `as_count`) add up, all else needs buckets of `step_s`.
    pub adds_up: bool,
    /// As which type its results are evaluated: it decides on interpolation alone.
    kind: MetricKind,
}

impl MetricQuery {
    /// One group's results as a series for the world of [`Monitor::over_results`]: start of a bucket of `bucket_s` seconds, and its value. `interpolated` says
    /// whether Datadog interpolates the metric by default: gauges, unless [`crate::semantics::Interpolated`] says otherwise.
    ///
    /// A result is known in the last second of its bucket. In its course Datadog sees a part of it that no export tells; to see the whole from the start would
    /// be to alert before there was a reason.
    #[must_use]
    pub fn result(
        &self,
        group: Tags,
        interpolated: bool,
        bucket_s: i64,
        points: impl IntoIterator<Item = (i64, f64)>,
    ) -> Series {
        let kind = match self.kind {
            MetricKind::Gauge if !interpolated => MetricKind::Count,
            kind => kind,
        };
        let points = points
            .into_iter()
            .map(|(start, value)| (start.saturating_add(bucket_s - 1), value));
        Series::new(
            self.text.clone(),
            group,
            kind,
            u32::try_from(self.step_s).unwrap_or(u32::MAX),
            points,
        )
    }
}

impl Monitor {
    /// Its metric queries, each once, in the order of the query.
    #[must_use]
    pub fn queries(&self) -> Vec<MetricQuery> {
        let CompiledQuery::Plan { plan, events } = &self.query else {
            return Vec::new();
        };
        let mut queries: Vec<MetricQuery> = Vec::new();
        for leaf in plan
            .leaves
            .iter()
            .filter(|l| !events.iter().any(|e| e.name == l.metric))
        {
            if !queries.iter().any(|q| q.text == leaf.text) {
                queries.push(MetricQuery {
                    text: leaf.text.clone(),
                    metric: leaf.metric.clone(),
                    by: leaf.by.clone(),
                    step_s: plan.step_s(leaf),
                    adds_up: leaf.modifier == Some(Modifier::AsCount),
                    kind: match leaf.modifier {
                        Some(Modifier::AsCount) => MetricKind::Count,
                        Some(Modifier::AsRate) => MetricKind::Rate,
                        None => MetricKind::Gauge,
                    },
                });
            }
        }
        queries
    }

    /// How far before an evaluation the data reach that it looks at, in seconds: its delay, its window, and how far it looks back for a change.
    #[must_use]
    pub fn reach_s(&self) -> i64 {
        let back_s = match &self.query {
            CompiledQuery::Plan { plan, .. } => plan.root.shift_back_s(),
            _ => 0,
        };
        self.delay_s + self.window.length_max_s() + back_s
    }

    /// The same monitor with other thresholds. Its query keeps the old one in its text, which nothing reads any more.
    #[must_use]
    pub fn with_thresholds(mut self, thresholds: Thresholds) -> Self {
        self.thresholds = thresholds;
        self
    }

    /// The same monitor over the results of its queries: its world holds one series a group of each query, made by [`MetricQuery::result`].
    ///
    /// # Errors
    /// It does not look at metrics, or what it does with a metric cannot be done with the results: the percentile of a window is not made of the percentiles
    /// of its buckets.
    pub fn over_results(mut self) -> Result<Self> {
        let name = self.definition.name.clone();
        let refused =
            |what: String| SimulationError::new(ErrorKind::NotReproducible, format!("monitor '{name}' {what}"));
        let plan = match &mut self.query {
            CompiledQuery::Plan { plan, events } if events.is_empty() => plan,
            CompiledQuery::Plan { .. } => return Err(refused("counts events, whose history is no metric".to_owned())),
            CompiledQuery::Check(_) => {
                return Err(refused(
                    "looks at a service check, whose history is no metric".to_owned(),
                ));
            }
            CompiledQuery::Composite(_) => {
                return Err(refused("combines other monitors".to_owned()).help("replay these"));
            }
            CompiledQuery::ErrorBudget { .. } | CompiledQuery::BurnRate { .. } => {
                return Err(refused("alerts on an SLO, whose history is no metric".to_owned()));
            }
            CompiledQuery::NotEvaluated(refusal) => return Err(refusal.clone()),
        };
        let merges = plan.aggregates_first();
        if matches!(plan.aggregator, Aggregator::Percentile(_)) {
            return Err(refused(
                "takes the percentile of all values of a window, which the percentiles of its buckets do not tell"
                    .to_owned(),
            ));
        }
        for leaf in &mut plan.leaves {
            if leaf.before_space.is_some() {
                return Err(refused(format!(
                    "takes differences before '{}' is aggregated in space",
                    leaf.text
                )));
            }
            if merges
                && matches!(
                    leaf.space,
                    Space::Distinct | Space::Of(Aggregator::Percentile(_) | Aggregator::StdDev)
                )
            {
                return Err(refused(format!(
                    "aggregates '{}' over its whole window at once, which the results of buckets do not tell",
                    leaf.text
                )));
            }
            leaf.read_results();
        }
        Ok(self)
    }
}

impl Leaf {
    /// Selects nothing and aggregates nothing: that is done already. A group's results are one series, of which each operation below is the identity.
    fn read_results(&mut self) {
        self.metric = self.text.clone();
        self.scope = crate::metric::Scope::All;
        self.space = Space::Of(Aggregator::Sum);
        self.rollup = None;
    }
}
