//! Estimates of worlds, for the docs and for `cargo xtask monitors pages`.

use std::path::Path;

use diagnostics::Diagnostic;
use page_budget::{Estate, Estimate, Known, RenderedMonitor, WorldSource};
use render::{Definitions, Spec};
use repository::Inventory;

use crate::cache;

/// What earlier runs found.
const CACHE: &str = "pages.json";

/// Chooses among the worlds of an estate by their names.
pub(crate) type Choice<'a> = dyn Fn(&Estate<'_>) -> Result<Vec<String>, Vec<Diagnostic>> + 'a;

/// The estimates of the chosen worlds, or of all; none without worlds.
pub(crate) fn estimates(
    root: &Path,
    inventory: &Inventory,
    definitions: &Definitions,
    names: Option<&Choice<'_>>,
) -> Result<Vec<Estimate>, Vec<Diagnostic>> {
    let sources = sources(inventory);
    if names.is_none() && sources.is_empty() {
        return Ok(Vec::new());
    }
    let estate = Estate::new(&definitions.catalog, &monitors(definitions), &sources)?;
    let names = match names {
        Some(names) => names(&estate)?,
        None => estate.worlds().iter().map(|(name, _)| name.clone()).collect(),
    };
    let known = Known::new(facts(inventory), cache::read(root, CACHE).as_deref());
    let estimates = names.iter().filter_map(|name| estate.estimate(name, &known)).collect();
    cache::store(root, CACHE, known.store());
    Ok(estimates)
}

/// The files of worlds.
pub(crate) fn sources(inventory: &Inventory) -> Vec<WorldSource> {
    let source = |(path, source): (&String, &repository::Source)| WorldSource {
        path: format!("jsonnet/{path}"),
        text: source.text.clone(),
    };
    inventory.worlds.iter().map(source).collect()
}

/// A key over what all estimates depend on, except monitors and worlds: the tool, the policy and the declarations.
fn facts(inventory: &Inventory) -> String {
    let mut text = format!("{:032x}", render::tool_key());
    for (path, source) in &inventory.sources {
        let declares =
            path.starts_with("policy/") || path.starts_with("lib/assemble/") || path.ends_with("/service.libsonnet");
        if declares {
            text.push_str(&format!("{path} {:032x}", source.hash));
        }
    }
    format!("{:032x}", repository::hash(text.as_bytes()))
}

/// The rendered monitors.
pub(crate) fn monitors(definitions: &Definitions) -> Vec<RenderedMonitor<'_>> {
    let monitors = definitions.objects.iter().filter_map(|object| match &object.spec {
        Spec::Monitor(_) => {
            let related = definitions.related(object);
            Some(RenderedMonitor {
                env: &object.scope,
                path: &object.path,
                payload: object.payload(),
                slos: related.slos,
                monitors: related.monitors,
            })
        }
        _ => None,
    });
    monitors.collect()
}
