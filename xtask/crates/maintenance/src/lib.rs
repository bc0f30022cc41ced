//! Maintenance windows: when each is active, which monitors it mutes, and what is wrong with it. A window becomes the downtimes that Terraform makes of it, and these
//! select monitors as the simulator's do. No I/O, no clock: the time is an input.

mod check;
mod downtimes;
mod muted;
mod print;
mod reporter;
mod schedule;
mod time;

use std::ops::Range;

use diagnostics::Diagnostic;
use jiff::{Timestamp, Zoned};
use model::Catalog;
use render::Object;
use repository::WindowFile;

pub use muted::Muted;
pub use print::text;
pub use time::parse as parse_time;

/// What windows are checked against.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The policy and the declarations.
    pub catalog: &'a Catalog,
    /// Every object; windows mute its monitors.
    pub objects: &'a [Object],
    /// Now.
    pub now: Timestamp,
}

/// A window whose file could be read.
#[derive(Clone, Debug)]
pub struct Window {
    /// The environment.
    pub env: String,
    /// Its name.
    pub name: String,
    /// Why alerts are not wanted.
    pub reason: String,
    /// The next times it is active, or is active now: each with its start and end.
    pub next: Vec<(Zoned, Zoned)>,
    /// The monitors that it mutes, the gravest first.
    pub mutes: Vec<Muted>,
    /// Why it may mute a P1 that pages.
    pub mutes_p1_because: Option<String>,
}

/// The windows, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The windows that could be read, in the order of their files.
    pub windows: Vec<Window>,
    /// Every finding.
    pub findings: Vec<Diagnostic>,
}

/// Bytes of a file.
type Bytes = Range<usize>;

/// Checks every window.
#[must_use]
pub fn check(input: Input<'_>, files: &[WindowFile]) -> Report {
    let mut report = Report::default();
    for file in files {
        report.windows.extend(check::window(input, file, &mut report.findings));
    }
    report
}

#[cfg(test)]
mod tests;
