//! `cargo xtask monitors pages`

use diagnostics::{Diagnostic, suggestion};
use page_budget::{Urgency, print};
use serde_json::json;

use cli::{Exit, OutputFormat, PagesArgs, VerbResult, terminal};

use crate::estate::Estate;
use crate::{pages, report};

pub(super) fn run(estate: &Estate, args: &PagesArgs) -> VerbResult {
    let (inventory, definitions) = (estate.inventory()?, estate.definitions()?);
    let chosen = |estate: &page_budget::Estate<'_>| names(estate, args);
    let estimates = pages::estimates(estate.root(), inventory, definitions, Some(&chosen))?;
    if let Some(path) = &args.svg {
        std::fs::write(path, print::svg(&estimates)).map_err(|error| {
            let finding = Diagnostic::error("usage/output", format!("cannot write '{}': {error}", path.display()));
            vec![finding.help("write to a folder that exists")]
        })?;
    }
    match args.format {
        OutputFormat::Text => {
            let columns = terminal::columns();
            let texts: Vec<_> = estimates
                .iter()
                .map(|estimate| print::text(estimate, columns))
                .collect();
            report::print_all(&texts.join("\n"));
        }
        OutputFormat::Json => {
            let worlds: Vec<_> = estimates.iter().map(print::json).collect();
            report::print_json(json!({ "worlds": worlds }));
        }
    }
    let broken = estimates.iter().any(|e| e.quiet && e.count(Urgency::Page) != (0, 0));
    Ok(if broken { Exit::Findings } else { Exit::Clean })
}

/// The names of the worlds to estimate.
fn names(estate: &page_budget::Estate<'_>, args: &PagesArgs) -> Result<Vec<String>, Vec<Diagnostic>> {
    let known = || estate.worlds().iter().map(|(name, _)| name.as_str());
    if args.worlds.is_empty() {
        return Ok(known().map(str::to_owned).collect());
    }
    let unknown = args
        .worlds
        .iter()
        .filter(|name| !known().any(|known| known == name.as_str()));
    let findings: Vec<Diagnostic> = unknown
        .map(|name| {
            Diagnostic::error("usage/world", format!("no world is named '{name}'")).help(suggestion(name, known()))
        })
        .collect();
    if findings.is_empty() {
        Ok(args.worlds.clone())
    } else {
        Err(findings)
    }
}
