//! What each processor did with a log.

use std::borrow::Cow;

use serde_json::Value;

use crate::Log;

/// What a processor did.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It changed the log, or would have changed a log without the same values.
    Applied(Effect),
    /// It did nothing.
    Skipped(Skip),
}

/// What a processor chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It has no choice.
    Done,
    /// The match rule of this index.
    Rule(usize),
    /// The category of this index.
    Category(usize),
    /// The line of the table of this index.
    Row(usize),
    /// The default of a table.
    Default,
}

/// Why a processor did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It is not enabled.
    Disabled,
    /// The filter of the pipeline does not match.
    Filter,
    /// No source exists.
    NoSource,
    /// The target exists and is not replaced.
    TargetExists,
    /// A remapper has defined the attribute before.
    AlreadyDefined,
    /// No rule matched the text.
    NoRule,
    /// The rule of this index needed too many steps.
    GaveUp(usize),
    /// No category matched.
    NoCategory,
    /// The key is not in the table.
    NoRow,
    /// The value is of the wrong kind.
    WrongValue(&'static str),
    /// It needs something that is not public.
    NotAvailable(&'static str),
}

/// Sees each processor and what it did.
pub trait Observer {
    /// Called before the processor `node` sees the log.
    fn before(&mut self, node: usize, log: &Log);
    /// Called after it.
    fn after(&mut self, node: usize, log: &Log, outcome: &Outcome);
    /// The value that a database would return: the details of a user agent, the place of an address. `None` if there is no database.
    fn look_up(&mut self, database: &'static str, target: &str, key: &str) -> Option<Value>;
}

/// Sees nothing.
pub struct Silent;

impl Observer for Silent {
    fn before(&mut self, _: usize, _: &Log) {}

    fn after(&mut self, _: usize, _: &Log, _: &Outcome) {}

    fn look_up(&mut self, _: &'static str, _: &str, _: &str) -> Option<Value> {
        None
    }
}

impl Skip {
    /// Why, in words.
    #[must_use]
    pub fn reason(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Disabled => "it is not enabled",
            Self::Filter => "its filter does not match",
            Self::NoSource => "no source attribute exists",
            Self::TargetExists => "the target exists, and overrideOnConflict is false",
            Self::AlreadyDefined => "an earlier remapper has defined it",
            Self::NoRule => "no rule matches",
            Self::GaveUp(rule) => return Cow::Owned(format!("match rule {} needs too many steps", rule + 1)),
            Self::NoCategory => "no category matches",
            Self::NoRow => "the value is not in the table",
            Self::WrongValue(what) => return Cow::Owned(format!("the value is {what}")),
            Self::NotAvailable(what) => return Cow::Owned(format!("{what} is not available offline")),
        })
    }
}
