//! The README files of modules, of which terraform-docs writes a part.

use std::fs;
use std::path::Path;
use std::process::Command;

use diagnostics::Diagnostic;

use super::folders::{Folder, Kind};
use super::work::Work;
use super::{Files, text_of, usage};

/// The configuration, from the root of the repository.
const CONFIG: &str = "terraform/.terraform-docs.yml";

/// What terraform-docs writes for the modules among the folders, for each that differs: path, and text.
pub(crate) fn outdated(
    root: &Path,
    work: &Work,
    program: &Path,
    folders: &[Folder],
    files: &Files,
) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    let mut differing = Vec::new();
    for folder in folders.iter().filter(|folder| folder.kind == Kind::Module) {
        let path = format!("{}/README.md", folder.path);
        let output = Command::new(program)
            .args(["--output-file", "README.md", "--output-mode", "inject", "--config"])
            .arg(root.join(CONFIG))
            .arg(".")
            .current_dir(work.path(&folder.path))
            .output();
        let problem = match output {
            Ok(output) if output.status.success() => None,
            Ok(output) => Some(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(problem) = problem {
            return Err(usage(
                format!("terraform-docs failed in '{}': {problem}", folder.path),
                "fix the syntax of the module's files first",
            ));
        }
        let written = fs::read_to_string(work.path(&path))
            .map_err(|why| usage(format!("cannot read the copy of '{path}': {why}"), "run it again"))?;
        if written != text_of(files, &path) {
            differing.push((path, written));
        }
    }
    Ok(differing)
}

/// The finding for a README that differs, at its first line that does.
pub(crate) fn finding(path: &str, written: &str, files: &Files) -> Diagnostic {
    let help = "run `cargo xtask terraform check --write`, and commit what it writes";
    let Some(text) = files.get(path) else {
        let message = format!("'{path}' does not exist");
        return Diagnostic::error("terraform/readme", message).in_file(path).help(help);
    };
    let message = format!("'{path}' is not what the module's variables and outputs say");
    let same: usize = text
        .split_inclusive('\n')
        .zip(written.split_inclusive('\n'))
        .take_while(|(old, new)| old == new)
        .map(|(old, _)| old.len())
        .sum();
    let line = text[same..].lines().next().unwrap_or_default();
    Diagnostic::error("terraform/readme", message)
        .at(path, text.clone(), same..same + line.len())
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_shown() {
        let files: Files = [("terraform/modules/a/README.md".to_owned(), "# a\nold\nsame\n".into())].into();
        let found = finding("terraform/modules/a/README.md", "# a\nnew\nsame\n", &files);
        let (text, span) = found.place.and_then(|place| place.excerpt).expect("a place");
        assert_eq!(&text[span], "old");
        assert_eq!(
            finding("terraform/modules/b/README.md", "x", &files).message,
            "'terraform/modules/b/README.md' does not exist"
        );
    }
}
