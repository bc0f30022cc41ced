//! `cargo xtask service update`: merges what the template changed since the service was copied or updated last.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use anstyle::AnsiColor;
use cli::report::{self, coloured};
use cli::{Exit, OutputFormat, VerbResult};
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::json;

use super::lock::{self, Lock, hash};
use super::merge::{Merge, merge};
use super::template::Template;

/// What an update does with each file that it does not leave as it is.
type Merges = BTreeMap<String, Merge>;

pub(super) fn run(root: &Path, folder: &Path, format: OutputFormat) -> VerbResult {
    let old = Lock::read(folder)?;
    let newest = Template::newest(root, &old.template)?;
    if newest.revision == old.revision {
        print(&old, &newest, &Merges::new(), format);
        return Ok(Exit::Clean);
    }
    let base = base(root, &old)?;
    let theirs = newest.instance(&old.answers)?.files;
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
    write(folder, &old, &newest, &theirs, &ours, &merges)?;
    print(&old, &newest, &merges, format);
    let conflict = merges.values().any(|merge| matches!(merge, Merge::Conflict(_)));
    Ok(if conflict { Exit::Findings } else { Exit::Clean })
}

/// The template's files as the service got them last.
///
/// # Errors
/// When the history lacks the revision, or its files are not those that the lock file names.
pub(super) fn base(root: &Path, lock: &Lock) -> Result<BTreeMap<String, String>, Box<Diagnostic>> {
    let files = Template::at(root, &lock.template, lock.revision.clone())?
        .instance(&lock.answers)?
        .files;
    let hashes: BTreeMap<_, _> = files.iter().map(|(path, text)| (path.clone(), hash(text))).collect();
    if hashes == lock.files {
        Ok(files)
    } else {
        Err(Box::new(
            Diagnostic::error(
                "service/lock",
                format!("{} does not fit the template at {}", lock::FILE, lock.revision),
            )
            .help("somebody edited the lock file, or the history was rewritten: restore the lock file from Git"),
        ))
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

fn write(
    folder: &Path,
    old: &Lock,
    newest: &Template,
    theirs: &BTreeMap<String, String>,
    ours: &BTreeMap<String, String>,
    merges: &Merges,
) -> Result<(), Box<Diagnostic>> {
    let lock = Lock {
        version: newest.version().to_owned(),
        revision: newest.revision.clone(),
        files: theirs.iter().map(|(path, text)| (path.clone(), hash(text))).collect(),
        ..old.clone()
    };
    let mut differences = vec![Difference {
        path: lock::FILE.to_owned(),
        old: Some(old.text()),
        new: Some(lock.text()),
    }];
    for (path, merge) in merges {
        let new = match merge {
            Merge::Updated(text) | Merge::Conflict(text) => Some(text.clone()),
            Merge::Removed => None,
            Merge::Unchanged | Merge::KeptEdited | Merge::KeptRemoved => continue,
        };
        differences.push(Difference {
            path: path.clone(),
            old: ours.get(path).cloned(),
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

fn print(old: &Lock, newest: &Template, merges: &Merges, format: OutputFormat) {
    let (name, from, to) = (&old.answers.name, &old.version, newest.version());
    if format.is_machine_readable() {
        let files: BTreeMap<_, _> = merges.iter().map(|(path, merge)| (path, word(merge).0)).collect();
        let object = json!({ "service": name, "template": old.template, "from": from, "to": to, "files": files });
        report::print_all(&format!("{object}\n"));
        return;
    }
    for (path, merge) in merges {
        let (word, colour) = word(merge);
        report::print_all(&format!("{} {path}\n", coloured(word, colour)));
    }
    let files = report::count(merges.len(), "file");
    report::print_all(&format!(
        "{name}: template {} {from} -> {to}, {files} differ\n",
        old.template
    ));
    if merges.values().any(|merge| matches!(merge, Merge::Conflict(_))) {
        report::eprint_all(
            "help: both the service and the template changed these lines: edit the files between <<<<<<< and >>>>>>>, then run the service's tests\n",
        );
    }
}
