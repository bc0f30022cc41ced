//! Maintenance windows that are over: a warning, so that no merge fails because a day has passed. Their form is `cargo xtask maintenance`'s to check.

use diagnostics::{Diagnostic, Severity, find_word};
use model::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Files;

/// A value of any form.
#[derive(Deserialize)]
#[serde(untagged)]
enum Node {
    Map(std::collections::BTreeMap<String, Self>),
    List(Vec<Self>),
    Text(String),
    Other(IgnoredAny),
}

pub(crate) fn check(files: &Files, today: Date, findings: &mut Vec<Diagnostic>) {
    for (path, text) in files {
        if !(path.starts_with("terraform/environments/") && path.contains("/maintenance/") && path.ends_with(".yaml")) {
            continue;
        }
        let Some(window) = super::read::<Node>(files, path, findings) else {
            continue;
        };
        let mut ends = Vec::new();
        window.ends("", &mut ends);
        // A window with several ends, one for each occurrence, is over after the last one.
        let Some((date, written)) = ends.into_iter().max() else {
            continue;
        };
        if date >= today {
            continue;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let message = format!("the maintenance window '{name}' ended on {date}");
        let at = find_word(text, &(0..text.len()), &written).unwrap_or(0..0);
        findings.push(
            Diagnostic::new(Severity::Warning, "terraform/window", message)
                .at(path, text.clone(), at)
                .help("remove the file, or give it a new time"),
        );
    }
}

impl Node {
    /// The days in fields that say when a window or its repetition ends.
    fn ends(&self, field: &str, found: &mut Vec<(Date, String)>) {
        match self {
            Self::Map(fields) => fields.iter().for_each(|(name, value)| value.ends(name, found)),
            Self::List(values) => values.iter().for_each(|value| value.ends(field, found)),
            Self::Text(text) if matches!(field, "end" | "ends" | "until") => {
                let date = text.get(..10).and_then(|day| day.parse().ok());
                found.extend(date.map(|date| (date, text.clone())));
            }
            Self::Text(_) | Self::Other(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    fn check(window: &str, parts: &[&str]) {
        expect(
            &[("terraform/environments/prod/maintenance/upgrade.yaml", window)],
            parts,
        );
    }

    #[test]
    fn a_window_is_over_after_its_last_end() {
        check(
            "start: 2026-11-01T22:00\nend: 2026-11-02T02:00\n",
            &["terraform/window", "'upgrade.yaml' ended on 2026-11-02"],
        );
        check("schedule:\n  until: '2026-11-28'\n", &["terraform/window '2026-11-28'"]);
        check("start: 2026-11-01T22:00\nend: 2026-11-29T02:00\n", &[]);
        check("schedule:\n  every: week\n", &[]);
        check("windows:\n  - end: 2026-01-01\n  - end: 2027-01-01\n", &[]);
    }
}
