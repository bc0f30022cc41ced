//! References between objects. A path has no environment: it is that of the object that refers, and for a dashboard the one that owns its organisation.

use std::collections::BTreeMap;

use diagnostics::{Diagnostic, suggestion};
use model::{Catalog, ObjectKind, ObjectPath};
use repository::Source;

use crate::object::Object;
use crate::related::applied_by;

/// The objects by the environment that applies them and their path.
struct Index<'a> {
    catalog: &'a Catalog,
    objects: BTreeMap<(&'a str, &'a ObjectPath), &'a Object>,
}

/// Types of monitors whose time an SLO can count, and of these those whose SLO can have an alert (`doc: service_level_objectives/monitor`, `burn_rate`).
const METRIC: [&str; 2] = ["query alert", "metric alert"];
const COUNTED: [&str; 3] = ["query alert", "metric alert", "service check"];

/// What is wrong with the references of all objects. The same in several environments is one finding.
pub(crate) fn check(catalog: &Catalog, sources: &BTreeMap<String, Source>, objects: &[Object]) -> Vec<Diagnostic> {
    let key = |object: &'_ Object| (applied_by(catalog, &object.scope).to_owned(), object.path.clone());
    let index = Index {
        catalog,
        objects: objects
            .iter()
            .map(|object| ((applied_by(catalog, &object.scope), &object.path), object))
            .collect(),
    };
    let mut found: BTreeMap<(String, String), (Diagnostic, Vec<String>)> = BTreeMap::new();
    for object in objects {
        for reference in object.linked.iter().flat_map(|linked| &linked.references) {
            for finding in index.check(object, reference) {
                let (env, path) = key(object);
                let place = placed(sources, object, reference, finding);
                let (_, environments) = found
                    .entry((path.to_string(), place.message.clone()))
                    .or_insert_with(|| (place, Vec::new()));
                environments.push(env);
            }
        }
    }
    let finding =
        |(finding, environments): (Diagnostic, Vec<String>)| finding.note(format!("in {}", environments.join(", ")));
    found.into_values().map(finding).collect()
}

fn placed(
    sources: &BTreeMap<String, Source>,
    object: &Object,
    reference: &ObjectPath,
    finding: Diagnostic,
) -> Diagnostic {
    let file = object.source();
    let written = reference.reference();
    let text = file
        .strip_prefix("jsonnet/")
        .and_then(|path| sources.get(path))
        .map(|source| source.text.clone());
    match text.as_ref().and_then(|text| Some((text, text.find(&written)?))) {
        Some((text, start)) => finding.at(file, text.clone(), start..start + written.len()),
        None => finding.in_file(file),
    }
}

impl Index<'_> {
    fn check(&self, object: &Object, reference: &ObjectPath) -> Vec<Diagnostic> {
        let env = applied_by(self.catalog, &object.scope);
        let what = format!("{} '{}'", object.path.kind, object.path);
        let Some(referred) = self.objects.get(&(env, reference)) else {
            return vec![self.unknown(&what, env, reference)];
        };
        let mut findings = Vec::new();
        if let Some(cycle) = self.cycle(env, object) {
            findings.push(
                Diagnostic::error(
                    "reference/cycle",
                    format!("{what} refers to itself: {}", cycle.join(" -> ")),
                )
                .help("remove one of the references: none of these can be created first"),
            );
        }
        findings.extend(self.unsuitable(env, &what, object, referred));
        findings
    }

    fn unknown(&self, what: &str, env: &str, reference: &ObjectPath) -> Diagnostic {
        let elsewhere: Vec<&str> = self
            .objects
            .keys()
            .filter(|(_, path)| *path == reference)
            .map(|(env, _)| *env)
            .collect();
        let path = reference.reference();
        if elsewhere.is_empty() {
            let known: Vec<String> = self
                .objects
                .keys()
                .filter(|(of, path)| *of == env && path.kind == reference.kind)
                .map(|(_, path)| path.reference())
                .collect();
            return Diagnostic::error(
                "reference/unknown",
                format!("{what} refers to '{path}', which does not exist"),
            )
            .help(suggestion(&path, known.iter().map(String::as_str)));
        }
        Diagnostic::error(
            "reference/elsewhere",
            format!(
                "{what} refers to '{path}', which exists only in {}",
                elsewhere.join(", ")
            ),
        )
        .help("an id is of one environment: refer to an object that exists wherever this one does")
    }

    /// The references that lead from the object back to it.
    fn cycle(&self, env: &str, object: &Object) -> Option<Vec<String>> {
        fn search(index: &Index<'_>, env: &str, goal: &ObjectPath, at: &Object, way: &mut Vec<String>) -> bool {
            for path in at.linked.iter().flat_map(|linked| &linked.references) {
                way.push(path.reference());
                // What leads nowhere near the goal ends; another cycle on the way is reported for its own members.
                if path == goal
                    || (way.len() < 8
                        && index
                            .objects
                            .get(&(env, path))
                            .is_some_and(|next| search(index, env, goal, next, way)))
                {
                    return true;
                }
                way.pop();
            }
            false
        }
        let mut way = vec![object.path.reference()];
        search(self, env, &object.path, object, &mut way).then_some(way)
    }

    /// What Datadog does not combine.
    fn unsuitable(&self, env: &str, what: &str, object: &Object, referred: &Object) -> Option<Diagnostic> {
        let kind = |object: &Object| object.spec.payload()["type"].as_str().unwrap_or_default().to_owned();
        let path = referred.path.reference();
        let reject = |message: String, help: &str| Some(Diagnostic::error("reference/unsuitable", message).help(help));
        match (object.path.kind, referred.path.kind) {
            (ObjectKind::Monitor, ObjectKind::Monitor) if kind(referred) == "composite" => reject(
                format!("{what} is a composite of the composite '{path}', which Datadog rejects"),
                "write its condition here",
            ),
            (ObjectKind::Slo, ObjectKind::Monitor) if !COUNTED.contains(&kind(referred).as_str()) => reject(
                format!("{what} counts the time of '{path}', a {}", kind(referred)),
                "Datadog counts metric monitors and service checks: declare the SLO on events, with ctx.slo.events",
            ),
            (ObjectKind::Monitor, ObjectKind::Slo) => {
                let monitors = referred.linked.iter().flat_map(|linked| &linked.references);
                let other = monitors
                    .filter_map(|path| self.objects.get(&(env, path)))
                    .find(|monitor| !METRIC.contains(&kind(monitor).as_str()))?;
                reject(
                    format!(
                        "{what} alerts on the SLO '{path}', which counts the time of '{}', a {}",
                        other.path.reference(),
                        kind(other)
                    ),
                    "Datadog alerts on SLOs of metric monitors alone: remove the alert, because the monitors of the SLO alert themselves",
                )
            }
            _ => None,
        }
    }
}
