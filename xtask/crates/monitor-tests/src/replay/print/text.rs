//! A replay as text.

use datadog_simulator::state::{State, Thresholds};
use datadog_simulator::world::group_name;

use super::table::{Align, table};
use super::{count, duration, number, stamp, time};
use crate::replay::{Episode, Replay, SweepRow};

/// The maximum number of episodes; the JSON has all of them.
const EPISODES_MAX: usize = 40;

/// The monitor and its history, the episodes, and the totals of a sweep, in tables of at most so many columns.
#[must_use]
pub fn text(replay: &Replay<'_>, sweep: &[SweepRow], columns: Option<usize>) -> String {
    let mut out = head(replay);
    out.push('\n');
    out.push_str(&episode_table(replay, columns));
    if !sweep.is_empty() {
        out.push('\n');
        out.push_str(&sweep_table(replay, sweep, columns));
    }
    for note in replay.notes() {
        out.push_str(&format!("\nnote: {note}"));
    }
    if !replay.notes().is_empty() {
        out.push('\n');
    }
    out
}

/// `alert > 5, alert recovery at 4, warning > 2.5, warning recovery at 2`
pub(super) fn condition(replay: &Replay<'_>, thresholds: &Thresholds) -> String {
    let comparator = replay.target().monitor.comparator().text();
    let named = [
        ("alert", comparator, thresholds.critical),
        ("alert recovery at", "", thresholds.critical_recovery),
        ("warning", comparator, thresholds.warning),
        ("warning recovery at", "", thresholds.warning_recovery),
    ];
    let parts: Vec<String> = named
        .iter()
        .filter_map(|(name, comparator, value)| {
            Some(format!(
                "{name} {comparator}{}{}",
                if comparator.is_empty() { "" } else { " " },
                number((*value)?)
            ))
        })
        .collect();
    parts.join(", ")
}

fn head(replay: &Replay<'_>) -> String {
    let target = replay.target();
    let span = replay.span();
    let evaluations = (span.to - span.from) / target.monitor.window().cadence_s() + 1;
    let groups = replay.outcome().groups.len();
    let by = target.monitor.group_keys();
    let of = if by.is_empty() {
        String::new()
    } else {
        format!(" of {} by {}", count(groups, "group"), by.join(", "))
    };
    format!(
        "{}/{}: {}\n{}\nreplayed from {} to {} UTC: {}{of}\n",
        target.env,
        target.name,
        condition(replay, target.monitor.thresholds()),
        target.monitor.definition().query,
        time(span.from),
        time(span.to),
        count(usize::try_from(evaluations).unwrap_or(0), "evaluation"),
    )
}

fn episode_table(replay: &Replay<'_>, columns: Option<usize>) -> String {
    let episodes = replay.episodes();
    if episodes.is_empty() {
        return "no alert: every group was OK the whole time\n".to_owned();
    }
    let head = [
        ("from", Align::Left),
        ("lasted", Align::Right),
        ("group", Align::Left),
        ("state", Align::Left),
        ("worst", Align::Right),
        ("pages", Align::Right),
        ("notified", Align::Right),
        ("handles", Align::Left),
    ];
    let rows: Vec<Vec<String>> = episodes.iter().take(EPISODES_MAX).map(|s| row(replay, s)).collect();
    let mut out = table(&head, &rows, columns);
    if episodes.len() > EPISODES_MAX {
        out.push_str(&format!(
            "... and {} more: see `--format json`\n",
            episodes.len() - EPISODES_MAX
        ));
    }
    out.push('\n');
    out.push_str(&summary(replay, &replay.current()));
    out
}

fn row(replay: &Replay<'_>, episode: &Episode) -> Vec<String> {
    let group = if episode.group.is_empty() {
        String::new()
    } else {
        group_name(&episode.group)
    };
    let lasted = duration(episode.length_s(replay.span().to));
    vec![
        stamp(episode.from, "%a %m-%d %H:%M"),
        if episode.to.is_none() {
            format!("{lasted} +")
        } else {
            lasted
        },
        group,
        episode.state.to_string(),
        episode.worst.map(number).unwrap_or_default(),
        if episode.pages == 0 {
            String::new()
        } else {
            episode.pages.to_string()
        },
        if episode.notified == 0 {
            String::new()
        } else {
            episode.notified.to_string()
        },
        episode.handles.join(", "),
    ]
}

/// `3 pages and 5 other notifications; 2 alerts, in Alert 1 h 12 min (5.0 % of the time), longest 48 min`
pub(super) fn summary(replay: &Replay<'_>, row: &SweepRow) -> String {
    let others = row.notified - row.pages;
    let notifications = match (row.pages, others) {
        (0, 0) => "no notification".to_owned(),
        (pages, 0) => count(pages as usize, "page"),
        (0, others) => format!("no page, {}", count(others as usize, "notification")),
        (pages, others) => format!(
            "{} and {}",
            count(pages as usize, "page"),
            count(others as usize, "other notification")
        ),
    };
    if row.alerts == 0 {
        return format!("{notifications}; no alert\n");
    }
    let whole = (replay.span().to - replay.span().from).max(1) as f64 * replay.outcome().groups.len().max(1) as f64;
    format!(
        "{notifications}; {}, in Alert {} ({:.1} % of the time), longest {}\n",
        count(row.alerts, "alert"),
        duration(row.alert_s),
        row.alert_s as f64 * 100.0 / whole,
        duration(row.longest_s),
    )
}

fn sweep_table(replay: &Replay<'_>, rows: &[SweepRow], columns: Option<usize>) -> String {
    let head = [
        ("", Align::Left),
        ("critical", Align::Right),
        ("warning", Align::Right),
        ("pages", Align::Right),
        ("notified", Align::Right),
        ("alerts", Align::Right),
        ("groups", Align::Right),
        ("in Alert", Align::Right),
        ("longest", Align::Right),
    ];
    let grouped = !replay.target().monitor.group_keys().is_empty();
    let time_of = |s: i64| if s == 0 { "-".to_owned() } else { duration(s) };
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                if row.is_current {
                    "current".to_owned()
                } else {
                    String::new()
                },
                row.thresholds.critical.map(number).unwrap_or_default(),
                row.thresholds.warning.map(number).unwrap_or_default(),
                row.pages.to_string(),
                row.notified.to_string(),
                row.alerts.to_string(),
                if grouped { row.groups.to_string() } else { String::new() },
                time_of(row.alert_s),
                time_of(row.longest_s),
            ]
        })
        .collect();
    table(&head, &rows, columns)
}

/// The CSS class of a state in the SVG.
pub(super) fn state_class(state: State) -> &'static str {
    match state {
        State::Ok => "ok",
        State::Warn => "warn",
        State::Alert => "alert",
        State::NoData => "nodata",
    }
}
