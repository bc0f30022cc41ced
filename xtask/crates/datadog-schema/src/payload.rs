//! The fields that Datadog's API accepts, as constant tables: monitors, dashboards with every widget, SLOs with their corrections, downtimes, notification rules,
//! notebooks, synthetic tests, log archives, metrics from logs, restriction queries. `check` compares a JSON value with a table and returns everything that the
//! API would reject: unknown and missing fields, wrong types, unknown values. The test `openapi` compares the tables with Datadog's OpenAPI documents. No I/O.

pub mod check;
mod comparable;
mod creator;
mod dashboard;
mod declare;
mod downtime;
mod logs;
mod monitor;
mod notebook;
mod notification_rule;
mod origin;
mod part;
pub mod pointer;
mod problem;
mod query;
pub mod shape;
mod slo;
mod synthetics;
pub mod view;
mod widget;
mod wording;

use serde_json::Value;

pub use check::check_shape;
pub use diagnostics::Severity;
pub use origin::Origin;
pub use problem::Problem;
use shape::Shape;
pub use view::{Dashboard, Monitor, NOTIFIES_ON_NO_DATA, Options, Slo};

/// What a payload describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadKind {
    /// A monitor. Version 1 of the API.
    Monitor,
    /// A dashboard. Version 1 of the API.
    Dashboard,
    /// An SLO, or a correction of one. Version 1 of the API.
    Slo,
    /// A downtime. Version 2 or 1 of the API.
    Downtime,
    /// A monitor notification rule. Version 2 of the API.
    NotificationRule,
    /// A notebook. Version 1 of the API.
    Notebook,
    /// A synthetic test. Version 1 of the API.
    SyntheticTest,
    /// A log archive. Version 2 of the API.
    LogArchive,
    /// A metric from logs. Version 2 of the API.
    LogMetric,
    /// A restriction query of logs. Version 2 of the API.
    RestrictionQuery,
}

impl PayloadKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Monitor,
        Self::Dashboard,
        Self::Slo,
        Self::Downtime,
        Self::NotificationRule,
        Self::Notebook,
        Self::SyntheticTest,
        Self::LogArchive,
        Self::LogMetric,
        Self::RestrictionQuery,
    ];

    /// The table of its fields.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Monitor => Shape::Object(&monitor::MONITOR),
            Self::Dashboard => Shape::Object(&dashboard::DASHBOARD),
            Self::Slo => Shape::Choice(&slo::PAYLOAD),
            Self::Downtime => Shape::Choice(&downtime::DOWNTIME),
            Self::NotificationRule => Shape::Object(&notification_rule::NOTIFICATION_RULE),
            Self::Notebook => Shape::Object(&notebook::NOTEBOOK),
            Self::SyntheticTest => Shape::Choice(&synthetics::TEST),
            Self::LogArchive => Shape::Object(&logs::archive::ARCHIVE),
            Self::LogMetric => Shape::Object(&logs::metric::METRIC),
            Self::RestrictionQuery => Shape::Object(&logs::restriction_query::RESTRICTION_QUERY),
        }
    }

    /// Whether the API returned a payload of this kind: it has a field that only Datadog writes, such as the time when it was created.
    #[must_use]
    pub fn is_answer(self, payload: &Value) -> bool {
        self.shape().is_answer(payload)
    }

    /// Everything in a payload of this kind that its table does not allow. Returns all problems, not the first.
    #[must_use]
    pub fn check_schema(self, payload: &Value, origin: Origin) -> Vec<Problem> {
        check_shape(&self.shape(), payload, origin)
    }
}
