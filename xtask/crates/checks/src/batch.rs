//! Several verbs in one process, for `cargo xtask check`: what they have in common is read and evaluated once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use clap::Parser;
use cli::{BatchArgs, BatchLine, Cli, Exit, VerbResult, report};

use crate::estate::Estate;
use crate::report::rule_summary;

/// Prints a [`BatchLine`] after each verb.
pub(crate) fn run(estate: &Estate, args: &BatchArgs) -> VerbResult {
    let mut all = Exit::Clean;
    for verb in &args.verbs {
        let line = line(verb, || one(estate, verb));
        if !line.passed {
            all = Exit::Findings;
        }
        report::print_all(&line.written());
    }
    Ok(all)
}

/// Does the work of a verb. If it panics, only this verb has failed; the message of the panic is on standard error already.
fn line(verb: &str, work: impl FnOnce() -> Exit) -> BatchLine {
    let started = Instant::now();
    let (ended, output) = report::captured(|| catch_unwind(AssertUnwindSafe(work)));
    BatchLine {
        verb: verb.to_owned(),
        passed: matches!(ended, Ok(Exit::Clean)),
        seconds: started.elapsed().as_secs_f64(),
        output,
    }
}

fn one(estate: &Estate, verb: &str) -> Exit {
    match Cli::try_parse_from(["cargo xtask"].into_iter().chain(verb.split(' '))) {
        Ok(cli) => report::conclude(crate::run_verb(estate, &cli), cli.verb.format(), rule_summary),
        Err(error) => {
            report::eprint_all(&error.to_string());
            Exit::Usage
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_that_panics_fails_and_keeps_what_it_printed() {
        let failed = line("lint", || {
            report::print_all("before\n");
            panic!("a fault of the tool");
        });
        assert_eq!((failed.passed, failed.output.as_str()), (false, "before\n"));
        let after = line("validate", || Exit::Clean);
        assert_eq!((after.passed, after.output.as_str()), (true, ""));
        assert!(!line("docs", || Exit::Findings).passed);
    }
}
