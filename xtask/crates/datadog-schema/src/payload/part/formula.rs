//! Formulas of requests, and how their results look.

use crate::payload::declare::{fields, object};
use crate::payload::part::{conditional_format, number_format};
use crate::payload::query::{self, order};
use crate::payload::shape::Needs;

object! {
    pub(crate) FORMULA = "formula" {
        formula: required Text,
        alias: Text,
        cell_display_mode: In(CELL_MODES),
        cell_display_mode_options: Object(CELL_OPTIONS),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        limit: Object(LIMIT),
        number_format: Object(number_format::NUMBER_FORMAT),
        style: Object(STYLE),
    }
}

object! {
    CELL_OPTIONS = "cell options" {
        trend_type: Only("area", "line", "bars"),
        y_scale: Only("shared", "independent"),
    }
}

object! {
    pub(crate) LIMIT = "limit of a formula" {
        count: Integer,
        order: ExactlyIn(order::ORDER),
    }
}

object! {
    pub(crate) STYLE = "style of a formula" {
        palette: Text,
        palette_index: Integer,
    }
}

pub(crate) const CELL_MODES: &[&str] = &["number", "bar", "trend"];

pub(crate) const RESPONSE_FORMATS: &[&str] = &["timeseries", "scalar", "event_list"];

fields! {
    /// Formulas over named queries: how requests ask today.
    pub(crate) QUERIES {
        formulas: List(Object(FORMULA)),
        queries: List(Choice(query::QUERY)),
        response_format: In(RESPONSE_FORMATS),
    }
}

/// A request asks by one of these.
pub(crate) static ASKS: Needs = Needs {
    fields: &[
        "q",
        "queries",
        "query",
        "apm_query",
        "apm_stats_query",
        "audit_query",
        "event_query",
        "log_query",
        "network_query",
        "process_query",
        "profile_metrics_query",
        "rum_query",
        "security_query",
    ],
    lack: "asks nothing",
    help: "set 'queries' with 'formulas', or remove the request",
};
