//! `cargo xtask dashboards preview`

use std::path::{Path, PathBuf};
use std::time::Instant;

use ::preview::{Objective, Shown, Source, State, View, draw, queries};
use anstyle::AnsiColor;
use cli::{Exit, PreviewArgs, VerbResult};
use diagnostics::{Diagnostic, suggestion};
use gameday_scenarios::{RECORDING, Recording};
use model::ObjectKind;
use page_budget::file::{self, Excuse, NORMAL};
use page_budget::{Estate as Budget, Scene};
use rayon::prelude::*;
use render::{Definitions, Object};
use serde_json::{Value, json};

use super::synthetic::Synthetic;
use crate::estate::Estate;
use crate::{pages, report};

/// Where pages are written.
const FOLDER: &str = ".cache/preview";
/// The name of a service's own dashboard.
const OVERVIEW: &str = "overview";

/// A dashboard and what became of its widgets.
struct Page<'a> {
    object: &'a Object,
    html: String,
    widgets: Vec<Shown>,
}

/// Why widgets may show nothing.
enum Excuses<'a> {
    /// As `normal.yaml` says.
    World(&'a Budget<'a>),
    /// A game day has the telemetry of monitors alone.
    Gameday,
}

pub(super) fn run(estate: &Estate, args: &PreviewArgs) -> VerbResult {
    let started = Instant::now();
    let (inventory, definitions) = (estate.inventory()?, estate.definitions()?);
    if let Some(folder) = &args.from {
        let recording = recording(folder)?;
        let dashboards = dashboards(definitions, &recording.environment);
        let source = |object: &Object| -> Box<dyn Source> {
            let objectives = definitions.objectives(object, &recording.environment).into_iter();
            let objectives = objectives.map(|(id, payload)| Objective {
                id,
                payload: payload.clone(),
            });
            Box::new(recording.source(objectives.collect(), definitions.units()))
        };
        let pages = draw_all(&choose(&dashboards, args)?, &source, &recording.view());
        return finish(estate.root(), args, &pages, &Excuses::Gameday, Vec::new(), started);
    }
    let (sources, monitors) = (pages::sources(inventory), pages::monitors(definitions));
    let budget = Budget::new(&definitions.catalog, &monitors, &sources)?;
    let dashboards = dashboards(definitions, budget.environment());
    let chosen = choose(&dashboards, args)?;
    let scene = scene(&budget, &dashboards, args)?;
    let view = View {
        now: scene.now(),
        about: format!(
            "generated data: {} until {}",
            args.world
                .as_deref()
                .map_or("a normal week".to_owned(), |world| format!("world {world}")),
            scene.clock()
        ),
    };
    let source = |object: &Object| -> Box<dyn Source + '_> {
        Box::new(Synthetic::new(&scene, definitions, object, budget.environment()))
    };
    let pages = draw_all(&chosen, &source, &view);
    let unneeded = if args.all && args.world.is_none() && args.at.is_none() {
        unneeded(&pages, &budget, &sources)
    } else {
        Vec::new()
    };
    finish(estate.root(), args, &pages, &Excuses::World(&budget), unneeded, started)
}

/// The telemetry of a game day's run.
fn recording(folder: &Path) -> Result<Recording, Vec<Diagnostic>> {
    let path = folder.join(RECORDING);
    let failed = |what: String| {
        let finding = Diagnostic::error("usage/gameday", format!("cannot read '{}': {what}", path.display()));
        vec![finding.help("name the folder of a run that `cargo xtask gameday` has kept")]
    };
    let bytes = std::fs::read(&path).map_err(|error| failed(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))
}

fn draw_all<'a, 's>(
    chosen: &[&'a Object],
    source: &(dyn Fn(&Object) -> Box<dyn Source + 's> + Sync),
    view: &View,
) -> Vec<Page<'a>> {
    let page = |object: &&'a Object| {
        let drawn = draw(object.payload(), &*source(object), view);
        Page {
            object,
            html: drawn.html,
            widgets: drawn.widgets,
        }
    };
    chosen.par_iter().map(page).collect()
}

/// Writes and reports the pages.
fn finish(
    root: &Path,
    args: &PreviewArgs,
    pages: &[Page<'_>],
    excuses: &Excuses<'_>,
    more: Vec<Diagnostic>,
    started: Instant,
) -> VerbResult {
    let written = write(root, pages, args)?;
    let mut findings: Vec<Diagnostic> = pages.iter().flat_map(|page| findings(page, excuses)).collect();
    findings.extend(more);
    match args.format {
        cli::OutputFormat::Json => report::print_json(as_json(pages, &written, excuses, &findings)),
        cli::OutputFormat::Text => {
            report::eprint_findings(&findings);
            report::print_all(&summary(pages, &written, excuses, started));
        }
    }
    Ok(Exit::of_findings(&findings))
}

/// The dashboards of the environment's organisation.
fn dashboards<'a>(definitions: &'a Definitions, env: &str) -> Vec<&'a Object> {
    let organisation = definitions
        .catalog
        .environments
        .get(env)
        .map(|env| env.organisation.as_str());
    let is_one =
        |object: &&Object| object.path.kind == ObjectKind::Dashboard && Some(object.scope.as_str()) == organisation;
    definitions.objects.iter().filter(is_one).collect()
}

