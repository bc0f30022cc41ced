//! Observations of SLO alerts.

use std::collections::BTreeMap;

use crate::metric::{Bound, Node, Plan, Pool};
use crate::outcome::Outcome;
use crate::run::Observe;
use crate::semantics::Bounds;
use crate::series::Aggregator;
use crate::slo::{SliCounts, budget_consumed_percent, burn_rate, deciding_burn_rate};
use crate::state::{Comparator, Observation, State};
use crate::time::{Frame, Window};
use crate::world::{SloKind, Tags};

/// The quantity that an alert compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Budget {
    /// The consumed percentage of the error budget over the window of the SLO.
    Consumed,
    /// The burn rate over a long and a short window, in seconds.
    BurnRate { long_s: i64, short_s: i64 },
}

/// An SLO with the data of a world.
pub(crate) struct SloSource<'w> {
    measure: Measure<'w>,
    budget: Budget,
    target_percent: f64,
    group: [Tags; 1],
    bounds: Bounds,
    rates: BurnRates,
}

/// The burn rates over the long and the short window, by time of evaluation.
pub(crate) type BurnRates = BTreeMap<i64, (f64, f64)>;

/// How good and total are measured.
enum Measure<'w> {
    Count {
        good: Box<Bound<'w>>,
        total: Box<Bound<'w>>,
        pool: Pool,
    },
    Monitors(Vec<Outcome>),
    TimeSlice {
        value: Box<Bound<'w>>,
        comparator: Comparator,
        threshold: f64,
        interval_s: i64,
        pool: Pool,
    },
}

/// The plans of an SLO's queries: good and total events, or the value of a time slice.
pub(crate) fn plans(kind: &SloKind, window: &Window) -> Vec<Plan> {
    let plan = |leaves: &[crate::metric::Leaf], root: &Node, aggregator, step_s: Option<i64>| Plan {
        window: window.clone(),
        aggregator,
        leaves: leaves
            .iter()
            .map(|l| crate::metric::Leaf {
                rollup_s: step_s.or(l.rollup_s),
                ..l.clone()
            })
            .collect(),
        root: root.clone(),
        whole_window: false,
    };
    match kind {
        SloKind::Count { leaves, good, total } => vec![
            plan(leaves, good, Aggregator::Sum, None),
            plan(leaves, total, Aggregator::Sum, None),
        ],
        SloKind::TimeSlice {
            leaves,
            value,
            interval_s,
            ..
        } => vec![plan(leaves, value, Aggregator::Avg, Some(*interval_s))],
        SloKind::Monitors(_) => Vec::new(),
    }
}

impl<'w> SloSource<'w> {
    /// `bound` are the bound plans of [`plans`], `outcomes` are those of the SLO's monitors. `None` if a plan is missing.
    pub(crate) fn new(
        kind: &SloKind,
        bound: Vec<Bound<'w>>,
        outcomes: Vec<Outcome>,
        budget: Budget,
        target_percent: f64,
        bounds: Bounds,
    ) -> Option<Self> {
        let mut bound = bound.into_iter().map(Box::new);
        let measure = match kind {
            SloKind::Count { .. } => Measure::Count {
                good: bound.next()?,
                total: bound.next()?,
                pool: Pool::default(),
            },
            SloKind::Monitors(_) => Measure::Monitors(outcomes),
            SloKind::TimeSlice {
                comparator,
                threshold,
                interval_s,
                ..
            } => Measure::TimeSlice {
                value: bound.next()?,
                comparator: *comparator,
                threshold: *threshold,
                interval_s: *interval_s,
                pool: Pool::default(),
            },
        };
        Some(Self {
            measure,
            budget,
            target_percent,
            group: [Tags::default()],
            bounds,
            rates: BurnRates::new(),
        })
    }

    /// The burn rates that were observed.
    pub(crate) fn into_rates(self) -> BurnRates {
        self.rates
    }
}

impl SloSource<'_> {
    /// Good and total amounts of a period.
    pub(crate) fn counts(&mut self, period: Frame, now: i64) -> SliCounts {
        self.measure.over(period, now, self.bounds)
    }
}

impl Measure<'_> {
    fn over(&mut self, window: Frame, now: i64, bounds: Bounds) -> SliCounts {
        match self {
            Self::Count { good, total, pool } => {
                let mut values = Vec::new();
                let mut sum = |bound: &Bound<'_>| {
                    bound.values(window, now, pool, &mut values);
                    values.iter().filter(|v| !v.is_nan()).sum::<f64>()
                };
                SliCounts {
                    good: sum(good),
                    total: sum(total),
                }
            }
            Self::Monitors(outcomes) => monitors(outcomes, window),
            Self::TimeSlice {
                value,
                comparator,
                threshold,
                interval_s,
                pool,
            } => {
                let slices = crate::time::Grid::over(window, *interval_s, bounds);
                let mut values = Vec::new();
                let mut good = 0.0;
                for i in 0..slices.len {
                    let slice = Frame {
                        from: slices.time(i),
                        to: slices.time(i + 1),
                    };
                    value.values(slice, now, pool, &mut values);
                    // a slice without data counts as good (doc: service_level_objectives/time_slice)
                    let bad = values.iter().any(|v| !v.is_nan() && !comparator.holds(*v, *threshold));
                    good += f64::from(u8::from(!bad));
                }
                SliCounts {
                    good,
                    total: slices.len as f64,
                }
            }
        }
    }
}

/// The seconds of the window during which no group of any monitor alerts, and all seconds of the window.
fn monitors(outcomes: &[Outcome], window: Frame) -> SliCounts {
    let groups = || outcomes.iter().flat_map(|o| &o.groups);
    let mut edges: Vec<i64> = groups()
        .flat_map(|g| g.transitions.iter().map(|t| t.at))
        .filter(|t| window.from < *t && *t < window.to)
        .collect();
    edges.extend([window.from, window.to]);
    edges.sort_unstable();
    let good = edges
        .windows(2)
        .filter(|pair| !groups().any(|g| g.state_at(pair[0]) == Some(State::Alert)))
        .map(|pair| pair[1] - pair[0])
        .sum::<i64>();
    SliCounts {
        good: good as f64,
        total: (window.to - window.from) as f64,
    }
}

/// In floating point the maximum burn rate of 99.9 % comes out slightly below 1000, and half a budget slightly above 50 %.
fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

impl Observe for SloSource<'_> {
    fn groups(&self) -> &[Tags] {
        &self.group
    }

    fn observe(&mut self, window: Frame, now: i64, out: &mut Vec<Observation>) {
        let bounds = self.bounds;
        let target = self.target_percent;
        let mut rate = |length_s: i64| {
            let frame = Frame {
                from: window.to - length_s,
                to: window.to,
            };
            self.measure.over(frame, now, bounds).error_rate()
        };
        let value = match self.budget {
            Budget::Consumed => rate(window.to - window.from).map(|r| rounded(budget_consumed_percent(r, target))),
            Budget::BurnRate { long_s, short_s } => {
                let burning = |r: Option<f64>| r.map(|r| rounded(burn_rate(r, target)));
                let (long, short) = (burning(rate(long_s)), burning(rate(short_s)));
                if let (Some(long), Some(short)) = (long, short) {
                    self.rates.insert(now, (long, short));
                }
                deciding_burn_rate(long, short)
            }
        };
        out.push(value.map_or(Observation::Empty, Observation::Value));
    }
}
