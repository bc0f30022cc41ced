//! The input of `lint`, built from JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Date, ObjectKind, ObjectPath};
use render::{Definitions, Object, Spec};
use repository::{Archetype, Source};
use serde_json::{Map, Value};

use super::objects;
use crate::rule::{Edit, Rule};
use crate::{Facts, Input, Report, lint, rules};

/// The service in `valid.json`.
const SERVICE: &str = "scribe";

/// The keys of `source` and their paths below `jsonnet/`.
const SOURCES: [(&str, &str); 11] = [
    ("monitor", "services/scribe/monitors/failure-rate.libsonnet"),
    ("slo", "services/scribe/slos/success.libsonnet"),
    ("dashboard", "services/scribe/dashboards/jobs.libsonnet"),
    ("service", "services/scribe/service.libsonnet"),
    ("normal", "worlds/normal.yaml"),
    ("tags", "policy/tags.libsonnet"),
    ("metrics", "policy/metrics/custom.libsonnet"),
    ("teams", "policy/teams.libsonnet"),
    ("routes", "policy/routes.libsonnet"),
    ("environments", "policy/environments.libsonnet"),
    ("organisations", "policy/organisations.libsonnet"),
];

/// The keys of the runbooks and their paths.
const RUNBOOKS: [(&str, &str); 5] = [
    ("runbook", "runbooks/scribe/failure-rate.md"),
    ("guide", "runbooks/troubleshooting/logs.md"),
    ("template", "runbooks/archetypes/worker/late.md"),
    ("stray", "runbooks/scrib/failure-rate.md"),
    ("odd", "runbooks/notes.md"),
];

/// The path of the maintenance window.
const WINDOW: &str = "terraform/environments/prod/maintenance/patches.yaml";

/// Definitions and runbooks in memory.
pub(super) struct Fixture {
    today: Date,
    definitions: Definitions,
    sources: BTreeMap<String, Source>,
    archetypes: BTreeMap<String, Archetype>,
    pub(super) runbooks: BTreeMap<String, Arc<str>>,
    operations: BTreeMap<String, Arc<str>>,
    codeowners: Option<Arc<str>>,
    values: BTreeMap<String, BTreeMap<String, Value>>,
}

/// The JSON of `valid.json` after `edits`.
pub(super) fn document(edits: &[Edit]) -> Value {
    let mut document: Value = serde_json::from_str(include_str!("valid.json")).expect("valid.json is JSON");
    for edit in edits {
        edit_one(&mut document, *edit);
    }
    document
}

fn edit_one(document: &mut Value, edit: Edit) {
    match edit {
        Edit::Set(path, json) => {
            let value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{path}: {error}"));
            let (parent, key) = parent(document, path);
            match parent {
                Value::Array(array) => match key.parse::<usize>().expect("a number").cmp(&array.len()) {
                    std::cmp::Ordering::Less => array[key.parse::<usize>().expect("a number")] = value,
                    _ => array.push(value),
                },
                parent => parent[key] = value,
            }
        }
        Edit::Drop(path) => {
            let (parent, key) = parent(document, path);
            match parent {
                Value::Object(map) => drop(map.remove(key).unwrap_or_else(|| panic!("nothing at {path}"))),
                Value::Array(array) => drop(array.remove(key.parse().expect("a number"))),
                _ => panic!("nothing at {path}"),
            }
        }
        Edit::Replace(path, from, to) => {
            let (parent, key) = parent(document, path);
            let text = match parent {
                Value::Array(array) => array.get_mut(key.parse::<usize>().expect("a number")),
                parent => parent.get_mut(key),
            };
            let Some(Value::String(text)) = text else {
                panic!("no text at {path}")
            };
            assert!(text.contains(from), "{path} does not contain {from:?}");
            *text = text.replacen(from, to, 1);
        }
    }
}

fn parent<'v, 'p>(document: &'v mut Value, path: &'p str) -> (&'v mut Value, &'p str) {
    let (folders, key) = path.rsplit_once('/').unwrap_or(("", path));
    let mut value = document;
    for name in folders.split('/').filter(|name| !name.is_empty()) {
        value = match value {
            Value::Array(array) => array.get_mut(name.parse::<usize>().expect("a number")),
            value => value.get_mut(name),
        }
        .unwrap_or_else(|| panic!("nothing at {path}"));
    }
    (value, key)
}

