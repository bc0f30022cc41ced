//! Every case in full, passed or failed.

use anstyle::AnsiColor;
use datadog_simulator::Outcome;
use datadog_simulator::world::group_name;

use super::text::{group_details, heading, push};
use super::{Entry, TestReport, failure};
use crate::notation::written;
use crate::suite::Suite;

impl TestReport {
    /// Every case: charts of its groups of at most so many columns, the reason of each evaluation's state, and its notifications.
    #[must_use]
    pub fn explain(&self, suite: &Suite, columns: Option<usize>) -> String {
        self.entries
            .iter()
            .map(|entry| explain(entry, suite, columns))
            .collect()
    }
}

fn explain(entry: &Entry, suite: &Suite, columns: Option<usize>) -> String {
    let case = &suite.cases[entry.case];
    let (word, colour) = if entry.result.passed() {
        ("passed", AnsiColor::Green)
    } else {
        ("failed", AnsiColor::Red)
    };
    let mut out = heading(word, colour, case);
    let mut lines = vec![format!("for {}", suite.monitors[case.monitor].title())];
    lines.extend(failure::lines(&entry.result.failures));
    if let Some(outcome) = &entry.result.outcome {
        for group in &outcome.groups {
            let transitions: Vec<_> = group
                .transitions
                .iter()
                .map(|t| (t.to, t.at - case.span.from))
                .collect();
            lines.push(String::new());
            lines.push(format!(
                "group {}: {}",
                group.name(),
                failure::transitions(&transitions)
            ));
            lines.extend(group_details(suite, entry, &group.group, (None, None), columns));
        }
        lines.push(String::new());
        lines.extend(notifications(outcome, case.span.from));
    }
    push(&mut out, &lines);
    out
}

fn notifications(outcome: &Outcome, start: i64) -> Vec<String> {
    if outcome.notifications.is_empty() {
        return vec!["no notifications".to_owned()];
    }
    let line = |n: &datadog_simulator::Notification| {
        let to = if n.handles.is_empty() {
            "no recipient".to_owned()
        } else {
            n.handles.join(", ")
        };
        let muted = n
            .muted_by
            .as_ref()
            .map(|by| format!(" (muted: {by})"))
            .unwrap_or_default();
        format!(
            "{:<8} {} to {to}{muted}, group {}",
            written(n.at - start),
            n.title,
            group_name(&n.group)
        )
    };
    std::iter::once("notifications".to_owned())
        .chain(outcome.notifications.iter().map(|n| format!("  {}", line(n))))
        .collect()
}
