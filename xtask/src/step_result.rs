//! How a step of a command ended.

use anstyle::AnsiColor;
use cli::report::coloured;

/// The result of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepResult {
    Passed,
    Failed,
    Skipped,
}

impl StepResult {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// The word in its colour, padded to the width of the column.
    pub(crate) fn cell(self) -> String {
        let colour = match self {
            Self::Passed => AnsiColor::Green,
            Self::Failed => AnsiColor::Red,
            Self::Skipped => AnsiColor::Yellow,
        };
        coloured(&format!("{:<7}", self.word()), colour)
    }
}

impl From<bool> for StepResult {
    fn from(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

/// On CI a skipped step must not look like success.
pub(crate) fn on_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}
