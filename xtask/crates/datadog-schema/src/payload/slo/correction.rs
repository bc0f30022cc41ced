//! Times that do not count.

use crate::payload::declare::object;

object! {
    pub(crate) CORRECTION = "SLO correction" {
        data: Object(DATA),
    }
}

object! {
    pub(super) DATA = "data of an SLO correction" {
        type: required Only("correction"),
        attributes: Object(ATTRIBUTES),
        id: read_only Any,
        relationships: read_only Any,
    }
}

object! {
    ATTRIBUTES = "attributes of an SLO correction" {
        category: required Exactly("Scheduled Maintenance", "Outside Business Hours", "Deployment", "Other"),
        start: required Integer,
        created_at: read_only Any,
        creator: read_only Any,
        description: Text,
        duration: nullable Integer,
        end: nullable Integer,
        modified_at: read_only Any,
        modifier: read_only Any,
        rrule: nullable Text,
        slo_id: nullable Text,
        slo_query: nullable Text,
        timezone: TimeZone,
    }
}
