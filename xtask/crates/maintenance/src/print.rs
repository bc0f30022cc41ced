//! The windows as text.

use std::fmt::Write;

use jiff::Zoned;

use crate::{Muted, Window};

/// Each window: when it is active next, and which monitors it mutes.
#[must_use]
pub fn text(windows: &[&Window]) -> String {
    windows.iter().map(|window| one(window)).collect::<Vec<_>>().join("\n")
}

fn one(window: &Window) -> String {
    let mut out = format!("{}/{}: {}\n", window.env, window.name, window.reason);
    let next: Vec<String> = window.next.iter().map(span).collect();
    for (i, next) in next.iter().enumerate() {
        line(&mut out, if i == 0 { "next" } else { "" }, next);
    }
    line(&mut out, "mutes", &counted(&window.mutes));
    if let Some(because) = &window.mutes_p1_because {
        line(&mut out, "pages", &format!("nobody, because {because}"));
    }
    let width = |of: fn(&Muted) -> &str| window.mutes.iter().map(|muted| of(muted).len()).max().unwrap_or(0);
    let (severity, monitor) = (width(|m| &m.severity), width(|m| &m.monitor));
    for muted in &window.mutes {
        let page = if muted.pages { ", pages" } else { "" };
        let Muted {
            severity: s,
            monitor: m,
            team,
            ..
        } = muted;
        line(&mut out, "", &format!("{s:severity$}  {m:monitor$}  {team}{page}"));
    }
    out
}

fn line(out: &mut String, label: &str, text: &str) {
    writeln!(out, "  {label:<6} {text}").expect("a String takes every write");
}

/// `12 monitors: P1 2, P2 10`
fn counted(mutes: &[Muted]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for muted in mutes {
        match counts.last_mut() {
            Some((severity, count)) if *severity == muted.severity => *count += 1,
            _ => counts.push((&muted.severity, 1)),
        }
    }
    let parts: Vec<String> = counts.iter().map(|(severity, n)| format!("{severity} {n}")).collect();
    match mutes.len() {
        0 => "no monitor".to_owned(),
        1 => format!("1 monitor: {}", parts.join(", ")),
        n => format!("{n} monitors: {}", parts.join(", ")),
    }
}

/// `Sun 2026-12-06 02:00 to 04:00 EST`, with the day of the end where it is another, and the zone of the start where the clocks change in between.
fn span((from, to): &(Zoned, Zoned)) -> String {
    let end = if from.date() == to.date() {
        "%H:%M %Z"
    } else {
        "%a %Y-%m-%d %H:%M %Z"
    };
    let start = if from.offset() == to.offset() {
        "%a %Y-%m-%d %H:%M"
    } else {
        "%a %Y-%m-%d %H:%M %Z"
    };
    format!("{} to {}", from.strftime(start), to.strftime(end))
}
