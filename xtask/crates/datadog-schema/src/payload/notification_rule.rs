//! Monitor notification rules: who is notified of which monitors. Version 2 of the API.

use crate::payload::declare::{choice, object};

object! {
    pub(crate) NOTIFICATION_RULE = "monitor notification rule" {
        data: required Object(DATA),
        included: read_only Any,
    }
}

object! {
    DATA = "data of a notification rule" {
        attributes: required Object(ATTRIBUTES),
        id: read_only Text,
        relationships: read_only Any,
        type: Only("monitor-notification-rule"),
    }
}

object! {
    ATTRIBUTES = closed "attributes of a notification rule" {
        name: required Text(1..=1000),
        bundle_config: Object(BUNDLE_CONFIG),
        conditional_recipients: Object(CONDITIONAL_RECIPIENTS),
        created: read_only Text,
        filter: Choice(FILTER),
        modified: read_only Text,
        recipients: List(Text(0..=255), 1..=20),
    }
}

object! {
    BUNDLE_CONFIG = "bundle configuration of a notification rule" {
        duration: required Integer,
    }
}

object! {
    CONDITIONAL_RECIPIENTS = "conditional recipients of a notification rule" {
        conditions: required List(Object(CONDITION), 1..=10),
        fallback_recipients: List(Text(0..=255), 1..=20),
    }
}

object! {
    CONDITION = "condition of a notification rule" {
        recipients: required List(Text(0..=255), 1..=20),
        scope: required Text(1..=3000),
    }
}

choice! {
    FILTER = "filter of a notification rule" by "" {
        has("tags") => Object(FILTER_TAGS),
        has("scope") => Object(FILTER_SCOPE),
    }
}

object! {
    FILTER_TAGS = closed "filter by tags" {
        tags: required List(Text(0..=255), 1..=20),
    }
}

object! {
    FILTER_SCOPE = closed "filter by scope" {
        scope: required Text(1..=3000),
    }
}
