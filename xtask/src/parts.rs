//! A command of several parts: each runs whatever became of the others, and one table at the end tells how they went.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anstyle::AnsiColor;
use serde_json::json;

use cli::Format;
use cli::report::{self, Exit, coloured};

/// How a part went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    Failed,
    Skipped,
}

impl Outcome {
    const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    fn shown(self) -> String {
        let colour = match self {
            Self::Passed => AnsiColor::Green,
            Self::Failed => AnsiColor::Red,
            Self::Skipped => AnsiColor::Yellow,
        };
        coloured(&format!("{:<7}", self.word()), colour)
    }
}

impl From<bool> for Outcome {
    fn from(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

struct Row {
    part: String,
    outcome: Outcome,
    seconds: f64,
}

/// The parts of a command, as far as they have run.
pub(crate) struct Parts {
    format: Format,
    started: Instant,
    rows: Vec<Row>,
}

impl Parts {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            started: Instant::now(),
            rows: Vec::new(),
        }
    }

    /// Runs one part between a heading and a closing line.
    pub(crate) fn run(&mut self, part: &str, work: impl FnOnce(&Self) -> Outcome) -> Outcome {
        self.say(&format!("{}\n", coloured(&format!("==> {part}"), AnsiColor::Cyan)));
        let started = Instant::now();
        let outcome = work(self);
        let seconds = started.elapsed().as_secs_f64();
        self.say(&format!(
            "<== {part}: {} ({seconds:.1} s)\n\n",
            outcome.shown().trim_end()
        ));
        self.rows.push(Row {
            part: part.to_owned(),
            outcome,
            seconds,
        });
        outcome
    }

    /// Runs a part that is one command.
    pub(crate) fn command(&mut self, part: &str, command: &mut Command) -> Outcome {
        self.run(part, |parts| parts.passes(command))
    }

    /// Whether `command` succeeds. What it prints passes through.
    pub(crate) fn passes(&self, command: &mut Command) -> Outcome {
        if self.format.is_for_machines() {
            // Standard output belongs to the one object that is printed at the end.
            command.stdout(std::io::stderr());
        }
        match command.status() {
            Ok(status) => status.success().into(),
            Err(error) => {
                self.say(&format!(
                    "'{}' cannot be run: {error}\n",
                    command.get_program().display()
                ));
                Outcome::Failed
            }
        }
    }

    /// Text for people: on standard output, or beside it when that belongs to JSON.
    pub(crate) fn say(&self, text: &str) {
        if self.format.is_for_machines() {
            report::eprint_all(text);
        } else {
            report::print_all(text);
        }
    }

    /// Prints the table and answers the exit code.
    pub(crate) fn finish(self) -> ExitCode {
        let failed = self.rows.iter().any(|row| row.outcome == Outcome::Failed);
        if self.format.is_for_machines() {
            let parts: Vec<_> = self
                .rows
                .iter()
                .map(|r| json!({ "part": r.part, "result": r.outcome.word(), "seconds": r.seconds }))
                .collect();
            report::print_all(&format!("{}\n", json!({ "passed": !failed, "parts": parts })));
        } else {
            report::print_all(&self.table());
        }
        if failed {
            Exit::Findings.into()
        } else {
            Exit::Clean.into()
        }
    }

    fn table(&self) -> String {
        let width = self
            .rows
            .iter()
            .map(|row| row.part.chars().count())
            .max()
            .unwrap_or_default();
        let mut out = format!("{:<width$}  result   seconds\n", "part");
        for Row { part, outcome, seconds } in &self.rows {
            out += &format!("{part:<width$}  {}  {seconds:>7.1}\n", outcome.shown());
        }
        let all = Outcome::from(self.rows.iter().all(|row| row.outcome != Outcome::Failed));
        out + &format!(
            "{:<width$}  {}  {:>7.1}\n",
            "all",
            all.shown(),
            self.started.elapsed().as_secs_f64()
        )
    }
}
