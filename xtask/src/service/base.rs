//! What a service was copied from, and what its template is now.

use std::collections::BTreeMap;
use std::path::Path;

use diagnostics::Diagnostic;

use super::git;
use super::lock::{self, Lock, hash};
use super::template::{self, Instance, Template};

/// The template that the service was copied from, as its last commit has it.
///
/// # Errors
/// When it is gone, is not valid or has changes that are not committed, or the service has a newer one.
pub(super) fn newest(root: &Path, lock: &Lock) -> Result<Template, Box<Diagnostic>> {
    let name = &lock.template;
    if !template::exists(root, name) {
        return Err(Box::new(
            Diagnostic::error(
                "service/template",
                format!(
                    "service '{}' was copied from template '{name}', which does not exist any more",
                    lock.answers.name
                ),
            )
            .help(format!(
                "restore {} from Git, or delete {} in the service: it is then updated by hand",
                template::folder(name),
                lock::FILE
            )),
        ));
    }
    let newest = Template::newest(root, name)?;
    if lock::numbers(&lock.version) > lock::numbers(newest.version()) {
        return Err(Box::new(
            Diagnostic::error(
                "service/lock",
                format!(
                    "{} has version {} of template '{name}', which is newer than the template's, {}",
                    lock::FILE,
                    lock.version,
                    newest.version()
                ),
            )
            .help("use a branch with the newer template, or restore the lock file from Git"),
        ));
    }
    Ok(newest)
}

/// The template as the service got it last. A commit that was squashed is gone: then any commit counts whose files are the same.
///
/// # Errors
/// When the history lacks the revision, or its files are not those that the lock file names.
pub(super) fn base(root: &Path, lock: &Lock) -> Result<Instance, Box<Diagnostic>> {
    let at = |revision: String| Template::at(root, &lock.template, revision)?.instance(&lock.answers);
    if !git::has(root, &lock.revision) {
        let same = git::changes(root, &template::folder(&lock.template))?
            .into_iter()
            .find_map(|revision| at(revision).ok().filter(|instance| fits(instance, lock)));
        return same.map_or_else(
            || {
                at(lock.revision.clone()).map_err(|mut finding| {
                    finding
                        .notes
                        .push("no other commit in this clone has the files that the lock file names".to_owned());
                    finding
                })
            },
            Ok,
        );
    }
    let instance = at(lock.revision.clone())?;
    if fits(&instance, lock) {
        Ok(instance)
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

fn fits(instance: &Instance, lock: &Lock) -> bool {
    let hashes: BTreeMap<_, _> = instance
        .files
        .iter()
        .map(|(path, text)| (path.clone(), hash(text)))
        .collect();
    hashes == lock.files
}
