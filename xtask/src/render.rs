use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use diagnostics::Diagnostic;
use render::{Cache, Rendered, Selection};
use repository::{Changes, Inventory};

use cli::apply::{self, Run};
use cli::report::{self, Exit};
use cli::{Format, RenderArgs};

pub(crate) fn run(root: &Path, args: &RenderArgs, format: Format) -> ExitCode {
    let started = Instant::now();
    let (inventory, rendered, changes) = match plan(root, args) {
        Ok(planned) => planned,
        Err(findings) => return report::findings(&findings, format, Exit::Findings),
    };
    let run = Run {
        command: "cargo xtask render",
        changes: &changes,
        counts: &[("evaluated", rendered.evaluated), ("cached", rendered.cached)],
        format,
        started,
    };
    if args.check {
        return run.check();
    }
    if let Err(finding) = apply::write(root, &changes) {
        return report::findings(&[*finding], format, Exit::Usage);
    }
    if let Err(error) = rendered.cache.store(root) {
        report::eprint_all(&format!(
            "warning: the cache could not be written, the next run evaluates everything: {error}\n"
        ));
    }
    if let Err(error) = render::write_registry(root, &inventory) {
        report::eprint_all(&format!(
            "warning: the files for the language server could not be written to .cache/jsonnet: {error}\n"
        ));
    }
    run.written()
}

/// What is rendered, and how the tree differs from it.
pub(crate) fn plan(root: &Path, args: &RenderArgs) -> Result<(Inventory, Rendered, Changes), Vec<Diagnostic>> {
    // A change that a killed process left half-done is completed first: the tree is compared as it was meant.
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
