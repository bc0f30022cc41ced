//! `cargo xtask monitors pages`

use std::path::Path;

use diagnostics::{Diagnostic, suggestion};
use page_budget::{Estate, Estimate, RenderedMonitor, Urgency, WorldSource, print};
use render::{Definitions, Spec};
use repository::Inventory;
use serde_json::json;

use cli::{Exit, OutputFormat, PagesArgs, VerbResult};

use crate::report;

pub(super) fn run(root: &Path, args: &PagesArgs) -> VerbResult {
    let inventory = Inventory::read(root)?;
    let definitions = render::definitions(&inventory)?;
    let monitors = monitors(&definitions);
    let estate = Estate::new(&definitions.catalog, &monitors, &sources(&inventory))?;
    let names = names(&estate, args)?;
    let estimates: Vec<Estimate> = names.iter().filter_map(|name| estate.estimate(name)).collect();
    if let (Some(path), Some(estimate)) = (&args.svg, estimates.first()) {
        std::fs::write(path, print::svg(estimate)).map_err(|error| {
            let finding = Diagnostic::error("usage/output", format!("cannot write '{}': {error}", path.display()));
            vec![finding.help("write to a folder that exists")]
        })?;
    }
    report::print_all(&match args.format {
        OutputFormat::Text => estimates.iter().map(print::text).collect::<Vec<_>>().join("\n\n"),
        OutputFormat::Json => format!("{}\n", json!({ "worlds": estimates.iter().map(print::json).collect::<Vec<_>>() })),
    });
    let broken = estimates.iter().any(|e| e.quiet && e.count(Urgency::Page) != (0, 0));
    Ok(if broken { Exit::Findings } else { Exit::Clean })
}

/// The rendered monitors.
pub(crate) fn monitors(definitions: &Definitions) -> Vec<RenderedMonitor<'_>> {
    definitions
        .objects
        .iter()
        .filter_map(|object| match &object.spec {
            Spec::Monitor(monitor) => Some(RenderedMonitor {
                env: &object.scope,
                path: &object.path,
                payload: &monitor.payload,
            }),
            _ => None,
        })
        .collect()
}

/// The files of worlds.
pub(crate) fn sources(inventory: &Inventory) -> Vec<WorldSource> {
    let source = |(path, source): (&String, &repository::Source)| WorldSource {
        path: format!("jsonnet/{path}"),
        text: source.text.clone(),
    };
    inventory.worlds.iter().map(source).collect()
}

/// The names of the worlds to estimate.
fn names(estate: &Estate<'_>, args: &PagesArgs) -> Result<Vec<String>, Vec<Diagnostic>> {
    let known = || estate.worlds().iter().map(|(name, _)| name.as_str());
    let unknown = |name: &&String| !known().any(|known| known == name.as_str());
    let mut findings: Vec<Diagnostic> = args
        .worlds
        .iter()
        .filter(unknown)
        .map(|name| Diagnostic::error("usage/world", format!("no world is named '{name}'")).help(suggestion(name, known())))
        .collect();
    let names: Vec<String> = if args.worlds.is_empty() {
        known().map(str::to_owned).collect()
    } else {
        args.worlds.clone()
    };
    if args.svg.is_some() && names.len() != 1 {
        findings.push(Diagnostic::error("usage/svg", "--svg draws one world").help("name the world to draw"));
    }
    if findings.is_empty() { Ok(names) } else { Err(findings) }
}
