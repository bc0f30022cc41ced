//! `cargo xtask maintenance`: when maintenance windows are active, which monitors they mute, and which windows are wrong.

use std::time::Instant;

use anstyle::AnsiColor;
use cli::{Exit, MaintenanceArgs, VerbResult};
use diagnostics::{Diagnostic, suggestion};
use jiff::Timestamp;
use maintenance::{Input, Report, Window};
use render::Catalog;
use serde_json::{Value, json};

use crate::estate::Estate;
use crate::report::{self, coloured};

pub(crate) fn run(estate: &Estate, args: &MaintenanceArgs) -> VerbResult {
    let started = Instant::now();
    let now = args
        .at
        .as_deref()
        .map_or_else(|| Ok(Timestamp::now()), maintenance::parse_time)?;
    let files = repository::windows(estate.root())?;
    let definitions = estate.definitions()?;
    if let Some(env) = &args.env {
        known(env, &definitions.catalog)?;
    }
    let input = Input {
        catalog: &definitions.catalog,
        objects: &definitions.objects,
        sources: &estate.inventory()?.sources,
        now,
    };
    let checked = maintenance::check(input, &files, args.env.as_deref());
    if args.format.is_machine_readable() {
        report::print_json(as_json(&checked));
    } else {
        print(&checked, started);
    }
    Ok(Exit::of_findings(&checked.findings))
}

fn known(env: &str, catalog: &Catalog) -> Result<(), Box<Diagnostic>> {
    if catalog.environments.contains_key(env) {
        return Ok(());
    }
    let names = catalog.environments.keys().map(String::as_str);
    let error = Diagnostic::error("usage/environment", format!("unknown environment '{env}'"));
    Err(Box::new(error.help(suggestion(env, names))))
}

fn print(checked: &Report, started: Instant) {
    report::eprint_findings(&checked.findings);
    let mark = if checked.findings.is_empty() {
        coloured("clean", AnsiColor::Green)
    } else {
        coloured("findings", AnsiColor::Red)
    };
    let windows: Vec<&Window> = checked.windows.iter().collect();
    let text = maintenance::text(&windows);
    let gap = if text.is_empty() { "" } else { "\n" };
    report::print_all(&format!(
        "{text}{gap}{mark}: {}, {} ({} ms)\n",
        report::count(checked.windows.len(), "window"),
        report::count(checked.findings.len(), "error"),
        started.elapsed().as_millis()
    ));
}

fn as_json(checked: &Report) -> Value {
    let windows: Vec<Value> = checked.windows.iter().map(window).collect();
    json!({ "windows": windows, "findings": diagnostics::json_list(&checked.findings) })
}

fn window(window: &Window) -> Value {
    let next = window.next.iter();
    let next: Vec<Value> = next
        .map(|(from, to)| json!({ "start": from.timestamp().to_string(), "end": to.timestamp().to_string() }))
        .collect();
    json!({
        "env": window.env,
        "name": window.name,
        "reason": window.reason,
        "next": next,
        "mutes": window.mutes,
        "mutes_p1_because": window.mutes_p1_because,
    })
}
