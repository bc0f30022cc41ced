//! What the expected dashboards show of a run, and their pictures.

use std::collections::{BTreeMap, BTreeSet};

use datadog_simulator::World;
use gameday_scenarios::{Change, Observed, Plan, RecordedMonitor, Recording, SeenDashboard, SeenGraph};
use model::ObjectKind;
use page_budget::monitor_name;
use preview::{Objective, Recorded, View, draw, movements};
use render::Object;

use crate::definitions::Everything;

/// What is kept of the dashboards of a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pictures {
    /// The telemetry, from which more dashboards can be drawn.
    pub(crate) recording: Recording,
    /// The pages, by the names of their files.
    pub(crate) pages: BTreeMap<String, String>,
}

/// Notes what the expected dashboards show, and draws each at the end of the last injection. `start`: of the scenario, in unix seconds.
pub(crate) fn show(
    everything: &Everything,
    plan: &Plan,
    start: i64,
    world: &World,
    observed: &mut Observed,
) -> Pictures {
    let environment = plan.scenario.environment.as_str();
    let shown_until = plan.injections.iter().map(|staged| staged.to).max().unwrap_or_default();
    let recording = Recording::new(
        (&plan.name, environment),
        (start, shown_until),
        monitors(everything, plan, shown_until, observed),
        world,
    );
    let mut drawn = Vec::new();
    let mut pages = BTreeMap::new();
    for wanted in &plan.scenario.expect.dashboards {
        let Some(injection) = plan.injection(wanted.after.as_deref().map(String::as_str)) else {
            continue;
        };
        let name = wanted.dashboard.as_str();
        let Some(dashboard) = everything.dashboards(environment).remove(name) else {
            continue;
        };
        if drawn.contains(&(name, injection.from)) {
            continue;
        }
        drawn.push((name, injection.from));
        let source = source(everything, environment, dashboard, &recording);
        let view = View {
            now: start + injection.to,
            about: String::new(),
        };
        let graphs = movements(dashboard.payload(), &source, &view, start + injection.from);
        observed.dashboards.push(SeenDashboard {
            dashboard: name.to_owned(),
            since: injection.from,
            graphs: graphs
                .into_iter()
                .map(|graph| SeenGraph {
                    path: graph.path,
                    at: graph.at - start,
                    how: graph.how,
                })
                .collect(),
        });
        pages
            .entry(format!("dashboard-{}.html", name.replace('/', "-")))
            .or_insert_with(|| draw(dashboard.payload(), &source, &recording.view()).html);
    }
    Pictures { recording, pages }
}

fn source(everything: &Everything, environment: &str, dashboard: &Object, recording: &Recording) -> Recorded {
    let definitions = &everything.definitions;
    let objectives = definitions.objectives(dashboard, environment).into_iter();
    let objectives = objectives.map(|(id, payload)| Objective {
        id,
        payload: payload.clone(),
    });
    recording.source(objectives.collect(), definitions.units())
}

/// The monitors that were applied, with the gravest state of their groups at a time.
fn monitors(everything: &Everything, plan: &Plan, at: i64, observed: &Observed) -> Vec<RecordedMonitor> {
    let environment = plan.scenario.environment.as_str();
    let seen: BTreeSet<&str> = observed.changes.iter().map(|change| change.monitor.as_str()).collect();
    let objects = everything
        .objects(environment)
        .filter(|object| object.path.kind == ObjectKind::Monitor);
    let monitor = |object: &Object| {
        let payload = object.payload();
        let tags = payload["tags"].as_array().into_iter().flatten();
        RecordedMonitor {
            name: payload["name"].as_str().unwrap_or_default().to_owned(),
            tags: tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect(),
            priority: payload["priority"]
                .as_u64()
                .and_then(|priority| u8::try_from(priority).ok()),
            state: state(&monitor_name(&object.path), at, &observed.changes).map(str::to_owned),
        }
    };
    objects
        .filter(|object| seen.contains(monitor_name(&object.path).as_str()))
        .map(monitor)
        .collect()
}

fn state<'o>(monitor: &str, at: i64, changes: &'o [Change]) -> Option<&'o str> {
    let mut groups: BTreeMap<&str, &str> = BTreeMap::new();
    for change in changes
        .iter()
        .filter(|change| change.monitor == monitor && change.at <= at)
    {
        match &change.to {
            Some(state) => groups.insert(&change.group, state),
            None => groups.remove(change.group.as_str()),
        };
    }
    ["Alert", "Warn", "No Data", "OK"]
        .into_iter()
        .find_map(|state| groups.values().copied().find(|of| *of == state))
}
