//! What a histogram is made of.

use crate::payload::declare::choice;
use crate::payload::query::{apm, events, metric};

choice! {
    pub(crate) QUERY = "histogram query" by "/data_source" {
        is("metrics") => Object(metric::METRIC),
        within(events::DATA_SOURCES) => Object(events::EVENTS),
        is("apm_resource_stats") => Object(apm::RESOURCE_STATS),
        is("apm_metrics") => Object(apm::METRICS),
    }
}
