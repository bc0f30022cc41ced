//! Evaluates Datadog monitors offline: from a monitor's payload and telemetry (a [`World`]) it computes states, transitions and notifications over time.
//!
//! The crate is pure: no I/O, no clock. Compile a monitor once and run it over any number of worlds.
//!
//! ```
//! use datadog_simulator::world::{MetricKind, Series, Tags};
//! use datadog_simulator::{Monitor, Semantics, Span, World};
//!
//! let payload = serde_json::json!({
//!     "type": "query alert", "name": "queue is long", "message": "{{value}} jobs wait @slack-sre",
//!     "query": "avg(last_5m):avg:queue.length{*} > 100", "options": {},
//! });
//! let monitor = Monitor::from_payload(&payload)?;
//! let points = (0..60).map(|minute| (minute * 60, if minute < 30 { 5.0 } else { 500.0 }));
//! let world = World {
//!     series: vec![Series::new("queue.length", Tags::new(["queue:a"]), MetricKind::Gauge, 60, points)],
//!     ..World::default()
//! };
//! let outcome = monitor.run(&world, Span { from: 0, to: 3600 }, &Semantics::default())?;
//! assert_eq!(outcome.notifications[0].handles, ["slack-sre"]);
//! # Ok::<(), datadog_simulator::SimulationError>(())
//! ```
//!
//! # Sources of the rules
//! The rules come from Datadog's documentation. The code that implements a rule cites its page (`doc: page`), and `tests/rules` tests it, one file per
//! rule. Where pages disagree or leave a case open, [`Semantics`] has an option. A monitor that Datadog evaluates by models that are not public is refused
//! ([`Monitor::unsupported_reason`]) unless the world supplies its states.
//!
//! # How it works
//! 1. A payload is compiled to a [`Monitor`]: a plan over metrics, a service check, a composite or an SLO alert. Events are turned into series, so that one
//!    engine evaluates metrics, events and formulas.
//! 2. A run binds the plan to the series of the world, which fixes the groups and how the groups of operands pair.
//! 3. At each evaluation the run computes one observation per group (`run`), and the group's [`state::StateMachine`] turns it into a state.
//! 4. Changes of state become notifications (`notify`).
//!
//! A run does not keep its inputs; [`Monitor::explain`] computes those of one evaluation again.

pub mod composite;
mod definition;
mod error;
mod event;
mod functions;
mod graph;
mod message_branch;
mod metric;
mod monitor;
mod notify;
mod outcome;
mod run;
pub mod selection;
pub mod semantics;
pub mod series;
mod service_check;
mod sli;
pub mod slo;
mod source;
pub mod state;
pub mod time;
pub mod world;

pub use definition::{Definition, EvaluationWindow, Options, PayloadThresholds, SchedulingOptions};
pub use error::{ErrorKind, Result, SimulationError};
pub use graph::{Graph, GraphQuery};
pub use message_branch::{ConditionalSection, MessageBranch, MessageField};
pub use monitor::{Explanation, Input, MetricQuery, Monitor, Span, World};
pub use outcome::{Evaluation, GroupOutcome, Notification, NotificationKind, Outcome, Transition};
pub use semantics::Semantics;
