//! Changes of state: `Alert@21m`, `OK@30m..32m`.

use std::fmt;

use datadog_simulator::state::State;

use super::cursor::Cursor;
use super::{Result, Times, Variables, time};

/// An expected change of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The new state; `None` if the group is dropped.
    pub to: Option<State>,
    /// When.
    pub at: Times,
}

const STATES: [(&str, Option<State>); 6] = [
    ("OK", Some(State::Ok)),
    ("Warn", Some(State::Warn)),
    ("Alert", Some(State::Alert)),
    ("No Data", Some(State::NoData)),
    ("NoData", Some(State::NoData)),
    ("Dropped", None),
];

/// Parses a change.
///
/// # Errors
/// The text is not a change.
pub fn change(text: &str, variables: &Variables) -> Result<Change> {
    let mut cursor = Cursor::new(text.trim_end());
    cursor.skip_space();
    let Some((_, to)) = STATES.iter().find(|(word, _)| cursor.eat(word)) else {
        return Err(cursor.unexpected("a state: OK, Warn, Alert, No Data or Dropped"));
    };
    cursor.expect("@", "'@' and a time")?;
    let at = time::range(&mut cursor, variables)?;
    time::ended(&cursor)?;
    Ok(Change { to: *to, at })
}

/// The name of a state; `Dropped` for none.
pub(crate) fn state_name(state: Option<State>) -> String {
    state.map_or_else(|| "Dropped".to_owned(), |s| s.to_string())
}

/// A duration as in test files: `21m`, `1h30m`.
pub(crate) fn written(seconds: i64) -> String {
    let (minutes, s) = (seconds / 60, seconds % 60);
    match (minutes, s) {
        (m, 0) if m < 120 => format!("{m}m"),
        (m, 0) if m % 60 == 0 => format!("{}h", m / 60),
        (m, 0) => format!("{}h{}m", m / 60, m % 60),
        (0, s) => format!("{s}s"),
        (m, s) => format!("{m}m{s}s"),
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", state_name(self.to), written(self.at.from))?;
        if self.at.to == self.at.from {
            Ok(())
        } else {
            write!(f, "..{}", written(self.at.to))
        }
    }
}
