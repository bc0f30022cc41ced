//! Several verbs in one process, for `cargo xtask check`: what they have in common is read and evaluated once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use clap::Parser;
use cli::{BatchArgs, BatchLine, Cli, Exit, VerbResult, report};

use crate::estate::Estate;
use crate::report::rule_summary;

/// Prints a [`BatchLine`] after each verb. A verb that panics fails alone.
pub(crate) fn run(estate: &Estate, args: &BatchArgs) -> VerbResult {
    let mut all = Exit::Clean;
    for verb in &args.verbs {
        let started = Instant::now();
        let (ended, output) = report::captured(|| catch_unwind(AssertUnwindSafe(|| one(estate, verb))));
        // The panic's message is on standard error already.
        let exit = ended.unwrap_or(Exit::Usage);
        let line = BatchLine {
            verb: verb.clone(),
            passed: exit == Exit::Clean,
            seconds: started.elapsed().as_secs_f64(),
            output,
        };
        report::print_all(&line.written());
        if exit != Exit::Clean {
            all = Exit::Findings;
        }
    }
    Ok(all)
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
