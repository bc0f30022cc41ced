//! Observations of metric, event and formula monitors.

use crate::metric::{Bound, Pool};
use crate::run::Observe;
use crate::state::Observation;
use crate::time::Frame;
use crate::world::Tags;

/// A bound plan that is evaluated window by window.
pub(crate) struct PlanSource<'w> {
    bound: Bound<'w>,
    pool: Pool,
    values: Vec<f64>,
    /// The width of the full-window rule's buckets in seconds; `None` if the monitor does not require a full window.
    full_window_bucket_s: Option<i64>,
    /// Whether a group without values is not evaluated while other groups have some (`Semantics::quiet_group`).
    skips_quiet_groups: bool,
}

impl<'w> PlanSource<'w> {
    pub(crate) fn new(bound: Bound<'w>, full_window_bucket_s: Option<i64>, skips_quiet_groups: bool) -> Self {
        Self {
            bound,
            pool: Pool::default(),
            values: Vec::new(),
            full_window_bucket_s,
            skips_quiet_groups,
        }
    }

    fn not_full(&mut self, window: Frame, now: i64, bucket_s: i64, out: &mut [Observation]) {
        let full = self.bound.buckets_with_data(window, bucket_s, now, &mut self.pool);
        for (observation, buckets) in out.iter_mut().zip(full) {
            let empty = buckets.iter().filter(|b| !**b).count();
            let first_empty = buckets.first().is_none_or(|b| !b);
            // a window is full if its first bucket has data and at most three buckets are empty (doc: monitors/types/metric)
            if *observation != Observation::Empty && (first_empty || empty > 3) {
                *observation = Observation::NotFull {
                    empty: u32::try_from(empty).unwrap_or(u32::MAX),
                    buckets: u32::try_from(buckets.len()).unwrap_or(u32::MAX),
                    first_empty,
                };
            }
        }
    }
}

impl Observe for PlanSource<'_> {
    fn groups(&self) -> &[Tags] {
        &self.bound.root.groups.tags
    }

    fn observe(&mut self, window: Frame, now: i64, out: &mut Vec<Observation>) {
        let mut values = std::mem::take(&mut self.values);
        self.bound.values(window, now, &mut self.pool, &mut values);
        let some_report = self.skips_quiet_groups && values.iter().any(|v| !v.is_nan());
        out.extend(values.iter().map(|v| match v.is_nan() {
            false => Observation::Value(*v),
            true if some_report => Observation::Quiet,
            true => Observation::Empty,
        }));
        self.values = values;
        if let Some(bucket_s) = self.full_window_bucket_s {
            self.not_full(window, now, bucket_s, out);
        }
    }
}
