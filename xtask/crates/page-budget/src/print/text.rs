//! An estimate as text.

use anstyle::{AnsiColor, Style};
use monitor_tests::replay::print::{Align, count, duration, table};

use super::{rows, urgency, with_repeats};
use crate::estimate::{Estimate, Incident, Urgency};
use crate::file::clock;

/// An estimate as text with colours that a pipe removes, in tables of at most so many columns.
#[must_use]
pub fn text(estimate: &Estimate, columns: Option<usize>) -> String {
    let bold = Style::new().bold();
    let mut out = format!(
        "{bold}{}{bold:#}: {}, {} from {}\n{}\n",
        estimate.title,
        count(estimate.monitors, "monitor"),
        duration(estimate.to - estimate.from),
        clock(estimate.from),
        estimate.about,
    );
    for incident in estimate.incidents() {
        out.push_str(&format!(
            "\n{}\n{}",
            heading(&incident),
            self::incident(&incident, columns)
        ));
    }
    out.push('\n');
    out.push_str(&totals(estimate, columns));
    if !estimate.derived.is_empty() {
        let monitors = count(estimate.derived.len(), "monitor");
        let names = estimate.derived.join(", ");
        out.push_str(&format!(
            "\n{monitors} with values derived from their own thresholds: {names}\n"
        ));
    }
    for not in &estimate.not_estimated {
        out.push_str(&format!("\nnot estimated: {}: {}\n", not.monitor, not.reason));
    }
    out
}

fn heading(incident: &Incident<'_>) -> String {
    let teams = incident.paged_teams();
    let paged = if teams.is_empty() {
        "nobody is paged".to_owned()
    } else {
        let colour = if teams.len() > 1 || incident.new_alerts(Urgency::Page).count() > 1 {
            AnsiColor::Red
        } else {
            AnsiColor::Yellow
        };
        let style = Style::new().fg_color(Some(colour.into()));
        let pages = count(incident.new_alerts(Urgency::Page).count(), "page");
        format!("{style}{pages} to {}{style:#}", teams.join(", "))
    };
    match incident.cause {
        Some(cause) => format!(
            "{} {} ({}): {paged}",
            clock(cause.from),
            cause.what,
            duration(cause.to - cause.from)
        ),
        None => format!("without a cause: {paged}"),
    }
}

fn incident(incident: &Incident<'_>, columns: Option<usize>) -> String {
    let rows: Vec<Vec<String>> = rows(incident)
        .into_iter()
        .map(|row| {
            vec![
                format!("  {}", clock(row.first.at)),
                row.first.monitor.clone(),
                row.states,
                if row.groups > 1 {
                    format!("{} groups", row.groups)
                } else {
                    row.first.group.clone()
                },
                format!("P{}", row.first.priority),
                urgency(row.first.urgency).to_owned(),
                row.first.team.clone(),
                with_repeats(row.new, row.repeated),
            ]
        })
        .collect();
    let head = [
        ("  first", Align::Left),
        ("monitor", Align::Left),
        ("state", Align::Left),
        ("group", Align::Left),
        ("", Align::Left),
        ("urgency", Align::Left),
        ("team", Align::Left),
        ("sent", Align::Right),
    ];
    table(&head, &rows, columns)
}

/// How many of each urgency each team gets.
fn totals(estimate: &Estimate, columns: Option<usize>) -> String {
    let mut teams: Vec<&str> = estimate.sent.iter().map(|sent| sent.team.as_str()).collect();
    teams.sort_unstable();
    teams.dedup();
    let cell = |team: Option<&str>, urgency: Urgency| {
        let of = |repeated: bool| {
            let same = estimate
                .sent
                .iter()
                .filter(|s| team.is_none_or(|t| s.team == t) && s.urgency == urgency);
            same.filter(|s| s.repeated == repeated).count()
        };
        with_repeats(of(false), of(true))
    };
    let row = |name: &str, team: Option<&str>| {
        let cells = [Urgency::Page, Urgency::Low, Urgency::Post].map(|urgency| cell(team, urgency));
        [name.to_owned()].into_iter().chain(cells).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<String>> = teams.iter().map(|team| row(team, Some(team))).collect();
    rows.push(row("all", None));
    let head = [
        ("team", Align::Left),
        ("pages", Align::Right),
        ("low urgency", Align::Right),
        ("channel only", Align::Right),
    ];
    table(&head, &rows, columns)
}
