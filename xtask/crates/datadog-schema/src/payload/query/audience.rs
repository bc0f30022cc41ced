//! Whom a product analytics query counts.

use crate::payload::declare::object;

object! {
    pub(crate) FILTERS = "audience filters" {
        accounts: List(Object(ACCOUNTS)),
        filter_condition: Text,
        segments: List(Object(SEGMENT)),
        users: List(Object(USERS)),
    }
}

object! {
    ACCOUNTS = "account filter" {
        name: Text,
        query: Text,
    }
}

object! {
    SEGMENT = "segment filter" {
        name: Text,
        segment_id: Text,
    }
}

object! {
    USERS = "user filter" {
        name: Text,
        query: Text,
    }
}

object! {
    pub(crate) OCCURRENCES = "occurrence filter" {
        operator: Text,
        value: Text,
    }
}
