//! The graph of a monitor.

use crate::payload::declare::object;
use crate::payload::part::{time, title};

object! {
    pub(crate) WIDGET = "alert graph widget" with [title::TITLE] {
        type: required Only("alert_graph"),
        alert_id: required Text,
        viz_type: required Only("timeseries", "toplist"),
        time: Choice(time::TIME),
    }
}
