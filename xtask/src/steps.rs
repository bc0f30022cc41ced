//! A command of several steps. Every step runs, even if another one failed; a table at the end shows the results.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Instant;

use anstyle::AnsiColor;
use serde_json::json;

use cli::interruption;
use cli::report::{self, coloured};
use cli::{Exit, OutputFormat};

use crate::batch;
use crate::console::Console;
use crate::step_result::StepResult;

/// A line of the table.
pub(crate) struct Row {
    step: String,
    result: StepResult,
    seconds: f64,
}

impl Row {
    pub(crate) fn new(step: &str, result: StepResult, seconds: f64) -> Self {
        let step = step.to_owned();
        Self { step, result, seconds }
    }

    #[cfg(test)]
    pub(crate) const fn result(&self) -> StepResult {
        self.result
    }

    fn closing_line(&self) -> String {
        let Self { step, result, seconds } = self;
        format!("<== {step}: {} ({seconds:.1} s)\n\n", result.cell().trim_end())
    }
}

fn heading(step: &str) -> String {
    format!("{}\n", coloured(&format!("==> {step}"), AnsiColor::Cyan))
}

/// A step that can run next to others.
pub(crate) struct Step<'w> {
    name: &'w str,
    work: Work<'w>,
}

enum Work<'w> {
    One(Box<dyn FnOnce(&Console) -> StepResult + Send + 'w>),
    /// Several rows of the table.
    Batch {
        root: &'w Path,
        checks: &'w Path,
        verbs: Vec<&'w str>,
    },
}

impl<'w> Step<'w> {
    /// A step with its work.
    pub(crate) fn new(name: &'w str, work: impl FnOnce(&Console) -> StepResult + Send + 'w) -> Self {
        let work = Work::One(Box::new(work));
        Self { name, work }
    }

    /// Several verbs of `checks` in one process: each is a row of the table.
    pub(crate) fn batch(name: &'w str, root: &'w Path, checks: &'w Path, verbs: Vec<&'w str>) -> Self {
        let work = Work::Batch { root, checks, verbs };
        Self { name, work }
    }

    /// A step that is one command.
    pub(crate) fn command(name: &'w str, mut command: Command) -> Self {
        Self::new(name, move |console| console.passes(&mut command))
    }

    /// Runs it, and returns its rows. What it prints is printed when a row is complete.
    fn run(self, format: OutputFormat, console: &Console) -> Vec<Row> {
        console.print(&heading(self.name));
        match self.work {
            Work::One(work) => {
                let buffered = Console::buffered(format);
                let row = timed(self.name, || work(&buffered));
                console.print(&(buffered.into_text() + &row.closing_line()));
                vec![row]
            }
            Work::Batch { root, checks, verbs } => {
                let mut rows = Vec::new();
                batch::run(root, checks, &verbs, |row, output| {
                    console.print(&(output.to_owned() + &row.closing_line()));
                    rows.push(row);
                });
                rows
            }
        }
    }
}

fn timed(name: &str, work: impl FnOnce() -> StepResult) -> Row {
    let started = Instant::now();
    let result = work();
    Row::new(name, result, started.elapsed().as_secs_f64())
}

/// The steps that ran so far.
pub(crate) struct Steps {
    format: OutputFormat,
    console: Console,
    started: Instant,
    rows: Vec<Row>,
    repairs: Vec<(&'static str, &'static str)>,
}

impl Steps {
    pub(crate) fn new(format: OutputFormat) -> Self {
        Self {
            format,
            console: Console::direct(format),
            started: Instant::now(),
            rows: Vec::new(),
            repairs: Vec::new(),
        }
    }

    /// The same, with the command that brings up to date what a failed step found, by the step's name and in the order in which to run them.
    pub(crate) fn with_repairs(mut self, repairs: &[(&'static str, &'static str)]) -> Self {
        self.repairs = repairs.to_vec();
        self
    }

    /// Runs one step, between a heading and a closing line. Its output passes through.
    pub(crate) fn run(&mut self, name: &str, work: impl FnOnce(&Console) -> StepResult) -> StepResult {
        self.console.print(&heading(name));
        let row = timed(name, || work(&self.console));
        self.console.print(&row.closing_line());
        let result = row.result;
        self.rows.push(row);
        result
    }

