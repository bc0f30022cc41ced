//! Restriction queries: which logs a role may read.

use crate::payload::declare::object;

object! {
    pub(crate) RESTRICTION_QUERY = "restriction query" {
        data: Object(DATA),
    }
}

object! {
    DATA = "data of a restriction query" {
        attributes: Object(ATTRIBUTES),
        id: read_only Text,
        type: Only("logs_restriction_queries"),
    }
}

object! {
    ATTRIBUTES = "attributes of a restriction query" {
        restriction_query: required Text,
        created_at: read_only Text,
        last_modifier_email: read_only Text,
        last_modifier_name: read_only Text,
        modified_at: read_only Text,
        role_count: read_only Integer,
        user_count: read_only Integer,
    }
}
