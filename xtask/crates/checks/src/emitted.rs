//! `cargo xtask emitted`: compares what services were recorded to emit with what monitors, SLOs and dashboards ask for.

mod asked;
mod compare;
mod recording;

use std::time::Instant;

use anstyle::AnsiColor;
use cli::{EmittedArgs, Exit, VerbResult};
use diagnostics::{Diagnostic, suggestion};

use crate::estate::Estate;
use crate::report::{self, coloured};
use compare::{Comparison, compare};
use recording::Recording;

pub(crate) fn run(estate: &Estate, args: &EmittedArgs) -> VerbResult {
    let started = Instant::now();
    let root = estate.root();
    let recording = Recording::read(root, &cli::root::path_from(root, &args.folder))?;
    let definitions = estate.definitions()?;
    let env = environment(&recording, &definitions.catalog)?;
    let service = args.service.as_deref();
    if let Some(name) = service.filter(|name| !definitions.catalog.services.contains_key(*name)) {
        let names = definitions.catalog.services.keys().map(String::as_str);
        let error = Diagnostic::error("usage/service", format!("there is no service '{name}'"));
        return Err(Box::new(error.help(suggestion(name, names))).into());
    }
    let comparison = compare(&recording, &definitions.catalog, &definitions.objects, &env, service);
    let exit = Exit::of_findings(&comparison.findings);
    if args.format.is_machine_readable() {
        report::print_findings(&comparison.findings, args.format);
    } else {
        report::eprint_findings(&comparison.findings);
        print_summary(&comparison, &env, started);
    }
    Ok(exit)
}

/// The one declared environment that the recording is of.
fn environment(recording: &Recording, catalog: &render::Catalog) -> Result<String, Box<Diagnostic>> {
    let found: Vec<&str> = recording.environments().into_iter().collect();
    match found.as_slice() {
        [env] if catalog.environments.contains_key(*env) => Ok((*env).to_owned()),
        _ => {
            let names: Vec<&str> = catalog.environments.keys().map(String::as_str).collect();
            let what = match found.as_slice() {
                [] => "neither a metric nor a log line has an environment".to_owned(),
                [env] => format!("the recording is of the environment '{env}', which is not declared"),
                _ => format!("the recording is of several environments: {}", found.join(", ")),
            };
            let help = format!("record services with DD_ENV set to one of {}", names.join(", "));
            Err(Box::new(Diagnostic::error("usage/recording", what).help(help)))
        }
    }
}

fn print_summary(comparison: &Comparison, env: &str, started: Instant) {
    let Comparison {
        findings,
        metrics,
        spans,
        queries,
        searches,
    } = comparison;
    let mark = if findings.is_empty() {
        coloured("emitted", AnsiColor::Green)
    } else {
        coloured("findings", AnsiColor::Red)
    };
    report::print_all(&format!(
        "{mark}: metrics {metrics}, spans {spans}, queries {queries}, log searches {searches} in {env}; {} ({} ms)\n",
        report::count(findings.len(), "error"),
        started.elapsed().as_millis()
    ));
}
