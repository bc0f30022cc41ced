//! Compares evaluation windows: whether a longer window alerts later or sooner.

use std::collections::BTreeSet;

use datadog_query::monitor::{Growth, Timeframe};

use crate::fact::Fact;
use model::Risk;

/// A window as text and in seconds.
pub(super) struct Window {
    pub(super) words: String,
    pub(super) seconds: u64,
}

impl Window {
    pub(super) fn of(timeframe: &Timeframe) -> Self {
        Self {
            words: format!("{}{}", timeframe.amount, timeframe.unit.symbol()),
            seconds: timeframe.seconds(),
        }
    }
}

pub(super) fn changed([old, new]: &[Window; 2], growth: Growth, reported: &mut BTreeSet<String>) -> Option<Fact> {
    if old.words == new.words {
        return None;
    }
    reported.extend([old.words.clone(), new.words.clone()]);
    let risk = if growth.is_looser(new.seconds, old.seconds) {
        Risk::Loosened
    } else {
        Risk::Tightened
    };
    Some(Fact::new(risk, "window", format!("{} -> {}", old.words, new.words)))
}
