//! Runs a monitor over the results of its own queries, as Datadog's API returns them, instead of over submitted points. The results are already filtered,
//! grouped and aggregated over time and space; the arithmetic, the window and the comparison remain.

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
    /// The query in canonical form: `sum:jobs.failed{service:a} by {queue}.as_count()`. [`Monitor::over_results`] finds its results by this text.
    pub text: String,
    /// The name of the metric.
    pub metric: String,
    /// The tag keys that it groups by.
    pub by: Vec<String>,
    /// The width in seconds of the buckets in which it is evaluated.
    pub step_s: i64,
    /// Whether results in shorter buckets can be added up to buckets of `step_s`: true for sums (`as_count`). Other results must come in buckets of
    /// `step_s`.
    pub adds_up: bool,
    /// The metric type of its results, which decides only whether they are interpolated.
    kind: MetricKind,
}

impl MetricQuery {
    /// The results of one group as a series for the world of [`Monitor::over_results`]. `points` are the start (unix seconds) of each bucket of `bucket_s`
    /// seconds and its value. `interpolated` says whether Datadog interpolates the metric by default: gauges, unless [`crate::semantics::Interpolated`]
    /// says otherwise.
    ///
    /// A result gets the time of the last second of its bucket. While a bucket is incomplete, Datadog sees only a part of its value, which an export does
    /// not contain. With the whole value from the start of the bucket, the replay would alert too early.
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
    /// The metric queries, each once, in the order of the monitor's query.
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

    /// How many seconds before an evaluation the data starts that it reads: the evaluation delay, the window and the shift of a change monitor.
    #[must_use]
    pub fn reach_s(&self) -> i64 {
        let back_s = match &self.query {
            CompiledQuery::Plan { plan, .. } => plan.root.shift_back_s(),
            _ => 0,
        };
        self.delay_s + self.window.length_max_s() + back_s
    }

    /// The same monitor with other thresholds. The text of its query keeps the old threshold, but a run does not read it.
    #[must_use]
    pub fn with_thresholds(mut self, thresholds: Thresholds) -> Self {
        self.thresholds = thresholds;
        self
    }

    /// The same monitor over the results of its queries. Its world has one series for each group of each query, made by [`MetricQuery::result`].
    ///
    /// # Errors
    /// The monitor does not read metrics, or its computation cannot be done with results: the percentile of a window does not follow from the percentiles
    /// of its buckets.
    pub fn over_results(mut self) -> Result<Self> {
        let name = self.definition.name.clone();
        let refused =
            |what: String| SimulationError::new(ErrorKind::NotReproducible, format!("monitor '{name}' {what}"));
        let plan = match &mut self.query {
            CompiledQuery::Plan { plan, events } if events.is_empty() => plan,
            CompiledQuery::Plan { .. } => {
                return Err(refused("counts events, whose history is not a metric".to_owned()));
            }
            CompiledQuery::Check(_) => {
                return Err(refused(
                    "reads a service check, whose history is not a metric".to_owned(),
                ));
            }
            CompiledQuery::Composite(_) => {
                return Err(refused("combines other monitors".to_owned()).help("replay those monitors"));
            }
            CompiledQuery::ErrorBudget { .. } | CompiledQuery::BurnRate { .. } => {
                return Err(refused("alerts on an SLO, whose history is not a metric".to_owned()));
            }
            CompiledQuery::NotEvaluated(reason) => return Err(reason.clone()),
        };
        let merges = plan.aggregates_first();
        if matches!(plan.aggregator, Aggregator::Percentile(_)) {
            return Err(refused(
                "takes the percentile of all values of a window, which the results per bucket do not contain"
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
                    "aggregates '{}' over its whole window, which the results per bucket do not contain",
                    leaf.text
                )));
            }
            leaf.read_results();
        }
        Ok(self)
    }
}

impl Leaf {
    /// Makes the leaf read results, which are already selected and aggregated. The results of a group are one series, which these settings leave
    /// unchanged.
    fn read_results(&mut self) {
        self.metric = self.text.clone();
        self.scope = crate::metric::Scope::All;
        self.space = Space::Of(Aggregator::Sum);
        self.rollup = None;
    }
}