    /// Runs a step that is one command.
    pub(crate) fn run_command(&mut self, name: &str, command: &mut Command) -> StepResult {
        self.run(name, |console| console.passes(command))
    }

    /// Runs the lanes at the same time, and the steps of a lane one after the other. A step's output is printed as a whole when it ends.
    pub(crate) fn run_lanes(&mut self, lanes: Vec<Vec<Step<'_>>>) {
        let console = &self.console;
        let format = self.format;
        let run =
            |lane: Vec<Step<'_>>| -> Vec<Row> { lane.into_iter().flat_map(|step| step.run(format, console)).collect() };
        let rows = thread::scope(|scope| {
            let running: Vec<_> = lanes.into_iter().map(|lane| scope.spawn(|| run(lane))).collect();
            let rows = running.into_iter().map(|lane| match lane.join() {
                Ok(rows) => rows,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            rows.flatten().collect::<Vec<_>>()
        });
        self.rows.extend(rows);
    }

    /// Prints text between steps.
    pub(crate) fn print(&self, text: &str) {
        self.console.print(text);
    }

    /// Prints the table, and returns the exit code.
    pub(crate) fn finish(self) -> Exit {
        interruption::give_way();
        let failed = self.rows.iter().any(|row| row.result == StepResult::Failed);
        if self.format.is_machine_readable() {
            let steps: Vec<_> = self
                .rows
                .iter()
                .map(|r| json!({ "step": r.step, "result": r.result.word(), "seconds": r.seconds }))
                .collect();
            report::print_json(json!({ "passed": !failed, "steps": steps, "next": self.next() }));
        } else {
            report::print_all(&self.table());
            report::print_all(&self.advice());
        }
        if failed { Exit::Findings } else { Exit::Clean }
    }

    /// The commands that bring up to date what is not, in the order to run them.
    fn next(&self) -> Vec<&'static str> {
        let failed = |step: &str| {
            let mut rows = self.rows.iter();
            rows.any(|row| row.step == step && row.result == StepResult::Failed)
        };
        let repairs = self.repairs.iter().filter(|(step, _)| failed(step));
        repairs.map(|(_, command)| *command).collect()
    }

    fn advice(&self) -> String {
        let next = self.next();
        if next.is_empty() {
            return String::new();
        }
        format!(
            "help: files are out of date: {}, then commit what changed\n",
            next.join(" && ")
        )
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn one_line_names_all_commands_in_their_order() {
        let repairs = [
            ("render --check", "cargo xtask render"),
            ("docs --check", "cargo xtask docs"),
        ];
        let mut steps = Steps::new(OutputFormat::Text).with_repairs(&repairs);
        assert_eq!(steps.advice(), "");
        for step in ["docs --check", "clippy", "render --check"] {
            steps.rows.push(Row::new(step, StepResult::Failed, 0.0));
        }
        assert_eq!(
            steps.advice(),
            "help: files are out of date: cargo xtask render && cargo xtask docs, then commit what changed\n"
        );
    }

    #[test]
    fn lanes_run_at_the_same_time_and_a_failed_step_stops_nothing() {
        let (sender, receiver) = mpsc::channel();
        let mut steps = Steps::new(OutputFormat::Text);
        // The output of a test run must not hold lines of steps that are none.
        steps.console = Console::buffered(OutputFormat::Text);
        steps.run_lanes(vec![
            vec![
                // Ends only if the other lane runs, too.
                Step::new("a", move |_| receiver.recv().is_ok().into()),
                Step::new("b", |_| StepResult::Failed),
                Step::new("c", |_| StepResult::Skipped),
            ],
            vec![Step::new("d", move |_| sender.send(()).is_ok().into())],
        ]);
        let rows: Vec<_> = steps.rows.iter().map(|row| (row.step.as_str(), row.result)).collect();
        let expected = [
            ("a", StepResult::Passed),
            ("b", StepResult::Failed),
            ("c", StepResult::Skipped),
            ("d", StepResult::Passed),
        ];
        assert_eq!(rows, expected);
    }
}
