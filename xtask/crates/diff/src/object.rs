//! Reads the objects in a rendered file. Objects are named by the path of their file.

use std::fmt;

use model::ObjectKind;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::display::{self, shortened};

/// The kind of a compared object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffKind {
    /// A Datadog monitor.
    Monitor,
    /// A Datadog SLO.
    Slo,
    /// A Datadog dashboard.
    Dashboard,
    /// A Datadog downtime.
    Downtime,
    /// A Datadog synthetic test.
    Synthetic,
    /// Any other object of Datadog's API.
    Datadog,
    /// An object of Kubernetes or Argo CD.
    Kubernetes,
    /// Values of a Helm chart.
    HelmValues,
    /// Any other file.
    File,
}

/// The name of an object in all environments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    /// Its kind.
    pub kind: DiffKind,
    /// Its name: `transcription/failure-rate`, `platform/namespace.yaml Namespace/datadog`, `datadog`.
    pub name: String,
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.kind {
            DiffKind::Monitor | DiffKind::Kubernetes => "",
            DiffKind::Slo => "SLO ",
            DiffKind::Dashboard => "dashboard ",
            DiffKind::Downtime => "downtime ",
            DiffKind::Synthetic => "synthetic test ",
            DiffKind::Datadog => "object ",
            DiffKind::HelmValues => "Helm values ",
            DiffKind::File => "file ",
        };
        write!(f, "{word}{}", self.name)
    }
}

/// An object of one environment.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    /// The environment, the organisation or `argocd`: the folder below `manifests/` or `helm-values/`.
    pub(crate) scope: String,
    pub(crate) id: ObjectId,
    /// The payload for Datadog's API; for other objects, the whole object.
    pub(crate) payload: Value,
    /// The manifest around a Datadog payload, otherwise null.
    pub(crate) manifest: Value,
}

/// The scope of a path, the path below it, and whether it is Helm values; `None` for a path that is neither a manifest nor Helm values.
pub(crate) fn place(path: &str) -> Option<(&str, &str, bool)> {
    let (rest, helm) = match path.strip_prefix("helm-values/") {
        Some(rest) => (rest, true),
        None => (path.strip_prefix("manifests/")?, false),
    };
    let (scope, below) = rest.split_once('/')?;
    Some((scope, below, helm))
}

/// The objects in the file at `path`, or why it cannot be read.
pub(crate) fn read(path: &str, content: &[u8]) -> Result<Vec<Object>, String> {
    let Some((scope, below, helm)) = place(path) else {
        return Err("its folder is unknown".to_owned());
    };
    let stem = below.strip_suffix(".yaml").ok_or("it is not named <name>.yaml")?;
    let text = std::str::from_utf8(content).map_err(|error| format!("it is not UTF-8: {error}"))?;
    let documents: Vec<Value> = serde_saphyr::from_multiple(text)
        .map_err(|error| format!("it is not YAML: {}", first_line(&error.to_string())))?;
    let documents: Vec<Value> = documents.into_iter().filter(|document| !document.is_null()).collect();
    if helm {
        let [values]: [Value; 1] = documents
            .try_into()
            .map_err(|_| "it must contain one YAML document".to_owned())?;
        return Ok(vec![object(
            scope,
            DiffKind::HelmValues,
            display::name(stem),
            values,
            Value::Null,
        )]);
    }
    let alone = documents.len() == 1;
    documents
        .into_iter()
        .map(|document| manifest(scope, stem, document, alone))
        .collect()
}

fn manifest(scope: &str, stem: &str, mut document: Value, alone: bool) -> Result<Object, String> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let Some(kind) = text(document.get("kind")) else {
        return Err("a document has no 'kind'".to_owned());
    };
    // A linked resource has the same fields, and placeholders in its payload.
    if matches!(kind.as_str(), "DatadogGenericResource" | "DatadogLinkedResource") && alone {
        let spec = document
            .get_mut("spec")
            .and_then(Value::as_object_mut)
            .ok_or("it has no 'spec'")?;
        let kind = text(spec.get("type")).ok_or("its spec has no 'type'")?;
        let Some(Value::String(json)) = spec.remove("jsonSpec") else {
            return Err("its spec has no text 'jsonSpec'".to_owned());
        };
        let payload: Map<String, Value> =
            serde_json::from_str(&json).map_err(|error| format!("its jsonSpec is not a JSON object: {error}"))?;
        let (kind, name) = datadog(stem, &kind);
        return Ok(object(scope, kind, name, Value::Object(payload), document));
    }
    let metadata = document.get("metadata");
    let named = |field| text(metadata.and_then(|m| m.get(field)));
    let namespace = named("namespace").map_or_else(String::new, |namespace| format!("{namespace}/"));
    let name = named("name").ok_or_else(|| format!("a {} has no name", shortened(&kind)))?;
    let name = format!("{} {kind} {namespace}{name}", stem);
    Ok(object(
        scope,
        DiffKind::Kubernetes,
        display::name(&name),
        document,
        Value::Null,
    ))
}

/// `<service>/monitors/<name>` is a monitor named `<service>/<name>`.
fn datadog(stem: &str, kind: &str) -> (DiffKind, String) {
    let parts: Vec<&str> = stem.split('/').collect();
    let known = ObjectKind::ALL.into_iter().find(|known| known.resource_type() == kind);
    match (known, parts.as_slice()) {
        (Some(known), [service, folder, name]) if *folder == known.folder() => {
            let kind = match known {
                ObjectKind::Monitor => DiffKind::Monitor,
                ObjectKind::Slo => DiffKind::Slo,
                ObjectKind::Dashboard => DiffKind::Dashboard,
                ObjectKind::Downtime => DiffKind::Downtime,
                ObjectKind::Synthetic => DiffKind::Synthetic,
            };
            (kind, display::name(&format!("{service}/{name}")))
        }
        _ => (DiffKind::Datadog, display::name(&format!("{stem} ({kind})"))),
    }
}

fn object(scope: &str, kind: DiffKind, name: String, payload: Value, manifest: Value) -> Object {
    Object {
        scope: display::name(scope),
        id: ObjectId { kind, name },
        payload,
        manifest,
    }
}

fn first_line(text: &str) -> String {
    shortened(text.lines().next().unwrap_or_default())
}
