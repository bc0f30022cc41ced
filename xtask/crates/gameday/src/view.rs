//! What a run prints: a line for each change and each notification in order of time, and on a terminal a line below them that says where it is.

use std::collections::BTreeSet;
use std::io::IsTerminal;

use anstyle::AnsiColor;
use cli::OutputFormat;
use cli::report::{self, coloured};
use gameday_scenarios::pagerduty::{Effect, PagerDuty};
use gameday_scenarios::{Change, Notification, Observed, Plan, Staged, clock};

/// Removes the line that the cursor is in.
const CLEAR: &str = "\r\x1b[2K";

pub(crate) struct View {
    /// What was printed.
    changes: BTreeSet<(String, String, i64)>,
    sent: BTreeSet<(String, String, i64, String)>,
    announced: BTreeSet<(i64, String)>,
    is_live: bool,
    is_silent: bool,
}

/// A line and its place: of the same second, what is injected comes first, then the states, then what is sent about them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Staged,
    Changed,
    Sent,
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
        for line in self.lines(plan, now, observed) {
            self.say(&line);
        }
        if self.is_live {
            report::print_all(&format!("{CLEAR}{} of {}", clock(now), clock(plan.lasts)));
        }
    }

    fn lines(&mut self, plan: &Plan, now: i64, observed: &Observed) -> Vec<String> {
        let mut lines: Vec<(i64, Rank, String)> = Vec::new();
        for staged in plan.injections.iter().chain(&plan.maintenance) {
            for (at, text) in announcements(staged) {
                if at <= now && self.announced.insert((at, text.clone())) {
                    lines.push((at, Rank::Staged, text));
                }
            }
        }
        for change in &observed.changes {
            let key = (change.monitor.clone(), change.group.clone(), change.at);
            if self.changes.insert(key) && (change.to.as_deref() != Some("OK") || is_recovery(change, observed)) {
                lines.push((plan.known_at(change.at, change.seen), Rank::Changed, changed(change)));
            }
        }
        let pagerduty = PagerDuty::of(observed);
        for sent in observed.notifications.iter().filter(|sent| !sent.handles.is_empty()) {
            let key = (sent.monitor.clone(), sent.group.clone(), sent.at, sent.kind.clone());
            if self.sent.insert(key) {
                lines.push((
                    plan.known_at(sent.at, sent.seen),
                    Rank::Sent,
                    notified(sent, &pagerduty),
                ));
            }
        }
        // Stable: what has the same place stays in the order in which the double has it.
        lines.sort_by(|(a, a_rank, _), (b, b_rank, _)| (a, a_rank).cmp(&(b, b_rank)));
        lines
            .into_iter()
            .map(|(at, _, text)| format!("{:>7}  {text}", clock(at)))
            .collect()
    }

    /// Ends the last line.
    pub(crate) fn end(&self) {
        if self.is_live {
            report::print_all(CLEAR);
        }
    }
}

/// When an injection or a window begins, and when it is over.
fn announcements(staged: &Staged) -> [(i64, String); 2] {
    [
        (staged.from, format!("begins: {}", staged.what)),
        (staged.to, format!("no longer: {}", staged.what)),
    ]
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
    let group = match change.group.as_str() {
        "" | "*" => String::new(),
        group => format!(" ({group})"),
    };
    format!("{} {}{group}", coloured(&format!("{state:<7}"), colour), change.monitor)
}

/// A recovery goes to everybody whom the message names for one, so PagerDuty also gets those of warnings, for which it has no incident.
fn notified(sent: &Notification, pagerduty: &PagerDuty) -> String {
    let handles = |handles: &[&String]| {
        let handles: Vec<String> = handles.iter().map(|handle| format!("@{handle}")).collect();
        handles.join(" ")
    };
    let (discards, gets): (Vec<&String>, Vec<&String>) = sent
        .handles
        .iter()
        .partition(|handle| pagerduty.effect(sent, handle) == Some(Effect::Discarded));
    let whom = match (&sent.muted_by, gets.as_slice()) {
        (Some(downtime), _) => format!("muted by {downtime}"),
        (None, []) => "nobody".to_owned(),
        (None, gets) => handles(gets),
    };
    let discards = match discards.as_slice() {
        [] => String::new(),
        discards => format!(" ({} discards it: no incident is open)", handles(discards)),
    };
    format!("sent    {whom}: {}{discards}", sent.title)
}

#[cfg(test)]
mod tests {
    use gameday_scenarios::Source;

    use super::*;

    const SCENARIO: &str = "
title: The queue is stuck
purpose: It must be noticed.
environment: prod
lasts: 60m
inject:
  - {what: workers stop, at: 10m, for: 20m, metrics: [{metric: jobs, per_minute: 0}]}
expect: {quiet: ['notes/*']}
";

    fn plan() -> Plan {
        let source = Source {
            path: "gamedays/stuck.yaml".to_owned(),
            text: SCENARIO.into(),
        };
        Plan {
            name: "stuck".to_owned(),
            scenario: source.parse().expect("a scenario"),
            start: 0,
            lasts: 3600,
            injections: [(600, 1800), (2400, 3000)]
                .map(|(from, to)| Staged {
                    what: "workers stop".to_owned(),
                    from,
                    to,
                })
                .into(),
            maintenance: Vec::new(),
        }
    }

    fn change(at: i64, to: &str) -> Change {
        Change {
            monitor: "notes/stalled".to_owned(),
            group: "*".to_owned(),
            at,
            seen: at,
            to: Some(to.to_owned()),
        }
    }

    fn sent(at: i64, state: &str, handles: &[&str]) -> Notification {
        Notification {
            monitor: "notes/stalled".to_owned(),
            group: "*".to_owned(),
            at,
            seen: at,
            state: state.to_owned(),
            kind: state.to_owned(),
            title: format!("[{state}] stuck"),
            body: String::new(),
            handles: handles.iter().map(|handle| (*handle).to_owned()).collect(),
            muted_by: None,
        }
    }

    /// A colour starts with an escape and ends with an m.
    fn without_colours(line: &str) -> String {
        let mut parts = line.split('\u{1b}');
        let start = parts.next().unwrap_or_default().to_owned();
        parts.fold(start, |text, part| {
            text + part.split_once('m').map_or("", |(_, rest)| rest)
        })
    }

    #[test]
    fn lines_are_in_order_of_time_whatever_they_are_about() {
        let observed = Observed {
            changes: vec![change(0, "OK"), change(780, "Warn"), change(840, "OK")],
            notifications: vec![
                sent(780, "Warn", &["slack-ml"]),
                sent(840, "OK", &["pagerduty-ml", "slack-ml"]),
            ],
            ..Observed::default()
        };
        let mut view = View::new(OutputFormat::Text);
        let lines = |view: &mut View, now: i64| {
            let lines = view.lines(&plan(), now, &observed);
            lines.iter().map(|line| without_colours(line)).collect::<Vec<_>>()
        };
        assert_eq!(
            lines(&mut view, 900),
            [
                "  10:00  begins: workers stop",
                "  13:00  Warn    notes/stalled",
                "  13:00  sent    @slack-ml: [Warn] stuck",
                "  14:00  OK      notes/stalled",
                "  14:00  sent    @slack-ml: [OK] stuck (@pagerduty-ml discards it: no incident is open)",
            ]
        );
        assert_eq!(lines(&mut view, 1800), ["  30:00  no longer: workers stop"]);
        // The same happens once more.
        assert_eq!(
            lines(&mut view, 3600),
            ["  40:00  begins: workers stop", "  50:00  no longer: workers stop"]
        );
        assert!(lines(&mut view, 3600).is_empty());
    }
}
