//! Datadog monitors, evaluated offline: a monitor's payload and a world of telemetry give states, transitions and notifications over time.
//!
//! Pure: no I/O, no clock. Compile a monitor once, run it over as many worlds as there are tests.
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
//! # Where it follows what
//! Each rule of Datadog's documentation that it implements is named where it is implemented (`doc: page`) and pinned by a test in `tests/rules`, one file a
//! rule. Where pages disagree or are silent, [`Semantics`] has an option. What Datadog computes by models that are not public is refused
//! ([`Monitor::unsupported_reason`]) unless the world states the verdict.
//!
//! # How it works
//! A payload is compiled to a [`Monitor`]: a plan over metrics, a check, a composite, an SLO. A run binds the plan to the world's series, so that groups and
//! their pairing are known, looks at it window by window (`run`), lets each group's [`state::StateMachine`] judge what was seen, and turns changes of state into
//! notifications (`notify`). Events become series first, so that one engine evaluates metrics, events and formulas. A run keeps no inputs;
//! [`Monitor::explain`] works those of one evaluation out again.

pub mod composite;
mod definition;
mod error;
mod event;
mod functions;
mod metric;
mod monitor;
mod notify;
mod outcome;
mod run;
pub mod semantics;
pub mod series;
mod service_check;
pub mod slo;
mod source;
pub mod state;
pub mod time;
pub mod world;

pub use definition::{Definition, EvaluationWindow, Options, PayloadThresholds, SchedulingOptions};
pub use error::{ErrorKind, Result, SimulationError};
pub use monitor::{Explanation, Input, MetricQuery, Monitor, Span};
pub use notify::{ConditionalSection, MessageBranch, MessageField};
pub use outcome::{Evaluation, GroupOutcome, Notification, NotificationKind, Outcome, Transition};
pub use semantics::Semantics;
pub use world::World;
