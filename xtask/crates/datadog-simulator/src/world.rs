//! What a world consists of: telemetry, SLOs, downtimes, notification rules and supplied states.

mod downtime;
mod event;
mod references;
mod rule;
mod series;
mod service_check;
mod slo;
mod supplied;
mod tags;

pub use downtime::duration_s;
pub use downtime::{Downtime, DowntimeSchedule, DowntimeTarget};
pub use event::Event;
pub use references::References;
pub use rule::NotificationRule;
pub(crate) use series::Points;
pub use series::{MetricKind, Series};
pub use service_check::{CheckRun, CheckStatus};
pub use slo::Slo;
pub(crate) use slo::SloKind;
pub use supplied::SuppliedVerdict;
pub use tags::{Tags, group_name};
