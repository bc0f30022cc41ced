//! Which monitors the tests run on.
//!
//! The tests of an archetype's monitor run on what the archetype declares, in every service and environment: what a service tunes is left out, so that a
//! threshold, a window or a severity can be tuned without a change of these tests. A service may test what it has tuned, in the folder of its own
//! monitors; it must where it tunes what the monitor measures, because then the archetype's tests say nothing about it.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::Diagnostic;
use model::{ObjectKind, Service};
use monitor_tests::{Known, RenderedMonitor, Suite, TestSource, TestedMonitor, test_file};
use render::{Definitions, Object, Related, Spec};
use repository::Inventory;

/// The tests in `sources`, for all monitors; without those that are known to pass.
pub(super) fn suite(
    inventory: &Inventory,
    definitions: &Definitions,
    mut sources: Vec<TestSource>,
    known: &Known,
) -> Result<Suite, Vec<Diagnostic>> {
    let monitors = monitors(inventory, definitions)?;
    // An archetype that no service uses may stay, with its tests.
    let used: BTreeSet<&str> = monitors.iter().map(|monitor| monitor.tests.as_str()).collect();
    let unused: BTreeSet<String> = of_libraries(inventory)
        .filter(|path| !used.contains(path.as_str()))
        .collect();
    sources.retain(|source| !unused.contains(&source.path));
    Ok(Suite::resumed(monitors, &sources, &definitions.catalog, known))
}

/// The paths of the test files of the monitors of archetypes and of the alerts of SLOs.
fn of_libraries(inventory: &Inventory) -> impl Iterator<Item = String> {
    let monitors = inventory.archetypes.iter().flat_map(|(archetype, files)| {
        let names = files.objects.get(&ObjectKind::Monitor).into_iter().flatten();
        names.map(move |name| format!("jsonnet/lib/archetype/{archetype}/monitors/{name}.libsonnet"))
    });
    let alerts = inventory.slo_alerts.iter();
    let alerts = alerts.map(|alert| format!("jsonnet/lib/slo-alert/{alert}.libsonnet"));
    monitors.chain(alerts).map(|source| test_file(&source))
}

/// Every monitor that tests run on, compiled.
fn monitors(inventory: &Inventory, definitions: &Definitions) -> Result<Vec<TestedMonitor>, Vec<Diagnostic>> {
    let untuned: BTreeMap<_, &Object> = definitions
        .untuned
        .iter()
        .map(|object| ((&object.scope, &object.path), object))
        .collect();
    let (mut monitors, mut findings) = (Vec::new(), Vec::new());
    let mut add =
        |object: &Object, related: Related<'_>, service: &Service, source: String, tests: String| match compiled(
            object, related, service, source, tests,
        ) {
            Some(Ok(monitor)) => monitors.push(monitor),
            Some(Err(finding)) => findings.push(*finding),
            None => {}
        };
    for object in &definitions.objects {
        let Some(service) = definitions.catalog.services.get(&object.path.service) else {
            continue;
        };
        let (source, tests) = (object.source(), test_file(&object.source()));
        let Some(as_declared) = untuned.get(&(&object.scope, &object.path)) else {
            let related = definitions.related_untuned(object);
            add(object, related, service, source, tests);
            continue;
        };
        let related = definitions.related_untuned(as_declared);
        add(as_declared, related, service, source, tests);
        let own = format!("services/{}/monitors/{}_test.yaml", service.name, object.path.name);
        if inventory.monitor_tests.contains_key(&own) || changes_what_is_measured(service, &object.path.name) {
            let declaration = format!("jsonnet/{}", service.file);
            let related = definitions.related(object);
            add(object, related, service, declaration, format!("jsonnet/{own}"));
        }
    }
    if findings.is_empty() {
        Ok(monitors)
    } else {
        Err(findings)
    }
}

fn changes_what_is_measured(service: &Service, monitor: &str) -> bool {
    let tuned = service.tune.get(monitor).and_then(|tuned| tuned.as_object());
    tuned.is_some_and(|fields| fields.keys().any(|field| render::is_measured(field)))
}

/// `None` for what is no monitor.
fn compiled(
    object: &Object,
    related: Related<'_>,
    service: &Service,
    source: String,
    tests: String,
) -> Option<Result<TestedMonitor, Box<Diagnostic>>> {
    let Spec::Monitor(monitor) = &object.spec else {
        return None;
    };
    let rendered = RenderedMonitor {
        env: &object.scope,
        path: &object.path,
        source,
        tests,
        team: &service.team,
        tier: service.tier,
        severity: &monitor.severity,
        consumes: &service.consumes,
        payload: object.payload(),
        slos: related.slos,
        monitors: related.monitors,
    };
    Some(match TestedMonitor::new(&rendered) {
        Ok(mut tested) => {
            tested.show_thresholds(|threshold| monitor.shown_in.text_of(threshold));
            if let Some(limit) = monitor.limit {
                tested.set_limit(limit);
            }
            if let Some(minimum) = monitor.minimum {
                tested.set_minimum(minimum.bad, minimum.assumed);
            }
            Ok(tested)
        }
        Err(refusal) => {
            let mut finding = Diagnostic::error("monitors/not-evaluated", refusal.message).in_file(object.source());
            finding.help = refusal.help;
            Err(Box::new(finding))
        }
    })
}
