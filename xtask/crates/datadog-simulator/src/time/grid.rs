//! Buckets aligned to the UNIX epoch.

use super::Frame;
use crate::semantics::Bounds;

/// Consecutive buckets of `step_s` seconds, the first starting at `start`, a multiple of `step_s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The start of the first bucket, in unix seconds.
    pub start: i64,
    /// The width of a bucket in seconds.
    pub step_s: i64,
    /// The number of buckets.
    pub len: usize,
}

impl Grid {
    /// The buckets that overlap a window. They are aligned to the epoch, not to the window (doc: `dashboards/functions/rollup`, rollups in monitors), so
    /// the first may start before the window and the last may end after it.
    #[must_use]
    pub fn over(frame: Frame, step_s: i64, bounds: Bounds) -> Self {
        let step_s = step_s.max(1);
        let first = frame.from.div_euclid(step_s);
        let end = match bounds {
            Bounds::ClosedOpen => (frame.to.saturating_add(step_s - 1)).div_euclid(step_s),
            Bounds::Closed => frame.to.div_euclid(step_s) + 1,
        };
        Self {
            start: first * step_s,
            step_s,
            len: usize::try_from(end - first).unwrap_or(0),
        }
    }

    /// The start of bucket `i`.
    #[must_use]
    pub fn time(&self, i: usize) -> i64 {
        self.start + i as i64 * self.step_s
    }

    /// The end of the last bucket.
    #[must_use]
    pub fn end(&self) -> i64 {
        self.time(self.len)
    }

    /// The index of the bucket that contains `t`.
    #[must_use]
    pub fn index(&self, t: i64) -> Option<usize> {
        let i = usize::try_from(t.saturating_sub(self.start).div_euclid(self.step_s)).ok()?;
        (i < self.len).then_some(i)
    }

    /// The same number of buckets `shift_s` seconds later (earlier if negative), rounded down to whole buckets.
    #[must_use]
    pub fn shifted(&self, shift_s: i64) -> Self {
        Self {
            start: self.start + shift_s.div_euclid(self.step_s) * self.step_s,
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(from: i64, to: i64, step: i64, bounds: Bounds) -> Vec<i64> {
        let grid = Grid::over(Frame { from, to }, step, bounds);
        (0..grid.len).map(|i| grid.time(i)).collect()
    }

    #[test]
    fn buckets_are_aligned_to_the_epoch() {
        assert_eq!(times(60, 240, 60, Bounds::ClosedOpen), [60, 120, 180]);
        assert_eq!(times(60, 240, 60, Bounds::Closed), [60, 120, 180, 240]);
        assert_eq!(times(70, 130, 60, Bounds::ClosedOpen), [60, 120]);
        assert_eq!(times(0, 0, 60, Bounds::ClosedOpen), [0_i64; 0]);
    }

    #[test]
    fn two_hours_have_twelve_buckets_of_ten_minutes() {
        assert_eq!(times(0, 7200, 600, Bounds::ClosedOpen).len(), 12);
    }
}
