use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diagnostics::{Diagnostic, unfinished_merge};
use model::ObjectKind;

use crate::layout::{self, Place};
use crate::walk;

/// A Jsonnet file, or a text file that one imports.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its content.
    pub text: Arc<str>,
    /// The [`crate::hash`] of its content.
    pub hash: u128,
}

impl Source {
    /// A source with this content.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let hash = crate::hash(text.as_bytes());
        Self { text, hash }
    }
}

/// The files of one service, by kind and name.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// The names under `monitors/`, `slos/` and `dashboards/`.
    pub objects: BTreeMap<ObjectKind, BTreeSet<String>>,
}

/// The files of one archetype.
#[derive(Clone, Debug, Default)]
pub struct Archetype {
    /// The names under `monitors/` and `slos/`.
    pub objects: BTreeMap<ObjectKind, BTreeSet<String>>,
    /// The files next to those folders: `archetype`, `signals`, `dashboard`.
    pub files: BTreeSet<String>,
}

/// All files that rendering reads, and no others: equal inventories render to equal bytes.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// The root of the repository.
    pub root: PathBuf,
    /// Every file below `jsonnet/`, by its path from there.
    pub sources: BTreeMap<String, Source>,
    /// The tests of monitors, by their path below `jsonnet/`. Rendering does not read them.
    pub monitor_tests: BTreeMap<String, Source>,
    /// The worlds in which notifications are estimated, by their path below `jsonnet/`. Rendering does not read them.
    pub worlds: BTreeMap<String, Source>,
    /// The services, by name.
    pub services: BTreeMap<String, Service>,
    /// The archetypes, by name.
    pub archetypes: BTreeMap<String, Archetype>,
    /// The alerts that every SLO has.
    pub slo_alerts: BTreeSet<String>,
    /// The sources of the metric catalog.
    pub metrics: BTreeSet<String>,
    /// The dashboards across services.
    pub dashboards: BTreeSet<String>,
    /// The charts with values.
    pub values: BTreeSet<String>,
    /// The agent's manifests.
    pub agent_manifests: BTreeSet<String>,
    /// Argo CD's manifests.
    pub argocd: BTreeSet<String>,
    /// Argo CD's manifests of each environment.
    pub argocd_environment: BTreeSet<String>,
    /// The shared monitoring packages: the folders below `services-template/packages/`. Each gets its vocabulary.
    pub packages: BTreeSet<String>,
}

impl Inventory {
    /// Reads the tree below `root`.
    ///
    /// # Errors
    /// Every file that cannot be read, is not UTF-8 or is in an unknown place.
    pub fn read(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let mut texts = Vec::new();
        for path in walk::files(root, "jsonnet", &mut findings) {
            match walk::text(root, &path) {
                Ok(text) => texts.push((path["jsonnet/".len()..].to_owned(), text)),
                Err(finding) => findings.push(*finding),
            }
        }
        let packages = walk::folders(root, "services-template/packages", &mut findings);
        Self {
            root: root.to_owned(),
            packages,
            ..Self::default()
        }
        .filled(texts, findings)
    }

