//! Shares, as counts.

/// A part of a whole, as counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    /// The part.
    pub(crate) part: usize,
    /// The whole.
    pub(crate) whole: usize,
}

impl Share {
    /// Counts one more to the whole, and to the part if it belongs there.
    pub(crate) fn count(&mut self, counts: bool) {
        self.part += usize::from(counts);
        self.whole += 1;
    }

    /// The sum of all shares.
    #[must_use]
    pub(crate) fn total<'a>(shares: impl Iterator<Item = &'a Self>) -> Self {
        shares.fold(Self::default(), |sum, share| Self {
            part: sum.part + share.part,
            whole: sum.whole + share.whole,
        })
    }

    /// In percent; 100 if the whole is 0.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Counts are far below 2^52.
    pub(crate) fn percent(self) -> f64 {
        if self.whole == 0 {
            100.0
        } else {
            self.part as f64 * 100.0 / self.whole as f64
        }
    }

    /// Whether it is smaller than `before`, without rounding.
    #[must_use]
    pub(crate) fn is_below(self, before: Self) -> bool {
        self.part * before.whole < before.part * self.whole
    }
}
