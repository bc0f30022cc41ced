//! What was muted by hand, for people.

use cli::report::count;

use super::{Means, Muted, Severity};
use crate::table::Table;

/// What to do with it.
const HELP: &str =
    "end it in Datadog (Monitors > Manage Downtimes), or declare it: docs/how-to/compare-with-datadog.md";

/// For a terminal. Empty if there is none.
pub(crate) fn text(muted: &[Muted]) -> String {
    if muted.is_empty() {
        return String::new();
    }
    let entries: String = muted.iter().map(entry).collect();
    format!("\n{}\n\n{entries}help: {HELP}\n", title(muted))
}

/// For an issue. Without the messages: they are free text, and an issue must hold no patient data. Empty if there is none.
pub(crate) fn markdown(muted: &[Muted]) -> String {
    if muted.is_empty() {
        return String::new();
    }
    let table = Table {
        header: vec!["", "what", "made by", "mutes", "from", "until", "why"],
        rows: muted.iter().map(row).collect(),
    };
    format!(
        "\n**{}**\n\n{}\nThe message of a downtime is in Datadog only. {HELP}\n",
        title(muted),
        table.markdown()
    )
}

fn title(muted: &[Muted]) -> String {
    let number = |means: Means| muted.iter().filter(|one| one.means == means).count();
    let downtimes = number(Means::Downtime);
    let options = number(Means::Option);
    let mut parts = Vec::new();
    if downtimes > 0 {
        parts.push(count(downtimes, "downtime"));
    }
    if options > 0 {
        parts.push(format!("{} by the option 'silenced'", count(options, "mute")));
    }
    let errors = muted.iter().filter(|one| one.severity == Severity::Error).count();
    format!("muted by hand: {} ({})", parts.join(", "), count(errors, "error"))
}

fn entry(muted: &Muted) -> String {
    let severity = severity(muted);
    let mutes = muted
        .mutes
        .map_or_else(String::new, |number| format!(" mutes {}", monitors(number)));
    let why = muted.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
    let mut lines = vec![format!("{severity}: {}{mutes}{why}", what(muted))];
    lines.push(format!("  made by: {}", creator(muted)));
    lines.push(format!("  mutes:   {}", target(muted)));
    lines.push(format!("  time:    {}", time(muted)));
    if let Some(message) = &muted.message {
        lines.push(format!("  message: {}", one_line(message)));
    }
    lines.join("\n") + "\n\n"
}

fn row(muted: &Muted) -> Vec<String> {
    let number = muted
        .mutes
        .map_or_else(String::new, |number| format!("{}: ", monitors(number)));
    let recurs = muted.recurs.iter().map(|rule| format!(" ({rule})")).collect::<String>();
    let cells = [
        severity(muted).to_owned(),
        what(muted),
        creator(muted),
        format!("{number}{}", target(muted)),
        muted.start.clone().unwrap_or_else(|| "unknown".to_owned()),
        format!("{}{recurs}", muted.end.as_deref().unwrap_or("no end")),
        muted.why.clone().unwrap_or_default(),
    ];
    cells.iter().map(|cell| one_line(cell)).collect()
}

const fn severity(muted: &Muted) -> &'static str {
    match muted.severity {
        Severity::Error => "error",
        Severity::Note => "note",
    }
}

fn what(muted: &Muted) -> String {
    match muted.means {
        Means::Downtime => format!("downtime {}", muted.id),
        Means::Option => format!("the option 'silenced' of monitor {}", muted.id),
    }
}

fn monitors(number: usize) -> String {
    format!("{} of this repository", count(number, "monitor"))
}

fn creator(muted: &Muted) -> String {
    let unknown = match muted.means {
        Means::Downtime => "unknown: Datadog states no user",
        Means::Option => "see the monitor's history in Datadog",
    };
    muted.creator.as_deref().map_or_else(|| unknown.to_owned(), one_line)
}

fn target(muted: &Muted) -> String {
    let monitors = muted.monitor.clone().unwrap_or_else(|| {
        let tags = muted.monitor_tags.join(", ");
        if tags == "*" {
            "every monitor".to_owned()
        } else {
            format!("monitors tagged {tags}")
        }
    });
    let groups = if muted.scope == "*" {
        "every group".to_owned()
    } else {
        format!("groups of '{}'", muted.scope)
    };
    one_line(&format!("{monitors}, {groups}"))
}

fn time(muted: &Muted) -> String {
    let from = muted.start.as_deref().unwrap_or("an unknown time");
    let until = muted
        .end
        .as_ref()
        .map_or_else(|| "without an end".to_owned(), |end| format!("until {end}"));
    let recurs = muted
        .recurs
        .iter()
        .map(|rule| format!(", again by {rule}"))
        .collect::<String>();
    one_line(&format!("from {from} {until}{recurs}"))
}

/// A text from Datadog, which must not look like other lines of the report.
fn one_line(text: &str) -> String {
    let words = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
