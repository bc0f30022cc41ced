//! Questions to a person at a terminal.

use std::io::{IsTerminal, Write};

use diagnostics::Diagnostic;

use crate::{Exit, Failure};

/// The answer to a question; with `yes`, nobody is asked.
///
/// # Errors
/// When there is no terminal, or nobody can be asked.
pub fn ask(question: &str, yes: bool) -> Result<bool, Failure> {
    if yes {
        return Ok(true);
    }
    let failed = |error: Diagnostic| Failure {
        findings: vec![error.help("give --yes if the answer is yes")],
        exit: Exit::Usage,
    };
    if !std::io::stdin().is_terminal() {
        let message = format!("there is no terminal to ask: {question}");
        return Err(failed(Diagnostic::error("usage/question", message)));
    }
    let mut answer = String::new();
    let asked = write!(std::io::stderr(), "{question} [y/N] ").and_then(|()| std::io::stdin().read_line(&mut answer));
    asked.map_err(|cause| failed(Diagnostic::error("usage/question", format!("cannot ask: {cause}"))))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
