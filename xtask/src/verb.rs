//! Another verb of this tool as a step.

use std::path::Path;
use std::process::Command;

use crate::console::Console;
use crate::step_result::StepResult;

/// Runs another verb in a process of its own, so that a crash fails only its step. `words` are its name and arguments, separated by spaces.
pub(crate) fn passes(console: &Console, root: &Path, words: &str) -> StepResult {
    match std::env::current_exe() {
        Ok(exe) => console.passes(Command::new(exe).args(words.split(' ')).arg("--root").arg(root)),
        Err(error) => {
            console.print(&format!("cannot find this binary: {error}\n"));
            StepResult::Failed
        }
    }
}
