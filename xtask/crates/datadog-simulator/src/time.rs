//! Windows, cadences and bucket grids. All times are unix seconds.

mod calendar;
mod grid;
mod recurrence;
mod window;

pub use grid::Grid;
pub use recurrence::Recurrence;
pub use window::{Cumulative, Frame, Unit, Window};

/// Seconds of a minute, an hour, a day.
pub const MINUTE_S: i64 = 60;
/// Seconds of an hour.
pub const HOUR_S: i64 = 3600;
/// Seconds of a day.
pub const DAY_S: i64 = 86_400;
