//! `cargo xtask service update`: merges what the template changed since the service was copied or updated last.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use anstyle::AnsiColor;
use cli::report::{self, coloured};
use cli::{Exit, OutputFormat, VerbResult, unified};
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::json;

use super::base::{base, newest};
use super::lock::{self, Lock, hash};
use super::merge::{Merge, merge};
use super::template::Template;
use super::{conflicts, find, git};

/// What an update does with each file that it does not leave as it is.
type Merges = BTreeMap<String, Merge>;

pub(super) fn run(root: &Path, service: &Path, dry_run: bool, format: OutputFormat) -> VerbResult {
    let folder = find::one(root, service)?;
    let named = |finding| find::named(finding, &folder);
    let old = Lock::read(&folder).map_err(named)?;
    let conflicts = conflicts::left(&folder, &texts(&folder, old.files.keys()).map_err(named)?);
    if !conflicts.is_empty() {
        return Err(conflicts.into());
    }
    let update = Update::plan(root, &folder, old).map_err(named)?;
    if !dry_run {
        update.write(&folder).map_err(named)?;
    }
    update.print(dry_run, format);
    let conflict = update.merges.values().any(|merge| matches!(merge, Merge::Conflict(_)));
    Ok(if conflict { Exit::Findings } else { Exit::Clean })
}

/// What an update does.
struct Update {
    old: Lock,
    newest: Template,
    /// The files of the template now.
    theirs: BTreeMap<String, String>,
    /// The files of the service.
    ours: BTreeMap<String, String>,
    merges: Merges,
    /// What the template changed in the declaration, which the service's owner keeps.
    declaration: Option<Difference>,
}

impl Update {
    fn plan(root: &Path, folder: &Path, old: Lock) -> Result<Self, Box<Diagnostic>> {
        let newest = newest(root, &old)?;
        let (base, theirs) = (base(root, &old)?, newest.instance(&old.answers)?);
        let declaration = (base.declaration != theirs.declaration).then(|| Difference {
            path: format!("jsonnet/services/{}/service.libsonnet", old.answers.name),
            old: Some(base.declaration),
            new: Some(theirs.declaration),
        });
        let (base, theirs) = (base.files, theirs.files);
        let ours = texts(folder, base.keys().chain(theirs.keys()))?;
        let mut merges = Merges::new();
        for path in base.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
            let text = |files: &BTreeMap<String, String>| files.get(path).cloned();
            let (base, ours, theirs) = (text(&base), text(&ours), text(&theirs));
            let merged = merge(base.as_deref(), ours.as_deref(), theirs.as_deref())?;
            if merged != Merge::Unchanged {
                merges.insert(path.clone(), merged);
            }
        }
        Ok(Self {
            old,
            newest,
            theirs,
            ours,
            merges,
            declaration,
        })
    }

    /// Writes the files and the lock file, all or none.
    ///
    /// # Errors
    /// When the service has changes that are not committed, or a file cannot be written.
    fn write(&self, folder: &Path) -> Result<(), Box<Diagnostic>> {
        let lock = Lock {
            version: self.newest.version().to_owned(),
            revision: self.newest.revision.clone(),
            files: self
                .theirs
                .iter()
                .map(|(path, text)| (path.clone(), hash(text)))
                .collect(),
            ..self.old.clone()
        };
        if lock == self.old {
            return Ok(());
        }
        git::committed(
            folder,
            &folder.display().to_string(),
            "commit them: the update is then a diff of its own, which can be read and undone",
        )?;
        let mut differences = vec![Difference {
            path: lock::FILE.to_owned(),
            old: Some(self.old.text()),
            new: Some(lock.text()),
        }];
        for (path, merge) in &self.merges {
            let new = match merge {
                Merge::Updated(text) | Merge::Conflict(text) => Some(text.clone()),
                Merge::Removed => None,
                Merge::Unchanged | Merge::KeptEdited | Merge::KeptRemoved => continue,
            };
            differences.push(Difference {
                path: path.clone(),
                old: self.ours.get(path).cloned(),
                new,
            });
        }
        differences.sort_by(|a, b| a.path.cmp(&b.path));
        let changes = Changes {
            differences,
            unchanged: 0,
        };
        Transaction::prepare(folder, &changes).and_then(Transaction::commit)
    }

    fn print(&self, dry_run: bool, format: OutputFormat) {
        let (name, from, to) = (&self.old.answers.name, &self.old.version, self.newest.version());
        let template = &self.old.template;
        if format.is_machine_readable() {
            let files: BTreeMap<_, _> = self.merges.iter().map(|(path, merge)| (path, word(merge).0)).collect();
            let object = json!({
                "service": name, "template": template, "from": from, "to": to, "files": files,
                "declaration_changed": self.declaration.is_some(), "dry_run": dry_run,
            });
            report::print_json(object);
            return;
        }
        for (path, merge) in &self.merges {
            let (word, colour) = word(merge);
            report::print_all(&format!("{} {path}\n", coloured(word, colour)));
        }
        let files = report::count(self.merges.len(), "file");
        let differ = if self.merges.len() == 1 { "differs" } else { "differ" };
        let dry = if dry_run { "; a dry run: nothing is written" } else { "" };
        report::print_all(&format!(
            "{name}: template {template} {from} -> {to}, {files} {differ}{dry}\n"
        ));
        if let Some(declaration) = &self.declaration {
            report::print_all(&format!(
                "next: apply by hand what the template changed in its declaration\n{}",
                unified::text(declaration)
            ));
        }
        if self.merges.values().any(|merge| matches!(merge, Merge::Conflict(_))) {
            report::eprint_all(
                "help: both the service and the template changed these lines: edit the files between <<<<<<< and >>>>>>>, then run the service's tests\n",
            );
        }
    }
}

/// The texts of those files that exist in the service.
pub(super) fn texts<'p>(
    folder: &Path,
    paths: impl IntoIterator<Item = &'p String>,
) -> Result<BTreeMap<String, String>, Box<Diagnostic>> {
    let mut texts = BTreeMap::new();
    for path in paths {
        match fs::read_to_string(folder.join(path)) {
            Ok(text) => drop(texts.insert(path.clone(), text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(Box::new(
                    Diagnostic::error("service/unreadable", format!("cannot read '{path}': {error}")).in_file(path),
                ));
            }
        }
    }
    Ok(texts)
}

/// The word for what happened to a file, and its colour.
fn word(merge: &Merge) -> (&'static str, AnsiColor) {
    match merge {
        Merge::Unchanged => ("unchanged", AnsiColor::Green),
        Merge::Updated(_) => ("updated", AnsiColor::Green),
        Merge::Conflict(_) => ("conflict", AnsiColor::Red),
        Merge::Removed => ("removed", AnsiColor::Yellow),
        Merge::KeptEdited => ("kept: edited here, removed in the template", AnsiColor::Yellow),
        Merge::KeptRemoved => ("kept removed: removed here, changed in the template", AnsiColor::Yellow),
    }
}