impl Fixture {
    pub(super) fn new(document: &Value) -> Self {
        let mut document = document.clone();
        // Every monitor has the suppressions of the example.
        document["monitor"]["suppress"] = document["suppress"].clone();
        let catalog = serde_json::from_value(document["catalog"].clone()).expect("a catalog");
        let object = |key: &str, kind, name: &str, spec: fn(&Value) -> Spec| Object {
            scope: if kind == ObjectKind::Dashboard { "acme" } else { "prod" }.to_owned(),
            path: ObjectPath {
                service: SERVICE.to_owned(),
                kind,
                name: name.to_owned(),
            },
            origin: render::OWN.to_owned(),
            linked: None,
            spec: spec(&document[key]),
        };
        let mut objects = vec![
            object("dashboard", ObjectKind::Dashboard, "jobs", objects::dashboard),
            object("monitor", ObjectKind::Monitor, "failure-rate", objects::monitor),
        ];
        if !document["slo"].is_null() {
            objects.push(object("slo", ObjectKind::Slo, "success", objects::slo));
        }
        let none = Map::new();
        // Further monitors are copies of the first with changed values: `more/<environment>|<service>|<name>|<archetype>`.
        for (path, changes) in document["more"].as_object().unwrap_or(&none) {
            let mut spec = document["monitor"].clone();
            for (at, value) in changes.as_object().unwrap_or(&none) {
                let (parent, key) = parent(&mut spec, at);
                parent[key] = value.clone();
            }
            let mut parts = path.split('|');
            let (scope, service, name) = (parts.next(), parts.next(), parts.next());
            objects.push(Object {
                scope: scope.expect("a scope").to_owned(),
                path: ObjectPath {
                    service: service.expect("a service").to_owned(),
                    kind: ObjectKind::Monitor,
                    name: name.expect("a name").to_owned(),
                },
                origin: parts.next().unwrap_or(render::OWN).to_owned(),
                linked: None,
                spec: objects::monitor(&spec),
            });
        }
        // The monitor as its archetype declares it, if a service tunes it.
        let changes = document["untuned"].as_object();
        let untuned = changes.map(|changes| {
            let mut spec = document["monitor"].clone();
            for (at, value) in changes {
                let (parent, key) = parent(&mut spec, at);
                parent[key] = value.clone();
            }
            Object {
                scope: "prod".to_owned(),
                path: ObjectPath {
                    service: SERVICE.to_owned(),
                    kind: ObjectKind::Monitor,
                    name: "failure-rate".to_owned(),
                },
                origin: "worker".to_owned(),
                linked: None,
                spec: objects::monitor(&spec),
            }
        });
        let untuned = untuned.into_iter().collect();
        let mut worker = Archetype::default();
        let monitors = document["archetype"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned));
        worker.objects.insert(ObjectKind::Monitor, monitors.collect());
        let text = |value: &Value| value.as_str().map(Arc::<str>::from);
        let source =
            |(key, path): &(&str, &str)| Some(((*path).to_owned(), Source::new(text(&document["source"][*key])?)));
        let runbook = |(key, path): &(&str, &str)| Some(((*path).to_owned(), text(&document[*key])?));
        Self {
            today: serde_json::from_value(document["today"].clone()).expect("a date"),
            definitions: Definitions {
                catalog,
                objects,
                untuned,
            },
            sources: SOURCES.iter().filter_map(source).collect(),
            archetypes: BTreeMap::from([("worker".to_owned(), worker)]),
            runbooks: RUNBOOKS.iter().filter_map(runbook).collect(),
            operations: BTreeMap::from([(WINDOW.to_owned(), text(&document["window"]).expect("a window"))]),
            codeowners: text(&document["codeowners"]),
            values: BTreeMap::from([(
                "prod".to_owned(),
                BTreeMap::from([("datadog".to_owned(), document["values"].clone())]),
            )]),
        }
    }

    /// Runs all rules. With `only`, the report has the findings of that rule alone.
    pub(super) fn lint(&self, only: Option<&Rule>) -> Report {
        let files = BTreeSet::from(["docs/README.md".to_owned()]);
        let facts = Facts::read(Input {
            definitions: &self.definitions,
            sources: &self.sources,
            archetypes: &self.archetypes,
            runbooks: &self.runbooks,
            operations: &self.operations,
            values: &self.values,
            files: &files,
            codeowners: self.codeowners.as_ref(),
            today: self.today,
        });
        let mut report = lint(&facts, rules());
        if let Some(rule) = only {
            report.findings.retain(|finding| finding.rule == rule.name);
        }
        report
    }
}
