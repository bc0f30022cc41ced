//! SLOs, and corrections of them.

mod correction;
mod sli;

use crate::payload::creator;
use crate::payload::declare::{choice, object};

object! {
    pub(crate) SLO = "SLO" {
        type: required Only("metric", "monitor", "time_slice"),
        name: required Text,
        thresholds: required List(Object(THRESHOLD)),
        configured_alert_ids: read_only List(Integer),
        created_at: read_only Integer,
        creator: read_only Object(creator::CREATOR),
        description: nullable Text,
        groups: List(Text),
        id: read_only Text,
        modified_at: read_only Integer,
        monitor_ids: List(Integer),
        monitor_tags: List(Text),
        query: Object(QUERY),
        sli_specification: Choice(sli::SPECIFICATION),
        tags: List(Text),
        target_threshold: Number,
        timeframe: ExactlyIn(TIMEFRAMES),
        type_id: read_only Integer,
        warning_threshold: Number,
    }
}

object! {
    THRESHOLD = "threshold of an SLO" {
        target: required Number,
        timeframe: required ExactlyIn(TIMEFRAMES),
        target_display: Text,
        warning: Number,
        warning_display: Text,
    }
}

object! {
    QUERY = "query of an SLO" {
        denominator: required Text,
        numerator: required Text,
    }
}

const TIMEFRAMES: &[&str] = &["7d", "30d", "90d", "custom"];

choice! {
    /// An SLO, or a correction, which has an envelope in requests.
    pub(crate) PAYLOAD = "SLO" by "" {
        has("data") => Object(correction::CORRECTION),
        at("/type", "correction") => Object(correction::DATA),
        otherwise => Object(SLO),
    }
}
