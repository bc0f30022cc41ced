//! What the constructors and the archetypes of `jsonnet/lib` make, as payloads of the API. The fixtures under `tests/fixtures` use this
//! repository's own libraries and policy. `cargo xtask snapshot` shows what differs, `cargo xtask snapshot --accept` accepts it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use model::ObjectKind;
use render::{Object, Spec};
use repository::Inventory;
use serde_json::{Value, json};

/// The environment whose objects are shown: the one in which every route leads somewhere.
const SHOWN: &str = "prod";

struct Fixture {
    inventory: Inventory,
    objects: Vec<Object>,
}

/// The libraries and the policy with the fixture's services.
fn fixture(name: &str) -> Fixture {
    let tree = tempfile::tempdir().expect("a folder");
    test_support::fixtures::empty_tree(tree.path()).expect("the libraries are copied");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    test_support::fixtures::copy(&own, tree.path()).expect("the fixture is copied");
    let failed =
        |findings: Vec<diagnostics::Diagnostic>| format!("fixture '{name}':\n{}", diagnostics::text(&findings, false));
    let inventory = Inventory::read(tree.path())
        .map_err(failed)
        .unwrap_or_else(|failed| panic!("{failed}"));
    let definitions = render::definitions(&inventory)
        .map_err(failed)
        .unwrap_or_else(|failed| panic!("{failed}"));
    Fixture {
        inventory,
        objects: definitions.objects,
    }
}

/// An object as a reader compares it: what the API is given, and what the docs and the routes are made from.
fn shown(object: &Object) -> Value {
    let payload = object.spec.payload();
    match &object.spec {
        Spec::Monitor(m) => {
            json!({ "notifies": m.notifies, "window": m.window, "unit": m.unit, "metrics": m.metrics, "payload": payload })
        }
        Spec::Slo(s) => {
            json!({ "indicator": s.indicator, "budget_minutes": s.budget_minutes, "metrics": s.metrics, "payload": payload })
        }
        Spec::Dashboard(_) | Spec::Downtime(_) | Spec::Synthetic(_) => json!({ "payload": payload }),
    }
}

fn compare(name: &str, value: &Value) {
    let text = serde_json::to_string_pretty(value).expect("a JSON value prints");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A snapshot of each object in the fixture's services' own folders.
fn check_own(name: &str, kind: ObjectKind) {
    let fixture = fixture(name);
    let own = |o: &&Object| {
        o.origin == render::OWN && o.path.kind == kind && (o.scope == SHOWN || kind == ObjectKind::Dashboard)
    };
    let mut count = 0;
    for object in fixture.objects.iter().filter(own) {
        compare(&format!("{name}__{}", object.path.name), &shown(object));
        count += 1;
    }
    assert!(count > 0, "fixture '{name}' has no {kind}");
}

#[test]
fn signals_as_monitors_ask_them() {
    check_own("signals", ObjectKind::Monitor);
}

#[test]
fn signals_as_widgets_ask_them() {
    let fixture = fixture("signals");
    let dashboard = fixture
        .objects
        .iter()
        .find(|o| o.path.kind == ObjectKind::Dashboard && o.origin == render::OWN)
        .expect("the dashboard of signals");
    compare("signals__as-widgets", &dashboard.spec.payload()["widgets"]);
}

#[test]
fn monitors() {
    check_own("monitors", ObjectKind::Monitor);
}

#[test]
fn slos() {
    check_own("slos", ObjectKind::Slo);
}

#[test]
fn widgets() {
    check_own("widgets", ObjectKind::Dashboard);
}

/// Each archetype has a service of its name in the fixture, so that a new one cannot be forgotten.
#[test]
fn archetypes() {
    let fixture = fixture("archetypes");
    let services: BTreeSet<_> = fixture.inventory.services.keys().collect();
    let archetypes: BTreeSet<_> = fixture.inventory.archetypes.keys().collect();
    assert_eq!(
        services, archetypes,
        "tests/fixtures/archetypes has a service of the name of each archetype"
    );
    for archetype in archetypes {
        let of_archetype =
            |o: &&Object| &o.path.service == archetype && (o.scope == SHOWN || o.path.kind == ObjectKind::Dashboard);
        let objects: BTreeMap<_, _> = fixture
            .objects
            .iter()
            .filter(of_archetype)
            .map(|o| (o.path.manifest(), shown(o)))
            .collect();
        compare(&format!("archetype__{archetype}"), &json!(objects));
    }
}

/// What environments and severities change, as a table: thresholds come from the environment, handles from the route.
#[test]
fn environments_and_severities() {
    let fixture = fixture("monitors");
    let mut table: BTreeMap<String, BTreeMap<&str, Value>> = BTreeMap::new();
    for object in &fixture.objects {
        let Spec::Monitor(monitor) = &object.spec else { continue };
        let row = json!({
            "notifies": monitor.notifies,
            "thresholds": monitor.payload["options"]["thresholds"],
            "renotify_interval": monitor.payload["options"]["renotify_interval"],
        });
        table
            .entry(format!("{} {}", monitor.severity, object.path.name))
            .or_default()
            .insert(&object.scope, row);
    }
    compare("environments-and-severities", &json!(table));
}
