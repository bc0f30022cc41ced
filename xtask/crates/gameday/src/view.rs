//! What a run prints: a line for each change and each notification, and on a terminal a line below them that says where it is.

use std::collections::BTreeSet;
use std::io::IsTerminal;

use anstyle::AnsiColor;
use cli::OutputFormat;
use cli::report::{self, coloured};
use gameday_scenarios::{Change, Notification, Observed, Plan};

/// Removes the line that the cursor is in.
const CLEAR: &str = "\r\x1b[2K";

pub(crate) struct View {
    /// What was printed.
    changes: BTreeSet<(String, String, i64)>,
    sent: BTreeSet<(String, String, i64, String)>,
    announced: BTreeSet<String>,
    is_live: bool,
    is_silent: bool,
}

impl View {
    pub(crate) fn new(format: OutputFormat) -> Self {
        let is_silent = format.is_machine_readable();
        Self {
            changes: BTreeSet::new(),
            sent: BTreeSet::new(),
            announced: BTreeSet::new(),
            is_live: !is_silent && std::io::stdout().is_terminal(),
            is_silent,
        }
    }

    /// A line of its own.
    pub(crate) fn say(&self, text: &str) {
        if !self.is_silent {
            let clear = if self.is_live { CLEAR } else { "" };
            report::print_all(&format!("{clear}{text}\n"));
        }
    }

    /// What is new at this time of the scenario.
    pub(crate) fn show(&mut self, plan: &Plan, now: i64, observed: &Observed) {
        for staged in plan.injections.iter().chain(&plan.maintenance) {
            for (at, verb) in [(staged.from, "begins"), (staged.to, "ends")] {
                let line = format!("{}  {verb}: {}", clock(at), staged.what);
                if at <= now && self.announced.insert(line.clone()) {
                    self.say(&line);
                }
            }
        }
        for change in &observed.changes {
            let key = (change.monitor.clone(), change.group.clone(), change.at);
            if self.changes.insert(key) && (change.to.as_deref() != Some("OK") || is_recovery(change, observed)) {
                self.say(&changed(change));
            }
        }
        for sent in observed.notifications.iter().filter(|sent| !sent.handles.is_empty()) {
            let key = (sent.monitor.clone(), sent.group.clone(), sent.at, sent.kind.clone());
            if self.sent.insert(key) {
                self.say(&notified(sent));
            }
        }
        if self.is_live {
            report::print_all(&format!("{CLEAR}{} of {} min", now / 60, plan.lasts / 60));
        }
    }

    /// Ends the last line.
    pub(crate) fn end(&self) {
        if self.is_live {
            report::print_all(CLEAR);
        }
    }
}

/// Whether a group was anything but OK before: its first state is no news.
fn is_recovery(change: &Change, observed: &Observed) -> bool {
    let same = |other: &&Change| other.monitor == change.monitor && other.group == change.group && other.at < change.at;
    observed.changes.iter().any(|other| same(&other))
}

fn changed(change: &Change) -> String {
    let state = change.to.as_deref().unwrap_or("gone");
    let colour = match state {
        "OK" => AnsiColor::Green,
        "Alert" => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    let group = if change.group.is_empty() {
        String::new()
    } else {
        format!(" ({})", change.group)
    };
    format!(
        "{}  {} {}{group}",
        clock(change.at),
        coloured(&format!("{state:<7}"), colour),
        change.monitor
    )
}

fn notified(sent: &Notification) -> String {
    let whom = match &sent.muted_by {
        Some(downtime) => format!("muted by {downtime}"),
        None => sent
            .handles
            .iter()
            .map(|handle| format!("@{handle}"))
            .collect::<Vec<_>>()
            .join(" "),
    };
    format!("{}  sent    {whom}: {}", clock(sent.at), sent.title)
}

/// Minutes and seconds after the start.
fn clock(seconds: i64) -> String {
    format!("{:>4}:{:02}", seconds / 60, seconds % 60)
}
