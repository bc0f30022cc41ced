//! A template: a runnable service in `services-template/`, which is copied with its names replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diagnostics::{Diagnostic, suggestion};
use serde::Deserialize;

use super::lock::Answers;
use super::{git, replace};

/// The folder of the templates, from the root of the repository.
const FOLDER: &str = "services-template";

/// The description of a template, in its folder. It is not copied.
const MANIFEST: &str = "template.json";

/// The declaration for `jsonnet/services/`, in the template's folder. It is not copied with the code.
const DECLARATION: &str = "declaration.libsonnet";

/// `template.json`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    /// Its version. A service's lock file has the version that it was copied from.
    version: String,
    /// What kind of service it is, in a line.
    #[serde(rename = "summary")]
    _summary: String,
    /// The name of the template's service in kebab-case; it is replaced, also in snake_case.
    name: String,
    /// Its name in full.
    title: String,
    /// The name of its team.
    team: String,
    /// The path of the shared monitoring packages from the template.
    packages: String,
}

/// A template at one revision.
pub(super) struct Template {
    pub(super) name: String,
    pub(super) revision: String,
    manifest: Manifest,
    files: BTreeMap<String, String>,
}

/// A template with a service's names.
pub(super) struct Instance {
    /// The files of the service, by their path in its folder.
    pub(super) files: BTreeMap<String, String>,
    /// The declaration for `jsonnet/services/`.
    pub(super) declaration: String,
}

impl Template {
    /// The template as its last commit has it.
    ///
    /// # Errors
    /// When there is no such template, it is not valid, or it has changes that are not committed.
    pub(super) fn newest(root: &Path, name: &str) -> Result<Self, Box<Diagnostic>> {
        if !exists(root, name) {
            let known = names(root);
            return Err(Box::new(
                Diagnostic::error("usage/template", format!("there is no template '{name}'"))
                    .help(suggestion(name, known.iter().map(String::as_str))),
            ));
        }
        let revision = git::last_change(root, &folder(name))?;
        Self::at(root, name, revision)
    }

    /// The template at a revision.
    ///
    /// # Errors
    /// When the revision has no such template, or it is not valid.
    pub(super) fn at(root: &Path, name: &str, revision: String) -> Result<Self, Box<Diagnostic>> {
        let mut files = git::files(root, &revision, &folder(name))?;
        let manifest = format!("{FOLDER}/{name}/{MANIFEST}");
        let text = files.remove(MANIFEST).ok_or_else(|| {
            Box::new(
                Diagnostic::error(
                    "service/template",
                    format!("template '{name}' has no {MANIFEST} at {revision}"),
                )
                .in_file(manifest.clone()),
            )
        })?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|error| {
            Box::new(
                Diagnostic::error(
                    "service/template",
                    format!("{MANIFEST} of template '{name}' is not valid: {error}"),
                )
                .in_file(manifest)
                .help("it has version, summary, name, title, team and packages"),
            )
        })?;
        Ok(Self {
            name: name.to_owned(),
            revision,
            manifest,
            files,
        })
    }

    /// Its version.
    pub(super) fn version(&self) -> &str {
        &self.manifest.version
    }

    /// Whether it has a file of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths of its files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The template with a service's names.
    ///
    /// # Errors
    /// When it lacks the declaration, or two of its files would be at one path.
    pub(super) fn instance(&self, answers: &Answers) -> Result<Instance, Box<Diagnostic>> {
        let mut files = BTreeMap::new();
        for (path, text) in &self.files {
            let path = self.named(path, answers);
            if files.insert(path.clone(), self.named(text, answers)).is_some() {
                return Err(Box::new(
                    Diagnostic::error(
                        "usage/name",
                        format!(
                            "a service of template '{}' cannot be named '{}': two files of the template would be '{path}'",
                            self.name, answers.name
                        ),
                    )
                    .help("choose another name: the template has a package of this name"),
                ));
            }
        }
        let declaration = files.remove(DECLARATION).ok_or_else(|| {
            Box::new(
                Diagnostic::error(
                    "service/template",
                    format!("template '{}' has no {DECLARATION}", self.name),
                )
                .help("add the declaration that services of this kind start with"),
            )
        })?;
        Ok(Instance { files, declaration })
    }

    /// `text` with the service's names in place of the template's.
    fn named(&self, text: &str, answers: &Answers) -> String {
        let Manifest {
            name,
            title,
            team,
            packages,
            ..
        } = &self.manifest;
        replace::all(
            text,
            &[
                (packages, &answers.packages),
                (name, &answers.name),
                (&name.replace('-', "_"), &answers.name.replace('-', "_")),
                (title, &answers.title),
                (team, &answers.team),
            ],
        )
    }
}

/// The folder of a template, from the root of the repository.
pub(super) fn folder(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// Whether the working tree has a template of this name.
pub(super) fn exists(root: &Path, name: &str) -> bool {
    names(root).iter().any(|other| other == name)
}

/// The names of the templates in the working tree.
fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root.join(FOLDER))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().join(MANIFEST).is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
