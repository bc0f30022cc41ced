//! The time range of a run.

/// The time range of a run, in unix seconds. The monitor is evaluated at `from` and then at its cadence ([`crate::time::Window::cadence_s`]) up to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The time of the first evaluation.
    pub from: i64,
    /// The latest time of an evaluation.
    pub to: i64,
}
