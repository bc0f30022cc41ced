use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::{Sides, action_word, cost, counted, objects};
use crate::report::{Change, Report};
use model::Risk;

/// The longest line of a whole change; in a longer one, each detail has its own line.
const COLUMNS_MAX: usize = 120;

/// The number of details of one change that are printed; the others are counted.
const DETAILS_MAX: usize = 20;

/// The report as text, by risk; coloured if `styled`.
#[must_use]
pub fn text(report: &Report, sides: &Sides, styled: bool) -> String {
    let mut out = format!("{} -> {}: {}\n", sides.base, sides.head, counted(report.counts()));
    let mut last = None;
    for change in &report.changes {
        if last != Some(change.risk) {
            heading(&mut out, change.risk, styled);
            last = Some(change.risk);
        }
        line(&mut out, change);
    }
    let cost = cost::lines(&report.cost);
    if !cost.is_empty() {
        out.push_str("\ncost\n");
    }
    for item in cost {
        push(&mut out, format_args!("  {item}"));
    }
    out
}

fn heading(out: &mut String, risk: Risk, styled: bool) {
    let colour = match risk {
        Risk::LostPage | Risk::Unreadable | Risk::RemovedMonitor | Risk::Loosened | Risk::LostNoData => AnsiColor::Red,
        Risk::Moved | Risk::Ownership | Risk::RemovedDashboard | Risk::Dashboard | Risk::Added | Risk::Wording => {
            AnsiColor::Green
        }
        _ => AnsiColor::Yellow,
    };
    let style = if styled {
        Style::new().bold().fg_color(Some(colour.into()))
    } else {
        Style::new()
    };
    push(out, format_args!("\n{style}{risk}{style:#}: {}", risk.reason()));
}

fn line(out: &mut String, change: &Change) {
    let mut parts: Vec<String> = action_word(change).map(str::to_owned).into_iter().collect();
    parts.extend(
        change
            .details
            .iter()
            .take(DETAILS_MAX)
            .map(|detail| detail.text(&change.environments)),
    );
    if change.details.len() > DETAILS_MAX {
        parts.push(format!("and {} more", change.details.len() - DETAILS_MAX));
    }
    let head = format!("  {} {}:", change.environments.join(", "), objects(change));
    let whole = format!("{head} {}", parts.join("; "));
    if whole.chars().count() <= COLUMNS_MAX || parts.len() == 1 {
        return push(out, format_args!("{whole}"));
    }
    push(out, format_args!("{head}"));
    for part in parts {
        push(out, format_args!("    {part}"));
    }
}

fn push(out: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(out, "{line}").expect("writing to a String cannot fail");
}
