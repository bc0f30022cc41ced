//! Output formats of estimates.

mod json;
mod svg;
mod text;

pub use json::json;
pub use svg::svg;
pub use text::text;

use crate::estimate::{Incident, Sent, Urgency};

/// How an urgency is called.
pub(crate) const fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Page => "page",
        Urgency::Low => "low urgency",
        Urgency::Post => "channel only",
    }
}

/// Alike notifications of an incident in one row: those of one monitor to one team.
pub(crate) struct Row<'e> {
    pub(crate) first: &'e Sent,
    /// How many groups of the monitor.
    pub(crate) groups: usize,
    /// How many of its notifications do not repeat an earlier one.
    pub(crate) new: usize,
    /// How many do.
    pub(crate) repeated: usize,
    /// `alert`, or several states.
    pub(crate) states: String,
}

/// The rows of an incident, the most urgent first.
pub(crate) fn rows<'e>(incident: &Incident<'e>) -> Vec<Row<'e>> {
    let mut rows: Vec<(&Sent, Vec<&Sent>)> = Vec::new();
    for sent in incident.sent.iter().copied() {
        let same = |(first, _): &&mut (&Sent, Vec<&Sent>)| {
            (&first.monitor, &first.team, first.urgency) == (&sent.monitor, &sent.team, sent.urgency)
        };
        match rows.iter_mut().find(same) {
            Some((_, all)) => all.push(sent),
            None => rows.push((sent, vec![sent])),
        }
    }
    rows.sort_by_key(|(first, _)| (first.urgency, first.at));
    rows.into_iter()
        .map(|(first, all)| {
            let distinct = |of: fn(&Sent) -> &str| {
                let mut values: Vec<&str> = Vec::new();
                for value in all.iter().map(|sent| of(sent)) {
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                values
            };
            Row {
                first,
                groups: distinct(|sent| &sent.group).len(),
                new: all.iter().filter(|sent| !sent.repeated).count(),
                repeated: all.iter().filter(|sent| sent.repeated).count(),
                states: distinct(|sent| sent.trouble.as_str()).join(", "),
            }
        })
        .collect()
}

/// `3`, or `3 + 5` with five repetitions.
#[must_use]
pub fn with_repeats(new: usize, repeated: usize) -> String {
    if repeated == 0 {
        new.to_string()
    } else {
        format!("{new} + {repeated}")
    }
}
