//! A double of Datadog that listens on loopback: the API of monitors, dashboards, SLOs, downtimes and more, the intakes of agents and tracers, and queries over
//! what they sent. For tests and game days. It keeps everything in memory, or in a folder, and reaches no network.
//!
//! It is not Datadog, and says so: in its name, in its help, and in the header `x-datadog-double: loopback` of every answer. What it refuses comes from
//! [`datadog_schema`], what its monitors do from [`datadog_simulator`]. `docs/reference/loopback.md` lists where it knowingly differs from Datadog.
//!
//! ```
//! let server = datadog_loopback::Server::start(datadog_loopback::Config::default())?;
//! assert!(server.url.starts_with("http://127.0.0.1:"));
//! # Ok::<(), datadog_loopback::StartError>(())
//! ```
//!
//! - [`Server::store`]: the objects and the telemetry it holds
//! - [`Server::journal`]: every call it answered
//! - [`Server::faults`]: what goes wrong on purpose
//! - [`Server::clock`]: its time, which a test can stop and move
//!
//! The same four are reachable by HTTP below `/loopback/`, for a server that runs as a process.

mod answer;
mod api;
mod call;
mod clock;
mod config;
mod connection;
mod control;
mod encoding;
mod faults;
mod gate;
pub mod intake;
mod journal;
mod keys;
mod limits;
mod server;
mod shared;
mod store;

pub use clock::Clock;
pub use config::{Config, Key};
pub use faults::{Action, Faults, Rule};
pub use journal::{Entry, Journal};
pub use server::{Server, StartError, stop_requested, wait_for_signal};
pub use store::{Id, Kind, Store};

/// The header that every answer has, so that nobody mistakes the double for Datadog.
pub const DOUBLE_HEADER: &str = "x-datadog-double";
