//! Windows, cadences and bucket grids. All times are unix seconds.

mod calendar;
mod grid;
mod recurrence;
mod window;

pub use calendar::Cumulative;
pub use grid::Grid;
pub use recurrence::Recurrence;
pub use window::{Frame, Unit, Window};

/// A minute in seconds.
pub const MINUTE_S: i64 = 60;
/// An hour in seconds.
pub const HOUR_S: i64 = 3600;
/// A day in seconds.
pub const DAY_S: i64 = 86_400;