fn name(object: &Object) -> String {
    format!("{}/{}", object.path.service, object.path.name)
}

fn choose<'a>(dashboards: &[&'a Object], args: &PreviewArgs) -> Result<Vec<&'a Object>, Vec<Diagnostic>> {
    if args.all {
        return Ok(dashboards.to_vec());
    }
    let (mut chosen, mut unknown) = (Vec::new(), Vec::new());
    for written in &args.dashboards {
        let wanted = if written.contains('/') {
            written.clone()
        } else {
            format!("{written}/{OVERVIEW}")
        };
        match dashboards.iter().find(|object| name(object) == wanted) {
            Some(object) => chosen.push(*object),
            None => {
                let names: Vec<String> = dashboards.iter().map(|object| name(object)).collect();
                let finding = Diagnostic::error("usage/dashboard", format!("no dashboard is named '{wanted}'"));
                unknown.push(finding.help(suggestion(&wanted, names.iter().map(String::as_str))));
            }
        }
    }
    if unknown.is_empty() { Ok(chosen) } else { Err(unknown) }
}

/// The chosen world at the chosen time.
fn scene<'a>(budget: &'a Budget<'a>, dashboards: &[&Object], args: &PreviewArgs) -> Result<Scene<'a>, Vec<Diagnostic>> {
    let at = match &args.at {
        Some(written) => Some(
            file::at(written).map_err(|error| vec![Diagnostic::error("usage/time", error.message).help(error.help)])?,
        ),
        None => None,
    };
    let queries: Vec<_> = dashboards.iter().flat_map(|object| queries(object.payload())).collect();
    budget.scene(args.world.as_deref(), at, &queries).ok_or_else(|| {
        let world = args.world.as_deref().unwrap_or_default();
        let known = budget.worlds().iter().map(|(name, _)| name.as_str());
        vec![Diagnostic::error("usage/world", format!("no world is named '{world}'")).help(suggestion(world, known))]
    })
}

