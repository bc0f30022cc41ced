//! The conditions of a change: a session that is not read-only, and the answer to a question.

use std::io::{IsTerminal, Write};

use cli::{Exit, Failure};
use diagnostics::Diagnostic;

use crate::pup::Pup;
use crate::session::usage;

/// Whether something may be changed at all.
pub(crate) fn writable(pup: &Pup, flag: &str) -> Result<(), Failure> {
    if !pup.read_only {
        return Ok(());
    }
    let error = Diagnostic::error(
        "usage/read-only",
        format!("{flag} changes something, and PUP_READ_ONLY is set"),
    );
    Err(Failure {
        findings: vec![error.help("run it without PUP_READ_ONLY")],
        exit: Exit::Usage,
    })
}

/// The answer to a question that a person at a terminal is asked.
pub(crate) fn ask(question: &str, yes: bool) -> Result<bool, Failure> {
    if yes {
        return Ok(true);
    }
    if !std::io::stdin().is_terminal() {
        let error = Diagnostic::error("usage/question", format!("there is no terminal to ask: {question}"));
        return Err(Failure {
            findings: vec![error.help("give --yes if the answer is yes")],
            exit: Exit::Usage,
        });
    }
    let mut answer = String::new();
    let asked = write!(std::io::stderr(), "{question} [y/N] ").and_then(|()| std::io::stdin().read_line(&mut answer));
    asked.map_err(|cause| usage(format!("cannot ask: {cause}")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
