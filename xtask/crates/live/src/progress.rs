//! What a verb is waiting for, on a terminal, once it takes longer than a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A command that takes longer says what it does.
const QUIET_FOR: Duration = Duration::from_secs(1);

/// A line on standard error; hidden unless that is a terminal.
#[derive(Debug)]
pub(crate) struct Progress {
    started: Instant,
    bar: ProgressBar,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let style = ProgressStyle::with_template("{msg} ({elapsed})").expect("a constant template");
        Self {
            started: Instant::now(),
            bar: ProgressBar::new_spinner().with_style(style),
        }
    }

    /// Shows what is being done.
    pub(crate) fn show(&self, message: impl FnOnce() -> String) {
        if self.started.elapsed() >= QUIET_FOR && !self.bar.is_hidden() {
            self.bar.set_message(message());
        }
    }

    /// How long it took.
    pub(crate) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
