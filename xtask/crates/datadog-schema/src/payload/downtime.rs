//! Downtimes.

mod v1;
mod v2;

use crate::payload::declare::choice;

choice! {
    /// A downtime in the form of version 2 (with or without its envelope) or of version 1.
    pub(crate) DOWNTIME = "downtime" by "" {
        has("data") => Object(v2::DOWNTIME),
        has("attributes") => Object(v2::DATA),
        otherwise => Object(v1::DOWNTIME),
    }
}
