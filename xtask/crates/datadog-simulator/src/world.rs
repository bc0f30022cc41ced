//! The inputs of a run: telemetry, and the objects around the monitor (SLOs, other monitors, downtimes, notification rules).

mod downtime;
mod event;
mod rule;
mod series;
mod service_check;
mod slo;
mod supplied;
mod tags;

use std::collections::BTreeMap;

pub(crate) use downtime::duration_s;
pub use downtime::{Downtime, DowntimeSchedule, DowntimeTarget};
pub use event::Event;
pub use rule::NotificationRule;
pub(crate) use series::Points;
pub use series::{MetricKind, Series};
pub use service_check::{CheckRun, CheckStatus};
pub use slo::Slo;
pub(crate) use slo::SloKind;
pub use supplied::SuppliedVerdict;
pub use tags::{Tags, group_name};

use crate::monitor::Monitor;

/// The inputs of a run.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Metric series.
    pub series: Vec<Series>,
    /// Results of service checks.
    pub checks: Vec<CheckRun>,
    /// Logs, spans and other events.
    pub events: Vec<Event>,
    /// SLOs by their id.
    pub slos: BTreeMap<String, Slo>,
    /// Other monitors by their id: the constituents of composites and of monitor SLOs.
    pub monitors: BTreeMap<u64, Monitor>,
    /// Downtimes.
    pub downtimes: Vec<Downtime>,
    /// Notification rules.
    pub rules: Vec<NotificationRule>,
    /// Supplied states of monitors that are not evaluated.
    pub verdicts: Vec<SuppliedVerdict>,
}
