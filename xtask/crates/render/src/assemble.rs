//! What an evaluated unit answers, as typed objects and as files.

use std::collections::BTreeMap;

use diagnostics::Diagnostic;
use estate::Artifact;
use model::{Kind, ObjectPath};
use serde::Deserialize;
use serde_json::Value;

use crate::artifact;
use crate::catalog::Catalog;
use crate::object::{self, BOARDS, Evaluated, Object};
use crate::unit::Unit;

pub(crate) fn artifacts(catalog: &Catalog, unit: &Unit, json: &str) -> Result<Vec<Artifact>, Vec<Diagnostic>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Files {
        #[serde(default)]
        values: BTreeMap<String, Value>,
        manifests: BTreeMap<String, Vec<Value>>,
    }
    let files = |folder: &str, kind: &str, values_folder: &str| -> Result<Vec<Artifact>, Vec<Diagnostic>> {
        let files: Files = serde_json::from_str(json).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])?;
        let values = files
            .values
            .iter()
            .map(|(name, value)| artifact::values(format!("{values_folder}/{name}.yaml"), &format!("jsonnet/agent/values/{name}.libsonnet"), value));
        let manifests = files
            .manifests
            .iter()
            .map(|(name, objects)| artifact::manifests(format!("{folder}/{name}.yaml"), &format!("jsonnet/{kind}/{name}.libsonnet"), objects));
        collect(values.chain(manifests))
    };
    match unit {
        Unit::Agent { env } => files(&format!("manifests/{env}/{BOARDS}"), "agent/manifests", &format!("helm-values/{env}")),
        Unit::ArgoCd => files("manifests/argocd", "argocd", ""),
        _ => {
            let (namespace, part_of) = (&catalog.platform.agent_namespace, &catalog.platform.managed_by);
            collect(objects(unit, json)?.iter().map(|object| artifact::generic_resource(object, namespace, part_of)))
        }
    }
}

fn collect(results: impl Iterator<Item = Result<Artifact, Box<Diagnostic>>>) -> Result<Vec<Artifact>, Vec<Diagnostic>> {
    let (mut artifacts, mut findings) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(artifact) => artifacts.push(artifact),
            Err(finding) => findings.push(*finding),
        }
    }
    if findings.is_empty() { Ok(artifacts) } else { Err(findings) }
}

/// The typed objects of an evaluated unit. One name from two origins is two objects with one path: a finding.
pub(crate) fn objects(unit: &Unit, json: &str) -> Result<Vec<Object>, Vec<Diagnostic>> {
    let (scope, service) = match unit {
        Unit::Service { env, service } => (env, service.as_str()),
        Unit::ServiceBoards { organisation, service } => (organisation, service.as_str()),
        Unit::Boards { organisation } => (organisation, BOARDS),
        Unit::Policy | Unit::Agent { .. } | Unit::ArgoCd => return Ok(Vec::new()),
    };
    let mut evaluated: Evaluated = serde_json::from_str(json).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])?;
    let (mut objects, mut findings): (BTreeMap<ObjectPath, Object>, _) = (BTreeMap::new(), Vec::new());
    for kind in Kind::ALL {
        for (origin, named) in evaluated.remove(kind.folder()).unwrap_or_default() {
            for (name, value) in named {
                let path = ObjectPath {
                    service: service.to_owned(),
                    kind,
                    name,
                };
                if value.get("payload").is_none() {
                    findings.push(no_object(&path, &origin));
                    continue;
                }
                let spec = match object::spec(kind, value) {
                    Ok(spec) => spec,
                    Err(error) => {
                        findings.push(mistyped(&path.to_string(), "jsonnet/lib/datadog", &error));
                        continue;
                    }
                };
                let object = Object {
                    scope: scope.clone(),
                    path: path.clone(),
                    origin: origin.clone(),
                    spec,
                };
                match objects.get(&path) {
                    Some(first) => findings.push(two_objects(first, &object)),
                    None => drop(objects.insert(path, object)),
                }
            }
        }
    }
    if findings.is_empty() {
        Ok(objects.into_values().collect())
    } else {
        Err(findings)
    }
}

/// A file that answers something else than what a constructor makes.
fn no_object(path: &ObjectPath, origin: &str) -> Diagnostic {
    let kind = path.kind;
    let constructor = match kind {
        Kind::Monitor => "ctx.monitor.threshold",
        Kind::Slo => "ctx.slo.events",
        Kind::Dashboard => "ctx.board",
    };
    Diagnostic::error(
        "jsonnet/no-object",
        format!("the file of {kind} '{}/{}' answers no {kind}", path.service, path.name),
    )
    .in_file(object::source(path, origin))
    .help(format!(
        "a file under {}/ is function(ctx) {constructor}({{ ... }}), or another constructor of its kind",
        kind.folder()
    ))
}

fn two_objects(first: &Object, second: &Object) -> Diagnostic {
    let kind = first.path.kind;
    Diagnostic::error(
        "estate/two-objects",
        format!("two {kind}s of service '{}' are called '{}'", first.path.service, first.path.name),
    )
    .in_file(second.source())
    .note(format!("the other is {}", first.source()))
    .help(format!(
        "rename one; to change an archetype's {kind} use 'tune', to drop it 'without', both in jsonnet/services/{}/service.libsonnet",
        first.path.service
    ))
}

/// The libraries answered something that their types do not know: a fault of the libraries, not of who uses them.
pub(crate) fn mistyped(what: &str, place: &str, error: &serde_json::Error) -> Diagnostic {
    Diagnostic::error("render/type", format!("{what}: {error}"))
        .in_file(place)
        .help("the libraries and the tool disagree about this shape: see xtask/crates/render/src/object.rs and catalog.rs")
}
