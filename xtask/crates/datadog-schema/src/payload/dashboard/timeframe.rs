//! The time frame that a dashboard opens with.

use crate::payload::declare::{choice, object};
use crate::payload::part::time;

choice! {
    pub(crate) TIMEFRAME = "default time frame" by "/type" {
        is("live") => Object(LIVE),
        is("fixed") => Object(FIXED),
    }
}

object! {
    LIVE = "live time frame" {
        type: required Only("live"),
        unit: required In(time::UNITS),
        value: required Integer(1..),
    }
}

object! {
    FIXED = "fixed time frame" {
        type: required Only("fixed"),
        from: required Integer(0..),
        to: required Integer(0..),
    }
}
