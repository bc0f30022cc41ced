//! What Datadog's API takes: monitors, dashboards with every widget, SLOs with their corrections, downtimes. Each object is a constant table that reads like
//! a declaration; `check` walks one beside a JSON value and tells everything that the API would refuse: unknown and missing fields, wrong types, unknown
//! values. `cargo test -p datadog-schema` holds the tables against the API's published schema. No I/O.

pub mod check;
mod creator;
mod dashboard;
mod declare;
mod downtime;
mod monitor;
mod part;
pub mod pointer;
mod problem;
mod query;
pub mod shape;
mod slo;
pub mod view;
mod widget;
mod wording;

use serde_json::Value;

pub use check::check_shape;
pub use diagnostics::Severity;
pub use problem::Problem;
use shape::Shape;
pub use view::{Dashboard, Monitor, Slo};

/// What a payload is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadKind {
    /// A monitor, as version 1 of the API has it.
    Monitor,
    /// A dashboard, likewise.
    Dashboard,
    /// An SLO, or a correction of one, likewise.
    Slo,
    /// A downtime, as version 2 or 1 of the API has it.
    Downtime,
}

impl PayloadKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Monitor, Self::Dashboard, Self::Slo, Self::Downtime];

    /// Its model.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Monitor => Shape::Object(&monitor::MONITOR),
            Self::Dashboard => Shape::Object(&dashboard::DASHBOARD),
            Self::Slo => Shape::Choice(&slo::PAYLOAD),
            Self::Downtime => Shape::Choice(&downtime::DOWNTIME),
        }
    }

    /// Everything in a payload of this kind that its model does not allow.
    #[must_use]
    pub fn check_schema(self, payload: &Value) -> Vec<Problem> {
        check_shape(&self.shape(), payload)
    }
}
