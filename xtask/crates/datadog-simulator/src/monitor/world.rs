//! The inputs of a run.

use std::collections::BTreeMap;

use super::Monitor;
use crate::world::{CheckRun, Downtime, Event, NotificationRule, Series, Slo, SuppliedVerdict};

/// The inputs of a run: telemetry, and the objects around the monitor.
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
