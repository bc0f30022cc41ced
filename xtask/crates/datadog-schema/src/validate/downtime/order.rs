//! A downtime ends after it starts.

use std::fmt::Display;

use crate::payload::Problem;

pub(super) fn problem(path: impl Into<String>, start: impl Display, end: impl Display) -> Problem {
    Problem::error(
        "downtime/order",
        path,
        format!("the downtime ends at {end}, before it starts at {start}"),
    )
    .help("a downtime ends after it starts")
}
