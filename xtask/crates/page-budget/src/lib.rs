//! Estimates from worlds how often the monitors of an environment notify somebody: who, how urgently, and because of what.
//!
//! A world is a file that says what happens to the estate over some days. Together with `normal.yaml`, which says how the estate is when nothing happens, it
//! determines the telemetry of every series that a monitor reads; the real monitors then run over it. No I/O, no clock.
//!
//! 1. [`Estate::new`] checks the files against the catalog and the declarations.
//! 2. [`Estate::estimate`] lays out pods and nodes over time ([`topology`]), finds what each monitor reads ([`demand`]), makes that telemetry
//!    ([`telemetry`]), runs the monitor, and attributes its notifications to what happened ([`estimate`]).
//! 3. [`Estate::scene`] is a world at a time, of which graphs and tables read telemetry as monitors do, and monitors have their states.
//! 4. [`Estate::made`] makes the telemetry of all monitors together, for a double of Datadog.
//! 5. [`print`] shows the result as text, JSON, SVG, and as the page `docs/observability/page-budget.md`.

mod check;
mod demand;
mod derive;
mod estate;
mod estimate;
pub mod file;
mod known;
mod made;
pub mod print;
mod random;
mod scene;
mod telemetry;
mod topology;

pub use estate::{Estate, RenderedMonitor};
pub use estimate::{Cause, Estimate, Incident, NotEstimated, Sent, Trouble, Urgency};
pub use file::{NORMAL, Normal, World, WorldSource};
pub use known::Known;
pub use made::{Made, monitor_name};
pub use scene::{MonitorState, Scene};
