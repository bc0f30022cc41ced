//! The notations of a test file: samples, statuses, times, states, strings with variables. Each is parsed once and evaluated with the variables
//! of a monitor. Grammar: `docs/reference/monitor-tests.md`.

mod cursor;
mod expression;
mod statuses;
mod text;
mod time;
mod timeline;
mod values;
mod variables;

use std::ops::Range;

pub use expression::whole_number;
pub use statuses::Statuses;
pub use text::interpolate;
pub use time::{Times, time, times};
pub use timeline::{Change, change};
pub(crate) use timeline::{state_name, written};
pub(crate) use values::SAMPLES_MAX;
pub use values::{Sample, Values};
pub use variables::{Variable, Variables};

/// An error in a notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// Lower case, without a full stop.
    pub message: String,
    /// Its byte range in the notation.
    pub span: Range<usize>,
    /// What to do.
    pub help: Option<String>,
}

impl NotationError {
    pub(crate) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            span,
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The result of parsing or evaluating a notation.
pub type Result<T> = std::result::Result<T, NotationError>;
