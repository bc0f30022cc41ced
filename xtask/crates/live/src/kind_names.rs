//! One kind, as the repository, the API and the tables of payloads name it.

use datadog_api::Kind;
use datadog_schema::payload::PayloadKind;
use model::ObjectKind;

/// The kind in the API.
pub(crate) const fn of_api(kind: ObjectKind) -> Kind {
    match kind {
        ObjectKind::Monitor => Kind::Monitor,
        ObjectKind::Slo => Kind::Slo,
        ObjectKind::Dashboard => Kind::Dashboard,
        ObjectKind::Downtime => Kind::Downtime,
        ObjectKind::Synthetic => Kind::Synthetic,
    }
}

/// The kind in the tables of payloads.
pub(crate) const fn of_payload(kind: ObjectKind) -> PayloadKind {
    match kind {
        ObjectKind::Monitor => PayloadKind::Monitor,
        ObjectKind::Slo => PayloadKind::Slo,
        ObjectKind::Dashboard => PayloadKind::Dashboard,
        ObjectKind::Downtime => PayloadKind::Downtime,
        ObjectKind::Synthetic => PayloadKind::SyntheticTest,
    }
}
