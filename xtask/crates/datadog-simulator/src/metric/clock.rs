//! Which points and which buckets an evaluation knows.

use crate::time::Grid;

/// What is known at the time of an evaluation.
pub(crate) struct Clock<'b> {
    /// Points before this time (unix seconds) have been received.
    pub(crate) seen_until: i64,
    /// Whether there are several series to align.
    pub(crate) aligns: bool,
    /// Whether empty buckets are interpolated at all.
    pub(crate) fills: bool,
    pub(super) reported: Option<&'b Reported>,
}

/// The buckets in which any series of the query has a value.
pub(crate) struct Reported {
    pub(crate) grid: Grid,
    pub(crate) marks: Vec<bool>,
}

impl Clock<'_> {
    /// The same clock without interpolation, to find the buckets that have data.
    pub(crate) fn without_fills(self) -> Self {
        Self { fills: false, ..self }
    }

    /// Whether any series of the query has a value in the bucket of `t`.
    pub(crate) fn is_reported(&self, t: i64) -> bool {
        self.reported
            .is_some_and(|r| r.grid.index(t).is_some_and(|i| r.marks[i]))
    }
}