/// Writes the pages; their paths.
fn write(root: &Path, pages: &[Page<'_>], args: &PreviewArgs) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let one = args.out.as_ref().filter(|_| pages.len() == 1 && !args.all);
    let folder = args.out.clone().unwrap_or_else(|| root.join(FOLDER));
    let failed = |path: &Path, error: std::io::Error| {
        let finding = Diagnostic::error("usage/output", format!("cannot write '{}': {error}", path.display()));
        vec![finding.help("write to a place that can be written to")]
    };
    if one.is_none() {
        std::fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    }
    let mut written = Vec::new();
    for page in pages {
        let path = one
            .cloned()
            .unwrap_or_else(|| folder.join(format!("{}.html", name(page.object).replace('/', "-"))));
        std::fs::write(&path, &page.html).map_err(|error| failed(&path, error))?;
        written.push(path);
    }
    Ok(written)
}

/// The widget's path with that of its dashboard.
fn path(page: &Page<'_>, widget: &Shown) -> String {
    format!("{}/{}", name(page.object), widget.path)
}

/// Why the widget may show nothing.
fn excused<'a>(page: &Page<'_>, widget: &Shown, excuses: &Excuses<'a>) -> Option<&'a str> {
    let State::Empty(_) = widget.state else {
        return None;
    };
    match excuses {
        Excuses::World(budget) => {
            let entry = budget.excuse(&path(page, widget), Excuse::Empty)?;
            Some(entry.because.as_str())
        }
        Excuses::Gameday => Some("the run has no telemetry for it"),
    }
}

/// A finding for each widget that shows no data and may not.
fn findings(page: &Page<'_>, excuses: &Excuses<'_>) -> Vec<Diagnostic> {
    let without = page
        .widgets
        .iter()
        .filter(|widget| excused(page, widget, excuses).is_none());
    let finding = |widget: &Shown| {
        let why = widget.state.reason()?;
        let (rule, help) = match widget.state {
            State::Empty(_) => (
                "preview/empty",
                format!(
                    "correct its queries, or give what they read values in jsonnet/worlds/{NORMAL}.yaml, or say there in 'widgets' why it may be empty"
                ),
            ),
            State::Broken(_) => (
                "preview/broken",
                format!("correct its queries, or give what they read values in jsonnet/worlds/{NORMAL}.yaml"),
            ),
            _ => (
                "preview/not-drawn",
                "use another kind of widget, or draw this one in xtask/crates/preview".to_owned(),
            ),
        };
        let what = format!("{} '{}' shows no data: {why}", widget.kind, path(page, widget));
        Some(Diagnostic::error(rule, what).in_file(page.object.source()).help(help))
    };
    without.filter_map(finding).collect()
}

/// A finding for each entry that no widget needs.
fn unneeded(pages: &[Page<'_>], budget: &Budget<'_>, sources: &[page_budget::WorldSource]) -> Vec<Diagnostic> {
    let empty = |page: &Page<'_>| {
        let widgets = page
            .widgets
            .iter()
            .filter(|widget| matches!(widget.state, State::Empty(_)));
        widgets.map(|widget| path(page, widget)).collect::<Vec<_>>()
    };
    let needed: Vec<String> = pages.iter().flat_map(empty).collect();
    let normal = sources.iter().find(|source| source.name() == NORMAL);
    normal
        .map(|source| budget.unneeded(source, Excuse::Empty, needed.iter().map(String::as_str)))
        .unwrap_or_default()
}

fn as_json(pages: &[Page<'_>], written: &[PathBuf], excuses: &Excuses<'_>, findings: &[Diagnostic]) -> Value {
    let dashboard = |(page, file): (&Page<'_>, &PathBuf)| {
        let widgets = page.widgets.iter().map(|widget| {
            json!({
                "path": path(page, widget), "kind": widget.kind, "state": widget.state.name(),
                "reason": widget.state.reason(), "excused": excused(page, widget, excuses),
            })
        });
        json!({ "dashboard": name(page.object), "file": file.display().to_string(), "widgets": widgets.collect::<Vec<_>>() })
    };
    let dashboards: Vec<Value> = pages.iter().zip(written).map(dashboard).collect();
    json!({ "dashboards": dashboards, "findings": diagnostics::json_list(findings) })
}

fn summary(pages: &[Page<'_>], written: &[PathBuf], excuses: &Excuses<'_>, started: Instant) -> String {
    let mut out = String::new();
    for (page, file) in pages.iter().zip(written) {
        let without = page.widgets.iter().filter(|widget| widget.state.reason().is_some());
        let (excused, wrong): (Vec<&Shown>, Vec<&Shown>) =
            without.partition(|widget| excused(page, widget, excuses).is_some());
        let mark = if wrong.is_empty() {
            report::coloured("drawn", AnsiColor::Green)
        } else {
            report::coloured("incomplete", AnsiColor::Red)
        };
        out.push_str(&format!(
            "{mark}: {}, {} ({} without data, {} of them with a reason): {}\n",
            name(page.object),
            report::count(page.widgets.len(), "widget"),
            excused.len() + wrong.len(),
            excused.len(),
            file.display()
        ));
    }
    out.push_str(&format!(
        "{} ({} ms)\n",
        report::count(pages.len(), "page"),
        started.elapsed().as_millis()
    ));
    out
}

#[cfg(test)]
mod slow {
    use ::preview::unmoved;
    use test_support::fixtures::repository;

    use super::*;

    /// The dashboards that people open first.
    const MAIN: [&str; 3] = [
        "platform/platform-overview",
        "platform/ingestion-ai-pipeline",
        "platform/data-stores",
    ];

    /// In the minute after a change: a slow average, a coarse rollup or a forgotten metric would hide an incident from the person on call.
    #[test]
    fn widgets_of_the_main_dashboards_follow_every_metric_within_a_minute() {
        let estate = Estate::new(repository());
        let definitions = estate.definitions().expect("the repository is evaluated");
        let sources = pages::sources(estate.inventory().expect("the repository is read"));
        let monitors = pages::monitors(definitions);
        let budget = Budget::new(&definitions.catalog, &monitors, &sources).expect("the worlds are valid");
        let dashboards = dashboards(definitions, budget.environment());
        let queries: Vec<_> = dashboards.iter().flat_map(|object| queries(object.payload())).collect();
        let scene = budget.scene(None, None, &queries).expect("the normal world");
        let view = View {
            now: scene.now(),
            about: String::new(),
        };
        let main: Vec<_> = dashboards
            .iter()
            .filter(|object| MAIN.contains(&name(object).as_str()))
            .collect();
        assert_eq!(main.len(), MAIN.len(), "the main dashboards exist");
        let late: Vec<(String, String)> = main
            .par_iter()
            .flat_map_iter(|object| {
                let source = Synthetic::new(&scene, definitions, object, budget.environment());
                let found = unmoved(object.payload(), &source, &view);
                found
                    .into_iter()
                    .map(|unmoved| (format!("{}/{}", name(object), unmoved.path), unmoved.metric))
            })
            .collect();
        let wrong: Vec<_> = late
            .iter()
            .filter(|(path, _)| budget.excuse(path, Excuse::Late).is_none())
            .collect();
        assert!(
            wrong.is_empty(),
            "correct them, or say why in 'widgets' of jsonnet/worlds/{NORMAL}.yaml (may: late): {wrong:#?}"
        );
        let normal = sources
            .iter()
            .find(|source| source.name() == NORMAL)
            .expect("a normal world");
        let unneeded = budget.unneeded(normal, Excuse::Late, late.iter().map(|(path, _)| path.as_str()));
        assert!(unneeded.is_empty(), "{}", diagnostics::text(&unneeded, false));
    }
}
