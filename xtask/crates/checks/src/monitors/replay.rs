//! `cargo xtask monitors replay`

use std::collections::BTreeSet;

use datadog_simulator::{Monitor, SimulationError};
use diagnostics::{Diagnostic, suggestion};
use model::ObjectKind;
use monitor_tests::replay::{Export, Replay, ReplayTarget, Sweep, history, print};
use render::{Catalog, Definitions, Minimum, Object, Spec};

use crate::estate::Estate;
use crate::input;
use crate::report;
use cli::{Exit, OutputFormat, ReplayArgs, VerbResult};

pub(super) fn run(estate: &Estate, args: &ReplayArgs) -> VerbResult {
    let sweeps = sweeps(&args.sweep)?;
    let definitions = estate.definitions()?;
    let (object, history) = match (object(definitions, args), read(args)) {
        (Ok(object), Ok(history)) => (object, history),
        (object, history) => {
            let findings: Vec<_> = [object.err(), history.err()].into_iter().flatten().flatten().collect();
            return Err(findings.into());
        }
    };
    let monitor = monitor(object)?;
    let pagers = pagers(&definitions.catalog, &args.env);
    let is_pager = |handle: &str| pagers.contains(handle);
    let gauge = |metric: &str| {
        definitions
            .catalog
            .metrics
            .get(metric)
            .is_none_or(|m| m.kind == "gauge")
    };
    let target = ReplayTarget {
        name: &args.monitor,
        env: &args.env,
        monitor: &monitor,
        is_pager: &is_pager,
        interpolated: &gauge,
        retuned: &|critical| retuned(object, critical, monitor.comparator().holds(critical, critical)),
    };
    let replay = Replay::new(target, &history)?;
    let rows = if sweeps.is_empty() {
        Vec::new()
    } else {
        replay.sweep(&sweeps)?
    };
    if let Some(path) = &args.svg {
        std::fs::write(path, print::svg(&replay)).map_err(|error| {
            let finding = Diagnostic::error("usage/output", format!("cannot write '{}': {error}", path.display()));
            vec![finding.help("write to a folder that exists")]
        })?;
    }
    match args.format {
        OutputFormat::Text => report::print_all(&print::text(&replay, &rows, cli::terminal::columns())),
        OutputFormat::Json => report::print_json(print::json(&replay, &rows)),
    }
    Ok(Exit::Clean)
}

/// All sweeps, or a finding for each invalid one.
fn sweeps(texts: &[String]) -> Result<Vec<Sweep>, Vec<Diagnostic>> {
    let (mut sweeps, mut findings) = (Vec::new(), Vec::new());
    for text in texts {
        match text.parse::<Sweep>() {
            Ok(sweep) => sweeps.push(sweep),
            Err(error) => findings.push(Diagnostic::error("usage/sweep", format!("--sweep {text}: {error}"))),
        }
    }
    if findings.is_empty() { Ok(sweeps) } else { Err(findings) }
}

/// The history of all files, or all findings in them.
fn read(args: &ReplayArgs) -> Result<Vec<Export>, Vec<Diagnostic>> {
    let (mut exports, mut findings) = (Vec::new(), Vec::new());
    for path in &args.series {
        match input::text(path)
            .map_err(|finding| vec![*finding])
            .and_then(|text| history::read(&path.to_string_lossy(), &text))
        {
            Ok(read) => exports.extend(read),
            Err(found) => findings.extend(found),
        }
    }
    if findings.is_empty() {
        Ok(exports)
    } else {
        Err(findings)
    }
}

/// The monitor `<service>/<name>` in the environment.
fn object<'e>(definitions: &'e Definitions, args: &ReplayArgs) -> Result<&'e Object, Vec<Diagnostic>> {
    let name = |object: &Object| format!("{}/{}", object.path.service, object.path.name);
    let monitors = || {
        definitions
            .objects
            .iter()
            .filter(|o| o.path.kind == ObjectKind::Monitor)
    };
    if !definitions.catalog.environments.contains_key(&args.env) {
        let known = suggestion(&args.env, definitions.catalog.environments.keys().map(String::as_str));
        return Err(vec![
            Diagnostic::error("usage/env", format!("no environment is named '{}'", args.env)).help(known),
        ]);
    }
    if let Some(found) = monitors().find(|o| o.scope == args.env && name(o) == args.monitor) {
        return Ok(found);
    }
    let elsewhere: BTreeSet<&str> = monitors()
        .filter(|o| name(o) == args.monitor)
        .map(|o| o.scope.as_str())
        .collect();
    if !elsewhere.is_empty() {
        let elsewhere: Vec<&str> = elsewhere.into_iter().collect();
        let finding = Diagnostic::error(
            "usage/monitor",
            format!("{} has no monitor '{}'", args.env, args.monitor),
        );
        return Err(vec![finding.help(format!(
            "it exists in {}: use `--env {}`",
            elsewhere.join(", "),
            elsewhere[0]
        ))]);
    }
    let names: BTreeSet<String> = monitors().map(name).collect();
    let finding = Diagnostic::error("usage/monitor", format!("no monitor is named '{}'", args.monitor));
    Err(vec![
        finding.help(suggestion(&args.monitor, names.iter().map(String::as_str))),
    ])
}

fn monitor(object: &Object) -> Result<Monitor, Vec<Diagnostic>> {
    let Spec::Monitor(_) = &object.spec else {
        return Err(vec![Diagnostic::error(
            "usage/monitor",
            format!("'{}' is not a monitor", object.path),
        )]);
    };
    Monitor::from_payload(object.payload()).map_err(|refusal| {
        let finding = Diagnostic::error("replay/not-supported", refusal.message).in_file(object.source());
        vec![match refusal.help {
            Some(help) => finding.help(help),
            None => finding,
        }]
    })
}

/// The monitor with another critical threshold. Of one with a minimum, the events that its query assumes depend on it. `inclusive` where the threshold itself
/// alerts.
fn retuned(object: &Object, critical: f64, inclusive: bool) -> Option<Result<Monitor, SimulationError>> {
    let Spec::Monitor(spec) = &object.spec else { return None };
    let minimum = spec.minimum?;
    let assumed = |minimum: Minimum| format!(" + {})", minimum.assumed);
    let mut payload = object.payload().clone();
    let query = payload.get_mut("query")?;
    let text = query.as_str()?;
    *query = text
        .replace(&assumed(minimum), &assumed(minimum.with_alert(critical, inclusive)))
        .into();
    Some(Monitor::from_payload(&payload))
}

/// The handles that page in the environment.
fn pagers(catalog: &Catalog, env: &str) -> BTreeSet<String> {
    catalog
        .teams
        .values()
        .filter_map(|team| team.handle("pagerduty", env))
        .collect()
}
