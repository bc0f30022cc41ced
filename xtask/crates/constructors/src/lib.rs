//! Builds Datadog's payloads from the values of constructors: signals, thresholds, severities. Jsonnet evaluates to these values; this crate declares the
//! fields of each constructor, checks them, and builds typed objects with the facts of the catalog. No I/O: values in, objects or findings out.

mod args;
mod constructed;
mod dashboard;
mod decimal;
mod downtime;
mod environments;
mod finding;
pub mod links;
mod monitor;
mod no_object;
mod object;
mod refer;
mod reference;
mod service;
mod signal;
mod slo;
mod suppress;
mod synthetic;
mod tags;
mod units;
mod value_path;
mod widget;

pub use args::{Field, FieldType};
pub use dashboard::{Clients, DashboardBuilder};
pub use finding::Finding;
pub use monitor::{check_messages, is_measured};
pub use object::{Dashboard, Downtime, Minimum, Monitor, Schedule, ShownUnit, Slo, Spec, Synthetic};
pub use reference::{Constructor, Group, reference};
pub use service::{ServiceBuilder, check_targets};
pub use value_path::Step;
