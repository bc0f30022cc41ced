//! Maintenance windows: when each is active, which monitors it mutes, and what is wrong with it. A window becomes the downtimes that Terraform makes of it, and these
//! select monitors as the simulator's do. No I/O, no clock: the time is an input.

mod check;
mod declared;
mod downtimes;
mod muted;
mod print;
mod reporter;
mod schedule;
mod time;

use std::collections::BTreeMap;
use std::ops::Range;

use diagnostics::Diagnostic;
use jiff::{Timestamp, Zoned};
use model::Catalog;
use render::Object;
use repository::{Source, WindowFile};

use declared::Declared;
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
    /// The sources below `jsonnet/`, by path: downtimes are declared there.
    pub sources: &'a BTreeMap<String, Source>,
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

/// Checks every window of Terraform and every downtime of the operator. `env` selects an environment.
#[must_use]
pub fn check(input: Input<'_>, files: &[WindowFile], env: Option<&str>) -> Report {
    let mut report = Report {
        findings: check::unknown_never_muted(input),
        ..Report::default()
    };
    for file in files.iter().filter(|file| env.is_none_or(|env| file.env == env)) {
        report.windows.extend(check::window(input, file, &mut report.findings));
    }
    let objects = input
        .objects
        .iter()
        .filter(|object| env.is_none_or(|env| object.scope == env));
    for declared in objects.filter_map(|object| Declared::read(object, input.sources)) {
        let path = declared.file.path.clone();
        let window = check::declared(input, declared, &mut report.findings);
        if let Some(window) = window {
            report.findings.extend(twice(&window, &report.windows, &path));
            report.windows.push(window);
        }
    }
    report
}

/// Reports a downtime that mutes the same monitors as another one at the same time: it is declared twice, and removing one leaves the other.
fn twice(window: &Window, others: &[Window], path: &str) -> Option<Diagnostic> {
    let overlap = |(from, to): &(Zoned, Zoned), other: &Window| other.next.iter().any(|(f, t)| f < to && from < t);
    let same = others.iter().find(|other| {
        other.env == window.env
            && !window.mutes.is_empty()
            && other.mutes == window.mutes
            && window.next.iter().any(|span| overlap(span, other))
    })?;
    let message = format!(
        "window '{}/{}' mutes at the same time the same monitors as '{}'",
        window.env, window.name, same.name
    );
    let help = "remove one: planned work is a maintenance window of Terraform, known noise of a service a downtime in its folder";
    Some(Diagnostic::error("maintenance/twice", message).in_file(path).help(help))
}

#[cfg(test)]
mod tests;
