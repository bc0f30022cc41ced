//! Coverage of monitors by their tests. No I/O.
//!
//! [`Coverage::new`] lists the points of a monitor that tests can reach, [`Coverage::record`] adds the outcome of a test, [`CoverageReport`] sums up all monitors.
//!
//! ```
//! use monitor_tests::coverage::{Coverage, Point};
//! use datadog_simulator::{Monitor, Outcome};
//!
//! let monitor = Monitor::from_payload(&serde_json::json!({
//!     "type": "query alert", "name": "queue is long", "message": "@slack-sre", "query": "avg(last_5m):max:queue.length{*} > 100",
//! }))?;
//! let mut coverage = Coverage::new(&monitor);
//! coverage.record(&Outcome::default());
//! let required: Vec<&Point> = coverage.unreached().filter(|point| point.is_required()).collect();
//! assert_eq!(required, [&Point::Alert, &Point::Recovery, &Point::MissingData]);
//! # Ok::<(), datadog_simulator::SimulationError>(())
//! ```

mod monitor;
mod point;
mod report;

pub use monitor::Coverage;
pub use point::Point;
pub use report::{CoverageReport, CoverageRow, Gap, Share};
