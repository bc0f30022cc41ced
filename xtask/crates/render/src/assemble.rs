//! The result of an evaluated unit, as typed objects and as files.

use std::collections::BTreeMap;

use constructors::{Clients, DashboardBuilder, Finding, ServiceBuilder, Spec};
use diagnostics::Diagnostic;
use model::{Catalog, ObjectKind, ObjectPath};
use repository::{Artifact, Source};
use serde::Deserialize;
use serde_json::Value;

use crate::artifact;
use crate::object::{self, DASHBOARDS, Evaluated, Linked, OWN, Object};
use crate::place::placed;
use crate::unit::Unit;

/// What assembling needs besides the evaluated value.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) sources: &'a BTreeMap<String, Source>,
    clients: Clients,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(catalog: &'a Catalog, sources: &'a BTreeMap<String, Source>) -> Self {
        let clients = Clients::of(catalog);
        Self {
            catalog,
            sources,
            clients,
        }
    }
}

pub(crate) fn artifacts(facts: &Facts<'_>, unit: &Unit, json: &str) -> Result<Vec<Artifact>, Vec<Diagnostic>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Files {
        #[serde(default)]
        values: BTreeMap<String, Value>,
        manifests: BTreeMap<String, Vec<Value>>,
        #[serde(default)]
        environments: BTreeMap<String, BTreeMap<String, Vec<Value>>>,
    }
    let files = |folder: &str, kind: &str, values_folder: &str| -> Result<Vec<Artifact>, Vec<Diagnostic>> {
        let files: Files =
            serde_json::from_str(json).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])?;
        let values = files.values.iter().map(|(name, value)| {
            artifact::values(
                format!("{values_folder}/{name}.yaml"),
                &format!("jsonnet/agent/values/{name}.libsonnet"),
                value,
            )
        });
        let manifests = files.manifests.iter().map(|(name, objects)| {
            artifact::manifests(
                format!("{folder}/{name}.yaml"),
                &format!("jsonnet/{kind}/{name}.libsonnet"),
                objects,
            )
        });
        let environments = files.environments.iter().flat_map(|(env, manifests)| {
            manifests.iter().map(move |(name, objects)| {
                artifact::manifests(
                    format!("{folder}/{env}/{name}.yaml"),
                    &format!("jsonnet/{kind}/environment/{name}.libsonnet"),
                    objects,
                )
            })
        });
        collect(values.chain(manifests).chain(environments))
    };
    match unit {
        Unit::Agent { env } => {
            let folder = format!("manifests/{env}/{DASHBOARDS}");
            let mut artifacts = files(&folder, "agent/manifests", &format!("helm-values/{env}"))?;
            artifacts.push(artifact::linked_definition(&folder).map_err(|finding| vec![*finding])?);
            Ok(artifacts)
        }
        Unit::ArgoCd => files("manifests/argocd", "argocd", ""),
        _ => {
            let platform = &facts.catalog.platform;
            let (namespace, part_of) = (&platform.agent_namespace, &platform.managed_by);
            collect(
                objects(facts, unit, json)?
                    .iter()
                    .map(|object| artifact::generic_resource(object, namespace, part_of)),
            )
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
    if findings.is_empty() {
        Ok(artifacts)
    } else {
        Err(findings)
    }
}

/// The objects of an evaluated unit. One name from two origins is two objects with one path: a finding.
pub(crate) fn objects(facts: &Facts<'_>, unit: &Unit, json: &str) -> Result<Vec<Object>, Vec<Diagnostic>> {
    let (scope, service) = match unit {
        Unit::Service { env, service } => (env, service.as_str()),
        Unit::ServiceDashboards { organisation, service } => (organisation, service.as_str()),
        Unit::Dashboards { organisation } => (organisation, DASHBOARDS),
        Unit::Policy | Unit::Agent { .. } | Unit::ArgoCd => return Ok(Vec::new()),
    };
    let mut evaluated: Evaluated =
        serde_json::from_str(json).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])?;
    let builder = ObjectBuilder::of(facts, unit)?;
    let (mut objects, mut findings): (BTreeMap<ObjectPath, Object>, _) = (BTreeMap::new(), Vec::new());
    for kind in ObjectKind::ALL {
        for (origin, named) in evaluated.remove(kind.folder()).unwrap_or_default() {
            for (name, value) in named {
                // An archetype's object that does not apply to this service, or one of a whole organisation.
                if (value.is_null() && origin != OWN) || builder.is_elsewhere(&value) {
                    continue;
                }
                let path = ObjectPath {
                    service: service.to_owned(),
                    kind,
                    name,
                };
                let spec = match builder.spec(kind, &path.name, &value) {
                    Ok(spec) => spec,
                    Err(found) => {
                        let file = object::source(&path, &origin);
                        let within = format!("{}.{origin}.{}", kind.folder(), path.name);
                        findings.extend(
                            found
                                .into_iter()
                                .map(|finding| placed(facts.sources, finding, &file, &within)),
                        );
                        continue;
                    }
                };
                let linked = match Linked::read(spec.payload()) {
                    Ok(linked) => linked,
                    Err(problems) => {
                        findings.extend(
                            problems
                                .into_iter()
                                .map(|problem| broken_placeholder(&path, &origin, &problem)),
                        );
                        continue;
                    }
                };
                let object = Object {
                    scope: scope.clone(),
                    path: path.clone(),
                    origin: origin.clone(),
                    spec,
                    linked,
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

/// Builds the objects of a unit.
enum ObjectBuilder<'a> {
    Service(Box<ServiceBuilder<'a>>),
    Dashboards(DashboardBuilder<'a>),
}

impl<'a> ObjectBuilder<'a> {
    fn of(facts: &'a Facts<'_>, unit: &'a Unit) -> Result<Self, Vec<Diagnostic>> {
        let dashboards = |organisation, service| {
            DashboardBuilder::new(facts.catalog, &facts.clients, organisation, service).map(Self::Dashboards)
        };
        let builder = match unit {
            Unit::Service { env, service } => {
                ServiceBuilder::new(facts.catalog, env, service).map(|builder| Self::Service(Box::new(builder)))
            }
            Unit::ServiceDashboards { organisation, service } => dashboards(organisation, Some(service.as_str())),
            Unit::Dashboards { organisation } => dashboards(organisation, None),
            Unit::Policy | Unit::Agent { .. } | Unit::ArgoCd => None,
        };
        // The units are made from the catalog, whose names are checked with it.
        builder.ok_or_else(|| {
            let message = format!("{}: the catalog lacks what the unit names", unit.name());
            vec![
                Diagnostic::error("render/type", message).help(
                    "the libraries and the tool disagree about the catalog: see xtask/crates/model/src/catalog.rs",
                ),
            ]
        })
    }

    fn is_elsewhere(&self, value: &Value) -> bool {
        matches!(self, Self::Service(builder) if builder.is_elsewhere(value))
    }

    fn spec(&self, kind: ObjectKind, name: &str, value: &Value) -> Result<Spec, Vec<Finding>> {
        match (self, kind) {
            (Self::Service(builder), ObjectKind::Slo) => builder.slo(name, value).map(Spec::Slo),
            (Self::Service(builder), ObjectKind::Downtime) => builder.downtime(name, value).map(Spec::Downtime),
            (Self::Service(builder), ObjectKind::Synthetic) => builder.synthetic(name, value).map(Spec::Synthetic),
            (Self::Service(builder), _) => builder.monitor(name, value).map(Spec::Monitor),
            (Self::Dashboards(builder), _) => builder.dashboard(name, value).map(Spec::Dashboard),
        }
    }
}

/// A text of an object that looks like a placeholder: no constructor made it.
fn broken_placeholder(path: &ObjectPath, origin: &str, problem: &str) -> Diagnostic {
    Diagnostic::error("reference/placeholder", format!("{} '{path}': {problem}", path.kind))
        .in_file(object::source(path, origin))
        .help("'<id of' in a text begins a placeholder: refer to an object by a field of its constructor, or write the text differently")
}

fn two_objects(first: &Object, second: &Object) -> Diagnostic {
    let kind = first.path.kind;
    Diagnostic::error(
        "tree/two-objects",
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
        .help("the libraries and the tool disagree about this shape: see xtask/crates/model/src/catalog.rs and xtask/crates/render/src/assemble.rs")
}
