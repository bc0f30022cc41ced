//! The statuses of a service check: `OKx5 CRITICALx10 _x3`.

use datadog_simulator::world::CheckStatus;

use super::cursor::Cursor;
use super::expression::{self, Expression};
use super::{Result, Variables};

/// The parsed statuses of a check.
#[derive(Clone, Debug, PartialEq)]
pub struct Statuses {
    items: Vec<(Option<CheckStatus>, Option<Expression>)>,
}

/// The maximum number of runs of a check.
const RUNS_MAX: usize = 1_000_000;

const STATUSES: [(&str, Option<CheckStatus>); 5] = [
    ("OK", Some(CheckStatus::Ok)),
    ("WARNING", Some(CheckStatus::Warning)),
    ("CRITICAL", Some(CheckStatus::Critical)),
    ("UNKNOWN", Some(CheckStatus::Unknown)),
    ("_", None),
];

impl Statuses {
    /// Parses the notation.
    ///
    /// # Errors
    /// The text is not a list of statuses.
    pub fn parse(text: &str) -> Result<Self> {
        let mut cursor = Cursor::new(text);
        let mut items = Vec::new();
        cursor.skip_space();
        while !cursor.is_done() || items.is_empty() {
            let Some((_, status)) = STATUSES.iter().find(|(word, _)| cursor.eat(word)) else {
                return Err(cursor.unexpected("OK, WARNING, CRITICAL, UNKNOWN or _"));
            };
            let count = cursor.eat("x").then(|| expression::operand(&mut cursor)).transpose()?;
            items.push((*status, count));
            if !cursor.is_done() && !cursor.peek().is_some_and(char::is_whitespace) {
                return Err(cursor.unexpected("xN or a space"));
            }
            cursor.skip_space();
        }
        Ok(Self { items })
    }

    /// The status of each run; `None` if the check does not run.
    ///
    /// # Errors
    /// A variable is unknown, or a number of runs is invalid.
    pub fn runs(&self, variables: &Variables) -> Result<Vec<Option<CheckStatus>>> {
        let mut out = Vec::new();
        for (status, count) in &self.items {
            let n = count
                .as_ref()
                .map_or(Ok(1), |c| c.count(variables, RUNS_MAX - out.len()))?;
            out.extend(std::iter::repeat_n(*status, n));
        }
        Ok(out)
    }
}
