//! A command of several steps. Every step runs, even if another one failed; a table at the end shows the results.

use std::process::Command;
use std::time::Instant;

use anstyle::AnsiColor;
use serde_json::json;

use cli::report::{self, coloured};
use cli::{Exit, OutputFormat};

/// The result of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepResult {
    Passed,
    Failed,
    Skipped,
}

impl StepResult {
    const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// The word in its colour, padded to the width of the column.
    fn cell(self) -> String {
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

struct Row {
    step: String,
    result: StepResult,
    seconds: f64,
}

/// The steps that ran so far.
pub(crate) struct Steps {
    format: OutputFormat,
    started: Instant,
    rows: Vec<Row>,
}

impl Steps {
    pub(crate) fn new(format: OutputFormat) -> Self {
        Self {
            format,
            started: Instant::now(),
            rows: Vec::new(),
        }
    }

    /// Runs one step, between a heading and a closing line.
    pub(crate) fn run(&mut self, step: &str, work: impl FnOnce(&Self) -> StepResult) -> StepResult {
        self.print(&format!("{}\n", coloured(&format!("==> {step}"), AnsiColor::Cyan)));
        let started = Instant::now();
        let result = work(self);
        let seconds = started.elapsed().as_secs_f64();
        self.print(&format!(
            "<== {step}: {} ({seconds:.1} s)\n\n",
            result.cell().trim_end()
        ));
        self.rows.push(Row {
            step: step.to_owned(),
            result,
            seconds,
        });
        result
    }

    /// Runs a step that is one command.
    pub(crate) fn run_command(&mut self, step: &str, command: &mut Command) -> StepResult {
        self.run(step, |steps| steps.passes(command))
    }

    /// Runs `command`, and returns whether it succeeds. Its output passes through.
    pub(crate) fn passes(&self, command: &mut Command) -> StepResult {
        if self.format.is_machine_readable() {
            // Standard output is for the JSON object at the end.
            command.stdout(std::io::stderr());
        }
        match command.status() {
            Ok(status) => status.success().into(),
            Err(error) => {
                self.print(&format!(
                    "'{}' cannot be run: {error}\n",
                    command.get_program().display()
                ));
                StepResult::Failed
            }
        }
    }

    /// Prints text for people: on standard output, or on standard error if standard output is for JSON.
    pub(crate) fn print(&self, text: &str) {
        if self.format.is_machine_readable() {
            report::eprint_all(text);
        } else {
            report::print_all(text);
        }
    }

    /// Prints the table, and returns the exit code.
    pub(crate) fn finish(self) -> Exit {
        let failed = self.rows.iter().any(|row| row.result == StepResult::Failed);
        if self.format.is_machine_readable() {
            let steps: Vec<_> = self
                .rows
                .iter()
                .map(|r| json!({ "step": r.step, "result": r.result.word(), "seconds": r.seconds }))
                .collect();
            report::print_all(&format!("{}\n", json!({ "passed": !failed, "steps": steps })));
        } else {
            report::print_all(&self.table());
        }
        if failed { Exit::Findings } else { Exit::Clean }
    }

    fn table(&self) -> String {
        let width = self
            .rows
            .iter()
            .map(|row| row.step.chars().count())
            .max()
            .unwrap_or_default();
        let mut out = format!("{:<width$}  result   seconds\n", "step");
        for Row { step, result, seconds } in &self.rows {
            out += &format!("{step:<width$}  {}  {seconds:>7.1}\n", result.cell());
        }
        let all = StepResult::from(self.rows.iter().all(|row| row.result != StepResult::Failed));
        out + &format!(
            "{:<width$}  {}  {:>7.1}\n",
            "all",
            all.cell(),
            self.started.elapsed().as_secs_f64()
        )
    }
}
