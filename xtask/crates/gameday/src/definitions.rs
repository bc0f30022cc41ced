//! What scenarios are run with: the rendered objects, the policy, the worlds, and the scenarios themselves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diagnostics::{Diagnostic, suggestion};
use gameday_scenarios::{Known, Plan, Source};
use model::ObjectKind;
use page_budget::{Estate, RenderedMonitor, WorldSource, monitor_name};
use render::{Definitions, Object};
use repository::Inventory;

/// The folder of the scenarios, from the root of the repository.
pub(crate) const FOLDER: &str = "gamedays";
/// What the policy says of an environment where people are paged.
const PAGES: &str = "page";
/// The handle of a team that posts and pages nobody.
const POSTS_TO: &str = "slack";

/// The evaluated repository.
pub(crate) struct Everything {
    pub(crate) definitions: Definitions,
    worlds: Vec<WorldSource>,
}

/// A scenario and its file.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) source: Source,
    pub(crate) plan: Plan,
}

impl Everything {
    pub(crate) fn read(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        let inventory = Inventory::read(root)?;
        let worlds = inventory.worlds.iter().map(|(path, source)| WorldSource {
            path: format!("jsonnet/{path}"),
            text: source.text.clone(),
        });
        Ok(Self {
            worlds: worlds.collect(),
            definitions: render::definitions(&inventory)?,
        })
    }

    /// The objects of an environment.
    pub(crate) fn objects(&self, environment: &str) -> impl Iterator<Item = &Object> {
        self.definitions
            .objects
            .iter()
            .filter(move |object| object.scope == environment)
    }

    /// The monitors of an environment by their names here.
    pub(crate) fn monitors(&self, environment: &str) -> BTreeMap<String, &Object> {
        let monitors = self
            .objects(environment)
            .filter(|object| object.path.kind == ObjectKind::Monitor);
        monitors.map(|object| (monitor_name(&object.path), object)).collect()
    }

    /// The dashboards of an environment's organisation, by `<service>/<name>`.
    pub(crate) fn dashboards(&self, environment: &str) -> BTreeMap<String, &Object> {
        let environment = self.definitions.catalog.environments.get(environment);
        let is_one = |object: &&Object| {
            object.path.kind == ObjectKind::Dashboard
                && environment.is_some_and(|environment| environment.organisation == object.scope)
        };
        let dashboards = self.definitions.objects.iter().filter(is_one);
        dashboards.map(|object| (monitor_name(&object.path), object)).collect()
    }

    /// The estate that makes telemetry.
    pub(crate) fn estate(&self) -> Result<Estate<'_>, Vec<Diagnostic>> {
        let definitions = &self.definitions;
        let monitors = definitions
            .objects
            .iter()
            .filter(|object| object.path.kind == ObjectKind::Monitor);
        let monitors: Vec<RenderedMonitor<'_>> = monitors
            .map(|object| {
                let related = definitions.related(object);
                RenderedMonitor {
                    env: &object.scope,
                    path: &object.path,
                    payload: object.payload(),
                    slos: related.slos,
                    monitors: related.monitors,
                }
            })
            .collect();
        Estate::new(&definitions.catalog, &monitors, &self.worlds)
    }

    /// The teams by the handles that page their person on call.
    pub(crate) fn pagers(&self, environment: &str) -> BTreeMap<String, String> {
        let teams = self.definitions.catalog.teams.iter();
        teams
            .filter_map(|(name, team)| Some((team.handle("pagerduty", environment)?, name.clone())))
            .collect()
    }

    /// Whether people of the environment are paged.
    pub(crate) fn pages(&self, environment: &str) -> bool {
        let environment = self.definitions.catalog.environments.get(environment);
        environment.is_some_and(|environment| environment.notify == PAGES)
    }

    fn known(&self, environment: &str) -> Known {
        let catalog = &self.definitions.catalog;
        let pages = self.pages(environment);
        let handles = catalog.teams.values().flat_map(|team| {
            model::Team::HANDLES
                .into_iter()
                .filter(|field| pages || *field == POSTS_TO)
                .filter_map(|field| team.handle(field, environment))
        });
        let graphs = |dashboard: &Object| preview::graphs(dashboard.payload()).into_iter().collect();
        let dashboards = self.dashboards(environment).into_iter();
        let dashboards = dashboards.map(|(name, dashboard)| (name, graphs(dashboard)));
        Known {
            environments: catalog.environments.keys().cloned().collect(),
            monitors: self.monitors(environment).into_keys().collect(),
            services: catalog.services.keys().cloned().collect(),
            teams: catalog.teams.keys().cloned().collect(),
            pages,
            handles: handles.collect(),
            dashboards: dashboards.collect(),
        }
    }

    /// The scenarios with these names, or all, checked.
    pub(crate) fn scenarios(&self, root: &Path, names: &[String]) -> Result<Vec<Chosen>, Vec<Diagnostic>> {
        let sources = sources(root)?;
        let known = || sources.iter().map(Source::name);
        let unknown: Vec<Diagnostic> = names
            .iter()
            .filter(|name| !known().any(|known| known == name.as_str()))
            .map(|name| {
                Diagnostic::error("usage/scenario", format!("no scenario is named '{name}'"))
                    .help(suggestion(name, known()))
            })
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let estate = self.estate()?;
        let (mut chosen, mut findings) = (Vec::new(), Vec::new());
        for source in sources
            .iter()
            .filter(|source| names.is_empty() || names.iter().any(|name| name == source.name()))
        {
            match self.scenario(source, &estate) {
                Ok(plan) => chosen.push(Chosen {
                    source: source.clone(),
                    plan,
                }),
                Err(found) => findings.extend(found),
            }
        }
        if findings.is_empty() { Ok(chosen) } else { Err(findings) }
    }

    fn scenario(&self, source: &Source, estate: &Estate<'_>) -> Result<Plan, Vec<Diagnostic>> {
        let scenario = source.parse().map_err(|finding| vec![*finding])?;
        let known = self.known(&scenario.environment);
        let plan = gameday_scenarios::check(source, scenario, &known)?;
        if plan.scenario.platform.is_some() || plan.scenario.needs_cluster() {
            return Ok(plan);
        }
        let world = WorldSource {
            path: source.path.clone(),
            text: source.text.clone(),
        };
        let mut findings = estate.findings(&world, &plan.world());
        if estate.environment() != plan.scenario.environment.as_str() {
            let at = plan.scenario.environment.span.clone();
            let message = format!("telemetry is made for '{}' alone", estate.environment());
            let finding = Diagnostic::error("gameday/value", message).at(&*source.path, source.text.clone(), at);
            findings.push(finding.help("use that environment, or add a platform"));
        }
        if findings.is_empty() { Ok(plan) } else { Err(findings) }
    }
}

/// The files of `gamedays/`, by name.
fn sources(root: &Path) -> Result<Vec<Source>, Vec<Diagnostic>> {
    let unreadable = |path: &Path, error: std::io::Error| {
        vec![Diagnostic::error(
            "usage/scenario",
            format!("cannot read '{}': {error}", path.display()),
        )]
    };
    let folder = root.join(FOLDER);
    let mut sources = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, error))? {
        let path = entry.map_err(|error| unreadable(&folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".yaml") {
            let finding = Diagnostic::error("gameday/file", format!("'{FOLDER}/{name}' is no scenario"));
            return Err(vec![finding.help("name it <scenario>.yaml, or move it elsewhere")]);
        }
        sources.push(Source {
            path: format!("{FOLDER}/{name}"),
            text: fs::read_to_string(&path)
                .map_err(|error| unreadable(&path, error))?
                .into(),
        });
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}
