//! The time that a widget shows, where it is not the dashboard's.

use crate::payload::declare::{choice, object};

choice! {
    pub(crate) TIME = "time of a widget" by "/type" {
        absent => Object(LEGACY),
        is("live") => Object(LIVE),
        is("fixed") => Object(FIXED),
    }
}

object! {
    LEGACY = closed "time of a widget" {
        hide_incomplete_cost_data: Bool,
        live_span: Only(
            "1m", "5m", "10m", "15m", "30m", "1h", "4h", "1d", "2d", "1w", "1mo", "3mo", "6mo", "week_to_date", "month_to_date", "1y",
            "alert"
        ),
    }
}

object! {
    LIVE = "live time of a widget" {
        type: required Only("live"),
        unit: required In(UNITS),
        value: required Integer(1..),
        hide_incomplete_cost_data: Bool,
    }
}

object! {
    FIXED = "fixed time of a widget" {
        type: required Only("fixed"),
        from: required Integer(0..),
        to: required Integer(0..),
        hide_incomplete_cost_data: Bool,
    }
}

pub(crate) const UNITS: &[&str] = &["minute", "hour", "day", "week", "month", "year"];
