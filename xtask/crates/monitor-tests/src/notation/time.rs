//! Times: seconds after the start of a test.

use super::cursor::Cursor;
use super::expression;
use super::{NotationError, Result, Variables, written};

/// A range of times, both ends included; a single time has two equal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Seconds after the start.
    pub from: i64,
    /// Seconds after the start.
    pub to: i64,
}

impl Times {
    /// Whether `t` is in the range.
    #[must_use]
    pub fn contains(&self, t: i64) -> bool {
        (self.from..=self.to).contains(&t)
    }
}

const UNITS: [(char, i64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

/// The latest time after the start: ten years.
const SECONDS_MAX: f64 = 3.2e8;

/// `21m`, `1h30m`, `($window + 5)m`, `0` in seconds.
///
/// # Errors
/// The text is not a time.
pub fn time(text: &str, variables: &Variables) -> Result<i64> {
    let mut cursor = Cursor::new(text.trim_end());
    cursor.skip_space();
    let found = one(&mut cursor, variables)?;
    ended(&cursor)?;
    Ok(found)
}

/// A time, or a range of two times with `..` between them.
///
/// # Errors
/// The text is neither, or the range ends before it starts.
pub fn times(text: &str, variables: &Variables) -> Result<Times> {
    let mut cursor = Cursor::new(text.trim_end());
    cursor.skip_space();
    let found = range(&mut cursor, variables)?;
    ended(&cursor)?;
    Ok(found)
}

pub(super) fn ended(cursor: &Cursor<'_>) -> Result<()> {
    if cursor.is_done() {
        Ok(())
    } else {
        Err(cursor.unexpected("the end of the time"))
    }
}

pub(super) fn range(cursor: &mut Cursor<'_>, variables: &Variables) -> Result<Times> {
    let at = cursor.at();
    let from = one(cursor, variables)?;
    if !cursor.eat("..") {
        return Ok(Times { from, to: from });
    }
    let to = one(cursor, variables)?;
    if to < from {
        return Err(NotationError::new(
            at..cursor.at(),
            format!(
                "the range ends at {}, before its start at {}",
                written(to),
                written(from)
            ),
        ));
    }
    Ok(Times { from, to })
}

fn one(cursor: &mut Cursor<'_>, variables: &Variables) -> Result<i64> {
    let at = cursor.at();
    let mut seconds = 0.0;
    loop {
        let amount = expression::operand(cursor)?.number(variables)?;
        let unit = UNITS.iter().find(|(unit, _)| cursor.peek() == Some(*unit));
        match unit {
            Some((unit, unit_s)) => {
                cursor.eat(unit.encode_utf8(&mut [0; 4]));
                seconds += amount * *unit_s as f64;
            }
            None if amount == 0.0 && cursor.at() == at + 1 => {}
            None => {
                return Err(cursor
                    .unexpected("a unit: s, m, h or d")
                    .help("write 21m, 1h30m or ($window + 5)m"));
            }
        }
        if !cursor
            .peek()
            .is_some_and(|c| c.is_ascii_digit() || c == '(' || c == '$')
        {
            break;
        }
    }
    let span = at..cursor.at();
    if !(0.0..=SECONDS_MAX).contains(&seconds) {
        return Err(NotationError::new(
            span,
            "a time must be between the start of the test and ten years after it",
        ));
    }
    if seconds.fract() != 0.0 {
        return Err(NotationError::new(span, "not a whole number of seconds"));
    }
    Ok(seconds as i64)
}
