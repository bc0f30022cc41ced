//! Logs, spans, RUM events and the like: found by the search, turned into series of the facets they are grouped by.

mod fields;
mod series;

pub(crate) use fields::{Json, Tagged};
pub(crate) use series::{EventQuery, Found, Method};
