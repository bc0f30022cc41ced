//! Times that do not count.

use crate::payload::declare::object;

object! {
    pub(crate) CORRECTION = "SLO correction" {
        data: Object(DATA),
    }
}

object! {
    DATA = "data of an SLO correction" {
        type: required Only("correction"),
        attributes: Object(ATTRIBUTES),
    }
}

object! {
    ATTRIBUTES = "attributes of an SLO correction" {
        category: required Only("Scheduled Maintenance", "Outside Business Hours", "Deployment", "Other"),
        start: required Integer,
        description: Text,
        duration: Integer,
        end: Integer,
        rrule: Text,
        slo_id: Text,
        slo_query: Text,
        timezone: TimeZone,
    }
}