    /// The inventory of these files, by path below `jsonnet/`, for another revision. It has no root.
    ///
    /// # Errors
    /// Every file that is in an unknown place.
    pub fn of(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<Diagnostic>> {
        Self::default().filled(files, Vec::new())
    }

    fn filled(
        mut self,
        files: impl IntoIterator<Item = (String, String)>,
        mut findings: Vec<Diagnostic>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut declared = BTreeSet::new();
        for (path, text) in files {
            findings.extend(unfinished_merge(&format!("jsonnet/{path}"), &text));
            match layout::place(&path) {
                Ok(Place::MonitorTest(..)) => {
                    self.monitor_tests.insert(path, Source::new(text));
                    continue;
                }
                Ok(Place::World(_)) => {
                    self.worlds.insert(path, Source::new(text));
                    continue;
                }
                Ok(place) => self.register(&place, &mut declared),
                Err(finding) => findings.push(*finding),
            }
            self.sources.insert(path, Source::new(text));
        }
        self.check_complete(&declared, &mut findings);
        if findings.is_empty() { Ok(self) } else { Err(findings) }
    }

    fn register(&mut self, place: &Place<'_>, declared: &mut BTreeSet<String>) {
        match *place {
            Place::Library | Place::MonitorTest(..) | Place::World(_) => {}
            Place::Metrics(name) => insert(&mut self.metrics, name),
            Place::Declaration(service) => {
                insert(declared, service);
                self.services.entry(service.to_owned()).or_default();
            }
            Place::Object(service, kind, name) => {
                let service = self.services.entry(service.to_owned()).or_default();
                insert(service.objects.entry(kind).or_default(), name);
            }
            Place::ArchetypeFile(archetype, name) => {
                insert(
                    &mut self.archetypes.entry(archetype.to_owned()).or_default().files,
                    name,
                );
            }
            Place::ArchetypeObject(archetype, kind, name) => {
                let archetype = self.archetypes.entry(archetype.to_owned()).or_default();
                insert(archetype.objects.entry(kind).or_default(), name);
            }
            Place::SloAlert(name) => insert(&mut self.slo_alerts, name),
            Place::Dashboard(name) => insert(&mut self.dashboards, name),
            Place::Values(name) => insert(&mut self.values, name),
            Place::AgentManifests(name) => insert(&mut self.agent_manifests, name),
            Place::ArgoCd(name) => insert(&mut self.argocd, name),
            Place::ArgoCdEnvironment(name) => insert(&mut self.argocd_environment, name),
        }
    }

    fn check_complete(&self, declared: &BTreeSet<String>, findings: &mut Vec<Diagnostic>) {
        for service in self.services.keys().filter(|s| !declared.contains(*s)) {
            findings.push(
                Diagnostic::error(
                    "tree/undeclared-service",
                    format!("service '{service}' has files but no declaration"),
                )
                .in_file(format!("jsonnet/services/{service}"))
                .help(format!("write jsonnet/services/{service}/service.libsonnet")),
            );
        }
        for (name, archetype) in &self.archetypes {
            for file in ["archetype", "signals"] {
                if !archetype.files.contains(file) {
                    findings.push(
                        Diagnostic::error(
                            "tree/incomplete-archetype",
                            format!("archetype '{name}' has no {file}.libsonnet"),
                        )
                        .in_file(format!("jsonnet/lib/archetype/{name}"))
                        .help(format!("write jsonnet/lib/archetype/{name}/{file}.libsonnet")),
                    );
                }
            }
        }
        if self.sources.is_empty() && findings.is_empty() {
            findings.push(
                Diagnostic::error("tree/empty", "there is no Jsonnet file below 'jsonnet/'")
                    .in_file("jsonnet")
                    .help("run the command inside the repository, or give its root with --root"),
            );
        }
    }
}

fn insert(set: &mut BTreeSet<String>, name: &str) {
    set.insert(name.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_another_revision_are_checked_like_files_on_disk() {
        let file = |path: &str| (path.to_owned(), "{}".to_owned());
        let inventory = Inventory::of([
            file("services/a/service.libsonnet"),
            file("services/a/monitors/b.libsonnet"),
        ])
        .expect("every place is known");
        assert!(inventory.services["a"].objects[&ObjectKind::Monitor].contains("b"));
        let rejected = |files: Vec<_>| Inventory::of(files).expect_err("a finding").remove(0).rule;
        assert_eq!(rejected(vec![file("services/a/monitor/b.libsonnet")]), "tree/layout");
        assert_eq!(
            rejected(vec![file("services/a/monitors/b.libsonnet")]),
            "tree/undeclared-service"
        );
        assert_eq!(rejected(Vec::new()), "tree/empty");
        let conflict = |path: &str| {
            vec![
                file("services/a/service.libsonnet"),
                (path.to_owned(), "<<<<<<< HEAD\n".to_owned()),
            ]
        };
        for path in [
            "services/a/monitors/b.libsonnet",
            "services/a/monitors/b_test.yaml",
            "worlds/quiet.yaml",
        ] {
            assert_eq!(rejected(conflict(path)), "tree/conflict", "{path}");
        }
    }
}
