//! What an SLO measures, where it is no plain pair of queries.

use crate::payload::declare::{choice, object};
use crate::payload::query::metric;

choice! {
    pub(crate) SPECIFICATION = "SLI specification" by "" {
        has("time_slice") => Object(TIME_SLICE),
        has("count") => Object(COUNT),
    }
}

object! {
    TIME_SLICE = closed "time-slice SLI" {
        time_slice: required Object(CONDITION),
    }
}

object! {
    CONDITION = "condition of a time-slice SLI" {
        comparator: required Exactly(">", ">=", "<", "<="),
        query: required Object(QUERY),
        threshold: required Number,
        no_data_strategy: Text,
        query_interval_seconds: OneOfIntegers(60, 300),
    }
}

object! {
    QUERY = "query of a time-slice SLI" {
        formulas: required List(Object(FORMULA), 1..=1),
        queries: required List(Object(metric::METRIC)),
    }
}

object! {
    FORMULA = "formula of an SLI" {
        formula: required Text,
    }
}

object! {
    COUNT = closed "count SLI" {
        count: required Choice(COUNT_DEFINITION),
    }
}

choice! {
    COUNT_DEFINITION = complete "definition of a count SLI" by "" {
        has("total_events_formula") => Object(GOOD_OF_TOTAL),
        has("bad_events_formula") => Object(GOOD_AND_BAD),
    }
}

object! {
    GOOD_OF_TOTAL = closed "count SLI of good and all events" {
        good_events_formula: required Object(FORMULA),
        queries: required List(Object(metric::METRIC), 1..),
        total_events_formula: required Object(FORMULA),
    }
}

object! {
    GOOD_AND_BAD = closed "count SLI of good and bad events" {
        bad_events_formula: required Object(FORMULA),
        good_events_formula: required Object(FORMULA),
        queries: required List(Object(metric::METRIC), 1..),
    }
}
