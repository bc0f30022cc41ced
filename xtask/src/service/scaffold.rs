//! `cargo xtask new service --template`: a copy of a template with the service's names, and its lock file.

use std::fs;
use std::path::{Component, Path, PathBuf};

use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};

use super::lock::{self, Answers, Lock, hash};
use super::template::Template;
use super::{name, place};

/// The folder of the shared monitoring packages, from the root of the repository.
const PACKAGES: &str = "services-template/packages";

/// A service to create from a template.
pub(crate) struct Scaffold {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The same from the root of the repository.
    pub(crate) place: PathBuf,
    /// Its files, by their path in that folder.
    files: Changes,
    /// The declaration for `jsonnet/services/`.
    pub(crate) declaration: String,
}

impl Scaffold {
    /// Plans a service. `folder` is absolute or relative to the current folder.
    ///
    /// # Errors
    /// When the folder is not one for services or is not empty, the template cannot be read, or it does not allow the name.
    pub(crate) fn plan(
        root: &Path,
        template: &str,
        folder: &Path,
        (name, title, team): (&str, String, &str),
    ) -> Result<Self, Box<Diagnostic>> {
        let folder = std::path::absolute(folder).map_err(|error| unusable(folder, &error))?;
        let root = std::path::absolute(root).map_err(|error| unusable(root, &error))?;
        let place = place::inside(&root, &folder)?;
        let occupied = match fs::read_dir(&folder) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(unusable(&folder, &error)),
        };
        if occupied {
            return Err(Box::new(
                Diagnostic::error("usage/exists", format!("'{}' is not empty", folder.display()))
                    .help("choose another folder with --into: nothing is written over existing files"),
            ));
        }
        let template = Template::newest(&root, template)?;
        name::check(&template, name)?;
        let answers = Answers {
            name: name.to_owned(),
            title,
            team: team.to_owned(),
            packages: relative(&root.join(&place), &root.join(PACKAGES)),
        };
        let instance = template.instance(&answers)?;
        let lock = Lock {
            template: template.name.clone(),
            version: template.version().to_owned(),
            revision: template.revision.clone(),
            answers,
            files: instance
                .files
                .iter()
                .map(|(path, text)| (path.clone(), hash(text)))
                .collect(),
        };
        let mut differences: Vec<Difference> = instance
            .files
            .into_iter()
            .chain([(lock::FILE.to_owned(), lock.text())])
            .map(|(path, text)| Difference {
                path,
                old: None,
                new: Some(text),
            })
            .collect();
        differences.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            folder,
            place,
            files: Changes {
                differences,
                unchanged: 0,
            },
            declaration: instance.declaration,
        })
    }

    /// The paths of its files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = String> {
        self.files
            .differences
            .iter()
            .map(|file| self.folder.join(&file.path).display().to_string())
    }

    /// Writes its files, all or none.
    ///
    /// # Errors
    /// When one cannot be written.
    pub(crate) fn write(&self) -> Result<(), Box<Diagnostic>> {
        fs::create_dir_all(&self.folder).map_err(|error| unusable(&self.folder, &error))?;
        Transaction::prepare(&self.folder, &self.files).and_then(Transaction::commit)
    }
}

fn unusable(folder: &Path, error: &std::io::Error) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "usage/into",
            format!("cannot use the folder '{}': {error}", folder.display()),
        )
        .help("give a new folder with --into"),
    )
}

/// The path of `to` from the folder `from`, with `/`. Both are absolute.
fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_between_folders_goes_up_and_down() {
        let check =
            |from: &str, to: &str, expected: &str| assert_eq!(relative(Path::new(from), Path::new(to)), expected);
        check(
            "/r/services/a",
            "/r/services-template/packages",
            "../../services-template/packages",
        );
        check("/x/a", "/r/p", "../../r/p");
        check("/r", "/r/p", "p");
    }
}
