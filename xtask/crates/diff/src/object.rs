//! What stands in a rendered file, under the name that its path gives it: the path is the registry.

use std::fmt;

use model::ObjectKind;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::shown::{self, shown};

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// A Datadog monitor.
    Monitor,
    /// A Datadog SLO.
    Slo,
    /// A Datadog dashboard.
    Dashboard,
    /// Any other object of Datadog's API.
    Datadog,
    /// An object of Kubernetes or Argo CD.
    Kubernetes,
    /// Values of a Helm chart.
    HelmValues,
    /// A file that is neither.
    File,
}

/// An object without its environment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// What it is.
    pub sort: Sort,
    /// Its name: `transcription/failure-rate`, `platform/namespace.yaml Namespace/datadog`, `datadog`.
    pub name: String,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.sort {
            Sort::Monitor | Sort::Kubernetes => "",
            Sort::Slo => "SLO ",
            Sort::Dashboard => "dashboard ",
            Sort::Datadog => "object ",
            Sort::HelmValues => "Helm values ",
            Sort::File => "file ",
        };
        write!(f, "{word}{}", self.name)
    }
}

/// An object of one environment.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    /// The environment, the organisation or `argocd`: the folder below `manifests/` or `helm-values/`.
    pub(crate) scope: String,
    pub(crate) subject: Subject,
    /// What Datadog's API is given; for the rest the whole.
    pub(crate) payload: Value,
    /// The manifest around a payload of Datadog's.
    pub(crate) manifest: Value,
}

/// Where a path stands: scope and the path below it; `None` for what is neither manifest nor Helm values.
pub(crate) fn place(path: &str) -> Option<(&str, &str, bool)> {
    let (rest, helm) = match path.strip_prefix("helm-values/") {
        Some(rest) => (rest, true),
        None => (path.strip_prefix("manifests/")?, false),
    };
    let (scope, below) = rest.split_once('/')?;
    Some((scope, below, helm))
}

/// The objects of the file at `path`, or why it cannot be read.
pub(crate) fn read(path: &str, content: &[u8]) -> Result<Vec<Object>, String> {
    let Some((scope, below, helm)) = place(path) else {
        return Err("it stands in no known place".to_owned());
    };
    let stem = below.strip_suffix(".yaml").ok_or("it is not named <name>.yaml")?;
    let text = std::str::from_utf8(content).map_err(|error| format!("it is not UTF-8: {error}"))?;
    let documents: Vec<Value> = serde_saphyr::from_multiple(text)
        .map_err(|error| format!("it is no YAML: {}", first_line(&error.to_string())))?;
    let documents: Vec<Value> = documents.into_iter().filter(|document| !document.is_null()).collect();
    if helm {
        let [values]: [Value; 1] = documents
            .try_into()
            .map_err(|_| "Helm values are one document".to_owned())?;
        return Ok(vec![object(
            scope,
            Sort::HelmValues,
            shown::name(stem),
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
    if kind == "DatadogGenericResource" && alone {
        let spec = document
            .get_mut("spec")
            .and_then(Value::as_object_mut)
            .ok_or("it has no 'spec'")?;
        let kind = text(spec.get("type")).ok_or("its spec has no 'type'")?;
        let Some(Value::String(json)) = spec.remove("jsonSpec") else {
            return Err("its spec has no text 'jsonSpec'".to_owned());
        };
        let payload: Map<String, Value> =
            serde_json::from_str(&json).map_err(|error| format!("its jsonSpec is no JSON object: {error}"))?;
        let (sort, name) = datadog(stem, &kind);
        return Ok(object(scope, sort, name, Value::Object(payload), document));
    }
    let metadata = document.get("metadata");
    let named = |field| text(metadata.and_then(|m| m.get(field)));
    let namespace = named("namespace").map_or_else(String::new, |namespace| format!("{namespace}/"));
    let name = named("name").ok_or_else(|| format!("a {} has no name", shown(&kind)))?;
    let name = format!("{} {kind} {namespace}{name}", stem);
    Ok(object(
        scope,
        Sort::Kubernetes,
        shown::name(&name),
        document,
        Value::Null,
    ))
}

/// `<service>/monitors/<name>` as a monitor called `<service>/<name>`.
fn datadog(stem: &str, kind: &str) -> (Sort, String) {
    let parts: Vec<&str> = stem.split('/').collect();
    let known = ObjectKind::ALL.into_iter().find(|known| known.as_str() == kind);
    match (known, parts.as_slice()) {
        (Some(known), [service, folder, name]) if *folder == known.folder() => {
            let sort = match known {
                ObjectKind::Monitor => Sort::Monitor,
                ObjectKind::Slo => Sort::Slo,
                ObjectKind::Dashboard => Sort::Dashboard,
            };
            (sort, shown::name(&format!("{service}/{name}")))
        }
        _ => (Sort::Datadog, shown::name(&format!("{stem} ({kind})"))),
    }
}

fn object(scope: &str, sort: Sort, name: String, payload: Value, manifest: Value) -> Object {
    Object {
        scope: shown::name(scope),
        subject: Subject { sort, name },
        payload,
        manifest,
    }
}

fn first_line(text: &str) -> String {
    shown(text.lines().next().unwrap_or_default())
}
