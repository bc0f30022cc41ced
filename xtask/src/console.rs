//! Where the output of a step goes: straight through, or into a buffer if several steps run at once.

use std::io::{self, IsTerminal, PipeReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;

use cli::OutputFormat;
use cli::interruption;
use cli::report;
use diagnostics::Diagnostic;

use crate::step_result::StepResult;

/// The output of one or more steps.
pub(crate) struct Console {
    format: OutputFormat,
    /// The output so far, if it is printed later.
    buffer: Option<Mutex<String>>,
}

impl Console {
    /// Prints at once. The output of commands passes through.
    pub(crate) const fn direct(format: OutputFormat) -> Self {
        Self { format, buffer: None }
    }

    /// Collects the output, also that of commands.
    pub(crate) const fn buffered(format: OutputFormat) -> Self {
        Self {
            format,
            buffer: Some(Mutex::new(String::new())),
        }
    }

    /// What was collected.
    pub(crate) fn into_text(self) -> String {
        self.buffer
            .map(|buffer| buffer.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
            .unwrap_or_default()
    }

    /// Prints text for people: on standard output, or on standard error if standard output is for JSON.
    pub(crate) fn print(&self, text: &str) {
        interruption::give_way();
        match &self.buffer {
            Some(buffer) => *buffer.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += text,
            None if self.format.is_machine_readable() => report::eprint_all(text),
            None => report::print_all(text),
        }
    }

    /// Prints findings as text.
    pub(crate) fn print_findings(&self, findings: &[Diagnostic]) {
        // Colours that the output does not want are removed when it is printed.
        self.print(&diagnostics::text(findings, true));
    }

    /// Runs `command`, and returns whether it succeeds.
    pub(crate) fn passes(&self, command: &mut Command) -> StepResult {
        let status = match &self.buffer {
            Some(_) => self.collect(command),
            None => {
                if self.format.is_machine_readable() {
                    // Standard output is for the JSON object at the end.
                    command.stdout(io::stderr());
                }
                command.status()
            }
        };
        match status {
            Ok(status) => status.success().into(),
            Err(error) => {
                let program = command.get_program().display();
                self.print(&format!("'{program}' cannot be run: {error}\n"));
                StepResult::Failed
            }
        }
    }

    /// Runs `command` with both of its outputs in the buffer, in the order in which they were written.
    fn collect(&self, command: &mut Command) -> io::Result<ExitStatus> {
        let coloured = if self.format.is_machine_readable() {
            io::stderr().is_terminal()
        } else {
            io::stdout().is_terminal()
        };
        if coloured {
            // The command sees a pipe, and would print without colours.
            command.env("CLICOLOR_FORCE", "1").env("CARGO_TERM_COLOR", "always");
        }
        let (reader, writer) = io::pipe()?;
        command.stdout(writer.try_clone()?).stderr(writer);
        let child = command.spawn();
        // The command holds the writing end of the pipe, which must be closed for reading to end.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = child?;
        let read = self.read(reader);
        let status = child.wait()?;
        read.map(|()| status)
    }

    fn read(&self, mut reader: PipeReader) -> io::Result<()> {
        let mut output = Vec::new();
        reader.read_to_end(&mut output)?;
        self.print(&String::from_utf8_lossy(&output));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> (StepResult, String) {
        let console = Console::buffered(OutputFormat::Text);
        let result = console.passes(Command::new("sh").args(["-c", script]));
        (result, console.into_text())
    }

    #[test]
    fn output_and_errors_are_collected_in_order() {
        assert_eq!(
            shell("echo a; echo b >&2; echo c; exit 3"),
            (StepResult::Failed, "a\nb\nc\n".to_owned())
        );
        assert_eq!(shell("true"), (StepResult::Passed, String::new()));
    }

    #[test]
    fn more_output_than_a_pipe_holds_is_collected() {
        let (result, text) = shell("head -c 300000 /dev/zero | tr '\\0' x");
        assert_eq!((result, text.len()), (StepResult::Passed, 300_000));
    }

    #[test]
    fn a_command_that_is_missing_fails_the_step() {
        let console = Console::buffered(OutputFormat::Text);
        let result = console.passes(&mut Command::new("no-such-program"));
        assert_eq!(result, StepResult::Failed);
        assert!(console.into_text().starts_with("'no-such-program' cannot be run: "));
    }
}
