//! Logs, spans, RUM events and other events: searches them and turns them into series, one per combination of the facets they are grouped by.

mod fields;
mod series;

pub(crate) use fields::{Json, Tagged};
pub(crate) use series::{EventQuery, Found, Method};
