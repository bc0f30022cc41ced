//! The objects that the rendered files declare.

use std::collections::BTreeMap;
use std::path::Path;

use diagnostics::Diagnostic;
use linked::{LinkedSpec, Template};
use model::{ObjectKind, ObjectPath};
use serde::Deserialize;
use serde_json::Value;

use crate::selection::Selection;

/// A declared object.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    /// Its rendered file.
    pub(crate) file: String,
    /// Its path.
    pub(crate) path: ObjectPath,
    /// The environment whose cluster applies it.
    pub(crate) env: String,
    /// The name of its resource in that cluster.
    pub(crate) resource: String,
    /// Its payload; with placeholders, of an object that needs ids of others.
    pub(crate) payload: Value,
    /// The payload with its placeholders, and the names of the resources whose ids it needs, by path.
    pub(crate) links: Option<(Template, BTreeMap<String, String>)>,
}

/// What is read of a manifest.
#[derive(Deserialize)]
struct Manifest {
    kind: String,
    metadata: Metadata,
    spec: Value,
}

#[derive(Deserialize)]
struct Metadata {
    name: String,
}

/// `spec` of a `DatadogGenericResource`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GenericSpec {
    #[serde(rename = "type")]
    _kind: String,
    json_spec: String,
}

/// The objects in `selection`, sorted by their files. Reports every file that cannot be read.
pub(crate) fn read(root: &Path, selection: &Selection) -> Result<Vec<Declared>, Vec<Diagnostic>> {
    let files = repository::files(root, &["manifests"])?;
    let (mut declared, mut findings) = (Vec::new(), Vec::new());
    for (file, content) in &files {
        let Some((path, env)) = place(file, selection) else {
            continue;
        };
        match object(file, path, env, content) {
            Ok(object) => declared.push(object),
            Err(why) => findings.push(
                Diagnostic::error("live/manifest", format!("'{file}' {why}"))
                    .in_file(file.clone())
                    .help("run `cargo xtask render`"),
            ),
        }
    }
    if findings.is_empty() {
        Ok(declared)
    } else {
        Err(findings)
    }
}

/// The path of the object in a file of the selection, and the environment whose cluster applies it.
fn place(file: &str, selection: &Selection) -> Option<(ObjectPath, String)> {
    let parts: Vec<&str> = file.strip_suffix(".yaml")?.split('/').collect();
    let ["manifests", folder, service, kind, name] = parts.as_slice() else {
        return None;
    };
    let kind = ObjectKind::ALL.into_iter().find(|known| known.folder() == *kind)?;
    let (_, env) = selection.folders.iter().find(|(known, _)| known == folder)?;
    let path = ObjectPath {
        service: (*service).to_owned(),
        kind,
        name: (*name).to_owned(),
    };
    selection.contains(service, kind).then(|| (path, env.clone()))
}

fn object(file: &str, path: ObjectPath, env: String, content: &[u8]) -> Result<Declared, String> {
    let text = std::str::from_utf8(content).map_err(|error| format!("is not UTF-8: {error}"))?;
    let manifest: Manifest = serde_saphyr::from_str(text).map_err(|error| {
        let text = error.to_string();
        format!("is not a manifest: {}", text.lines().next().unwrap_or_default())
    })?;
    let (payload, links) = match manifest.kind.as_str() {
        "DatadogGenericResource" => {
            let spec: GenericSpec =
                serde_json::from_value(manifest.spec).map_err(|error| format!("has no valid spec: {error}"))?;
            let payload = serde_json::from_str(&spec.json_spec)
                .map_err(|error| format!("has a jsonSpec that is not JSON: {error}"))?;
            (payload, None)
        }
        linked::KIND => {
            let spec: LinkedSpec =
                serde_json::from_value(manifest.spec).map_err(|error| format!("has no valid spec: {error}"))?;
            let template = Template::parse(&spec).map_err(|problems| {
                let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
                problems.join("; ")
            })?;
            let resources = spec
                .references
                .into_iter()
                .map(|(path, reference)| (path, reference.resource));
            (template.payload().clone(), Some((template, resources.collect())))
        }
        other => return Err(format!("is of the unknown kind '{other}'")),
    };
    Ok(Declared {
        file: file.to_owned(),
        path,
        env,
        resource: manifest.metadata.name,
        payload,
        links,
    })
}
