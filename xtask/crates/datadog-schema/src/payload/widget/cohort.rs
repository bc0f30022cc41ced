//! A grid of users who came back.

use crate::payload::declare::object;
use crate::payload::part::{time, title};
use crate::payload::query::retention;

object! {
    pub(crate) WIDGET = closed "cohort widget" with [title::TITLE] {
        type: required Only("cohort"),
        requests: required List(Object(GRID_REQUEST), 1..),
        time: Choice(time::TIME),
    }
}

object! {
    GRID_REQUEST = closed "grid request of a cohort" {
        request_type: required Only("retention_grid"),
        query: required Object(retention::WIDGET_QUERY),
    }
}
