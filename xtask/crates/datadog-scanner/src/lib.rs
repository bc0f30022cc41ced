//! Datadog's Sensitive Data Scanner, offline: rules as people write them, and Datadog's own engine that applies them to a log.
//!
//! Rules run as Terraform sets them at Datadog: without a checksum, which the provider cannot express. Numbers are not scanned, as at Datadog. No I/O.

mod compile;
pub mod definition;
mod event;
mod scan;

pub use compile::{Problem, compile};
pub use scan::{Found, Scanner};
