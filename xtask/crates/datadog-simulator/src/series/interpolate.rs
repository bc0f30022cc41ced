//! Interpolation of one series (doc: `dashboards/functions/interpolation`).

use crate::time::Grid;

/// How empty buckets are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillMethod {
    /// Along a line from the last value to the next one; with the last value if there is no next one yet.
    Linear,
    /// With the last value.
    Last,
    /// With zero.
    Zero,
    /// Not at all.
    Null,
}

/// `.fill(method, limit)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// How buckets are filled.
    pub method: FillMethod,
    /// For how many seconds after the last value.
    pub limit_s: u32,
}

impl Fill {
    /// No interpolation: `as_count`, `as_rate`, `fill(null)`.
    pub const NONE: Self = Self {
        method: FillMethod::Null,
        limit_s: 0,
    };
    /// The default for gauges: linear, for five minutes.
    pub const DEFAULT: Self = Self {
        method: FillMethod::Linear,
        limit_s: 300,
    };

    /// The value for the empty bucket `i` of `values`. The values from index `known` on have not been received yet.
    pub(crate) fn value(self, values: &[f64], gaps: &Gaps, grid: &Grid, i: usize, known: usize) -> f64 {
        // interpolation must not start from a value that has not been received yet, nor from the bucket itself
        let Some(before) = known.checked_sub(1).and_then(|last| gaps.before(i.min(last))) else {
            return f64::NAN;
        };
        let age_s = (i - before) as i64 * grid.step_s;
        if age_s > i64::from(self.limit_s) {
            return f64::NAN;
        }
        match self.method {
            FillMethod::Null => f64::NAN,
            FillMethod::Zero => 0.0,
            FillMethod::Last => values[before],
            FillMethod::Linear => match gaps.after(i).filter(|after| *after < known) {
                Some(after) => {
                    values[before] + (values[after] - values[before]) * (i - before) as f64 / (after - before) as f64
                }
                None => values[before],
            },
        }
    }
}

/// For each bucket the nearest buckets with a value, before and after it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gaps {
    before: Vec<u32>,
    after: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Gaps {
    pub(crate) fn of(values: &[f64]) -> Self {
        let nearest = |order: &mut dyn Iterator<Item = usize>| {
            let mut out = vec![NOWHERE; values.len()];
            let mut last = NOWHERE;
            for i in order {
                if !values[i].is_nan() {
                    last = u32::try_from(i).unwrap_or(NOWHERE);
                }
                out[i] = last;
            }
            out
        };
        Self {
            before: nearest(&mut (0..values.len())),
            after: nearest(&mut (0..values.len()).rev()),
        }
    }

    fn before(&self, i: usize) -> Option<usize> {
        self.before.get(i).filter(|at| **at != NOWHERE).map(|at| *at as usize)
    }

    fn after(&self, i: usize) -> Option<usize> {
        self.after.get(i).filter(|at| **at != NOWHERE).map(|at| *at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[track_caller]
    fn check(method: FillMethod, limit_s: u32, values: &[f64], expected: &[f64]) {
        let grid = Grid {
            start: 0,
            step_s: 60,
            len: values.len(),
        };
        let gaps = Gaps::of(values);
        let fill = Fill { method, limit_s };
        let filled: Vec<f64> = (0..values.len())
            .map(|i| {
                if values[i].is_nan() {
                    fill.value(values, &gaps, &grid, i, values.len())
                } else {
                    values[i]
                }
            })
            .collect();
        assert_eq!(format!("{filled:?}"), format!("{expected:?}"));
    }

    #[test]
    fn linear_draws_a_line_over_the_gap() {
        check(FillMethod::Linear, 300, &[1.0, GAP, GAP, 4.0], &[1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn last_repeats_the_value_up_to_the_limit() {
        check(
            FillMethod::Last,
            120,
            &[1.0, GAP, GAP, GAP, 2.0],
            &[1.0, 1.0, 1.0, GAP, 2.0],
        );
    }

    #[test]
    fn zero_fills_zeros_and_null_fills_nothing() {
        check(FillMethod::Zero, 300, &[1.0, GAP], &[1.0, 0.0]);
        check(FillMethod::Null, 300, &[1.0, GAP], &[1.0, GAP]);
    }

    #[test]
    fn buckets_before_the_first_value_are_not_filled() {
        check(FillMethod::Linear, 300, &[GAP, 1.0], &[GAP, 1.0]);
    }

    #[test]
    fn values_that_have_not_been_received_are_not_used() {
        let values = [1.0, GAP, 9.0];
        let grid = Grid {
            start: 0,
            step_s: 60,
            len: 3,
        };
        let fill = |i, known| Fill::DEFAULT.value(&values, &Gaps::of(&values), &grid, i, known);
        assert_eq!((fill(1, 3), fill(1, 2), fill(2, 2)), (5.0, 1.0, 1.0));
        assert!(fill(1, 0).is_nan());
    }

    #[test]
    fn linear_repeats_the_last_value_at_the_end() {
        check(FillMethod::Linear, 300, &[1.0, GAP, GAP], &[1.0, 1.0, 1.0]);
    }
}
