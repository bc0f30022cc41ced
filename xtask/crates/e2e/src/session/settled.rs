//! Whether applications, clusters and Datadog agree with the tree.

use std::collections::BTreeSet;

use kube::api::DynamicObject;
use serde_json::Value;

use super::Session;
use crate::mirror::{name, text};
use crate::problem::{Problem, Result};

/// How many of a list are named.
const NAMED: usize = 5;

impl Session {
    /// Every application is at the last commit that concerns it, Synced and Healthy, and no operation runs.
    pub(crate) fn is_synced(&self) -> Result<()> {
        let applications = self.applications.objects();
        if applications.is_empty() {
            return Err(Problem::new("no application yet"));
        }
        let mut missing = Vec::new();
        for application in &applications {
            let field = |pointer| text(application, pointer);
            let (sync, health) = (field("/status/sync/status"), field("/status/health/status"));
            let phase = field("/status/operationState/phase");
            let is_behind = concerns(application, &self.changed) && !has_seen(application, &self.head);
            if sync == "Synced" && health == "Healthy" && phase != "Running" && !is_behind {
                continue;
            }
            let behind = if is_behind { ", behind the last commit" } else { "" };
            let message = field("/status/operationState/message");
            missing.push(format!(
                "{}: {sync} {health} {phase}{behind} {message}",
                name(application)
            ));
        }
        none_missing(&missing, &format!("of {} applications", applications.len()))
    }

    /// Every object of the tree is in its cluster, has its id, and Datadog has it once; nothing else is there.
    pub(crate) fn is_applied(&self) -> Result<()> {
        let mut missing = Vec::new();
        let mut ids = BTreeSet::new();
        for (environment, mirror) in &self.resources {
            let declared = self.declared(environment)?.names();
            let objects = mirror.objects();
            let present: BTreeSet<&str> = objects.iter().map(|object| name(object)).collect();
            missing.extend(
                (&declared - &present)
                    .iter()
                    .map(|name| format!("{environment}: {name} is not there")),
            );
            missing.extend(
                (&present - &declared)
                    .iter()
                    .map(|name| format!("{environment}: {name} is still there")),
            );
            for object in &objects {
                let (sync, id) = (text(object, "/status/syncStatus"), text(object, "/status/id"));
                if sync != "OK" || id.is_empty() {
                    missing.push(format!("{environment}: {} is '{sync}'", name(object)));
                } else if !ids.insert(id.to_owned()) {
                    missing.push(format!("{environment}: {} shares id {id} with another", name(object)));
                }
            }
        }
        let datadog = self.stack.datadog.objects()?;
        let held: BTreeSet<String> = datadog.keys().cloned().collect();
        missing.extend(
            (&held - &ids)
                .iter()
                .map(|id| format!("Datadog has {id}, '{}', which no resource has", datadog[id].name)),
        );
        missing.extend((&ids - &held).iter().map(|id| format!("Datadog has no {id}")));
        none_missing(&missing, "of the objects")
    }

    /// Every object in Datadog has the name that its manifest declares.
    pub(crate) fn is_exact(&self) -> Result<()> {
        let datadog = self.stack.datadog.objects()?;
        let mut wrong = Vec::new();
        for mirror in self.resources.values() {
            for object in mirror.objects() {
                let payload: Value = serde_json::from_str(text(&object, "/spec/jsonSpec")).unwrap_or_default();
                let declared = ["name", "title"].iter().find_map(|field| payload[field].as_str());
                let held = datadog.get(text(&object, "/status/id"));
                if let (Some(declared), Some(held)) = (declared, held)
                    && declared != held.name
                {
                    wrong.push(format!(
                        "{} is '{}' in Datadog, '{declared}' in its manifest",
                        name(&object),
                        held.name
                    ));
                }
            }
        }
        none_missing(&wrong, "of the names")
    }
}

fn none_missing(missing: &[String], of: &str) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let named = missing
        .iter()
        .take(NAMED)
        .map(|line| line.trim_end())
        .collect::<Vec<_>>()
        .join("\n  ");
    let rest = missing.len().saturating_sub(NAMED);
    let more = if rest > 0 {
        format!("\n  and {rest} more")
    } else {
        String::new()
    };
    Err(Problem::new(format!("{} {of}: {named}{more}", missing.len())))
}

/// Whether a commit with these paths concerns an application: what Git's webhook would refresh.
pub(super) fn concerns(application: &DynamicObject, changed: &[String]) -> bool {
    let annotations = application.metadata.annotations.as_ref();
    let Some(paths) = annotations.and_then(|all| all.get("argocd.argoproj.io/manifest-generate-paths")) else {
        return !changed.is_empty();
    };
    let folder = text(application, "/spec/source/path");
    let watched: Vec<String> = paths
        .split(';')
        .map(|path| match path.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if path == "." => folder.to_owned(),
            None => format!("{folder}/{path}"),
        })
        .collect();
    changed
        .iter()
        .any(|path| watched.iter().any(|folder| path.starts_with(&format!("{folder}/"))))
}

/// Whether an application was compared with a commit.
pub(super) fn has_seen(application: &DynamicObject, commit: &str) -> bool {
    let sync = application.data.pointer("/status/sync");
    let revision = sync.and_then(|sync| sync["revision"].as_str());
    let revisions = sync.and_then(|sync| sync["revisions"].as_array()).into_iter().flatten();
    revisions
        .filter_map(Value::as_str)
        .chain(revision)
        .any(|seen| seen == commit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn application(annotation: Option<&str>) -> DynamicObject {
        let mut object: DynamicObject = serde_json::from_value(serde_json::json!({
            "apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": { "name": "a" },
            "spec": { "source": { "path": "manifests/prod/kafka" } },
            "status": { "sync": { "revisions": ["abc"] } },
        }))
        .expect("an object");
        if let Some(value) = annotation {
            let annotations = object.metadata.annotations.get_or_insert_default();
            annotations.insert(
                "argocd.argoproj.io/manifest-generate-paths".to_owned(),
                value.to_owned(),
            );
        }
        object
    }

    #[test]
    fn a_commit_concerns_the_applications_whose_paths_it_changes() {
        let changed = ["manifests/prod/kafka/monitors/a.yaml".to_owned()];
        let cases = [
            (Some("."), true),
            (Some("/helm-values/prod"), false),
            (Some("/helm-values/prod;."), true),
            (None, true),
        ];
        for (annotation, expected) in cases {
            assert_eq!(concerns(&application(annotation), &changed), expected, "{annotation:?}");
        }
        assert!(!concerns(
            &application(Some(".")),
            &["manifests/prod/kafka-2/a.yaml".to_owned()]
        ));
        assert!(!concerns(&application(None), &[]));
    }

    #[test]
    fn a_commit_that_was_compared() {
        assert!(has_seen(&application(None), "abc"));
        assert!(!has_seen(&application(None), "abd"));
    }
}
