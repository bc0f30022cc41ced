use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use estate::{Changes, Difference, Inventory, Transaction};
use render::{Cache, Rendered, Selection};
use serde_json::json;

use crate::cli::{Format, RenderArgs};
use crate::diff;
use crate::report::{self, Exit, coloured};

pub(crate) fn run(root: &Path, args: &RenderArgs, format: Format) -> ExitCode {
    let started = Instant::now();
    match plan(root, args) {
        Ok((rendered, changes)) if args.check => check(&rendered, &changes, format, started),
        Ok((rendered, changes)) => write(root, &rendered, &changes, format, started),
        Err(findings) => report::findings(&findings, format, Exit::Findings),
    }
}

/// What is rendered, and how the tree differs from it.
pub(crate) fn plan(root: &Path, args: &RenderArgs) -> Result<(Rendered, Changes), Vec<Diagnostic>> {
    // A change that a killed process left half-done is completed first: the tree is compared as it was meant.
    estate::recover(root).map_err(|finding| vec![*finding])?;
    let inventory = Inventory::read(root)?;
    let selection = Selection {
        env: args.env.clone(),
        service: args.service.clone(),
    };
    let cache = (!args.no_cache).then(|| Cache::load(root));
    let mut rendered = render::render(&inventory, &selection, cache)?;
    let artifacts = std::mem::take(&mut rendered.artifacts);
    let changes = Changes::between(root, &rendered.folders, artifacts)?;
    Ok((rendered, changes))
}

fn write(root: &Path, rendered: &Rendered, changes: &Changes, format: Format, started: Instant) -> ExitCode {
    if !changes.differences.is_empty() {
        let done = Transaction::prepare(root, changes).and_then(Transaction::commit);
        if let Err(finding) = done {
            return report::findings(&[*finding], format, Exit::Usage);
        }
    }
    if let Err(error) = rendered.cache.store(root) {
        report::eprint_all(&format!("warning: the cache could not be written, the next run evaluates everything: {error}\n"));
    }
    summary(rendered, changes, format, started, "written");
    Exit::Clean.into()
}

fn check(rendered: &Rendered, changes: &Changes, format: Format, started: Instant) -> ExitCode {
    if format == Format::Text {
        for difference in &changes.differences {
            report::print_all(&diff::text(difference));
        }
    }
    summary(rendered, changes, format, started, "to write");
    if changes.differences.is_empty() {
        Exit::Clean.into()
    } else {
        if format == Format::Text {
            report::eprint_all("help: run `cargo xtask render` and commit what it writes\n");
        }
        Exit::Findings.into()
    }
}

fn summary(rendered: &Rendered, changes: &Changes, format: Format, started: Instant, verb: &str) {
    let removed = changes.differences.iter().filter(|d| d.new.is_none()).count();
    let written = changes.differences.len() - removed;
    match format {
        Format::Text => {
            let mark = if changes.differences.is_empty() { coloured("up to date", AnsiColor::Green) } else { coloured("changed", AnsiColor::Yellow) };
            let gone = if verb == "written" { "removed" } else { "to remove" };
            report::print_all(&format!(
                "{mark}: {} files, {written} {verb}, {removed} {gone} ({} units evaluated, {} cached, {} ms)\n",
                changes.unchanged + written,
                rendered.evaluated,
                rendered.cached,
                started.elapsed().as_millis(),
            ));
        }
        Format::Json => {
            let paths = |keep: fn(&Difference) -> bool| -> Vec<&str> {
                changes.differences.iter().filter(|d| keep(d)).map(|d| d.path.as_str()).collect()
            };
            let value = json!({
                "unchanged": changes.unchanged,
                "changed": paths(|d| d.new.is_some()),
                "removed": paths(|d| d.new.is_none()),
                "evaluated": rendered.evaluated,
                "cached": rendered.cached,
            });
            report::print_all(&format!("{value}\n"));
        }
    }
}
