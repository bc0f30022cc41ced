//! `cargo xtask render`: writes the generated files.

use std::path::Path;
use std::time::Instant;

use diagnostics::Diagnostic;
use render::{Cache, Rendered, Selection};
use repository::{Changes, Inventory};

use cli::apply::{self, Summary};
use cli::report;
use cli::{RenderArgs, VerbResult};

pub(crate) fn run(root: &Path, args: &RenderArgs) -> VerbResult {
    let started = Instant::now();
    let (inventory, rendered, changes) = plan(root, args)?;
    let summary = Summary {
        command: "cargo xtask render",
        changes: &changes,
        counts: &[("evaluated", rendered.evaluated), ("cached", rendered.cached)],
        removed_because: "nothing declares it",
        format: args.format,
        started,
    };
    if args.check {
        return Ok(summary.check(args.stat));
    }
    apply::write(root, &changes)?;
    if let Err(error) = rendered.cache.store(root) {
        report::eprint_all(&format!(
            "warning: cannot write the cache, so the next run evaluates everything: {error}\n"
        ));
    }
    if let Err(error) = render::write_registry(root, &inventory) {
        report::eprint_all(&format!(
            "warning: cannot write .cache/jsonnet, which the language server needs: {error}\n"
        ));
    }
    Ok(summary.written())
}

/// The rendered files, and how the files on disk differ from them.
fn plan(root: &Path, args: &RenderArgs) -> Result<(Inventory, Rendered, Changes), Vec<Diagnostic>> {
    // Complete the writes of a killed process first, so that the comparison sees whole files.
    repository::recover(root).map_err(|finding| vec![*finding])?;
    let inventory = Inventory::read(root)?;
    let selection = Selection {
        env: args.env.clone(),
        service: args.service.clone(),
    };
    let cache = (!args.no_cache).then(|| Cache::load(root));
    let mut rendered = render::render(&inventory, &selection, cache)?;
    let artifacts = std::mem::take(&mut rendered.artifacts);
    let changes = Changes::between(root, &rendered.folders, artifacts)?;
    Ok((inventory, rendered, changes))
}
