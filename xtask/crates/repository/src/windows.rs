use std::path::Path;
use std::sync::Arc;

use diagnostics::Diagnostic;
use model::Slug;

use crate::walk;

/// The file of a maintenance window, `terraform/environments/<env>/maintenance/<window>.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowFile {
    /// The environment.
    pub env: String,
    /// The name of the window.
    pub name: String,
    /// Its path from the root of the repository.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
}

/// Reads the maintenance windows of all environments, sorted by path.
///
/// # Errors
/// Every file that cannot be read, and every file in a folder of windows that is not `<window>.yaml`, because nothing would read it.
pub fn windows(root: &Path) -> Result<Vec<WindowFile>, Vec<Diagnostic>> {
    const FOLDER: &str = "terraform/environments";
    let (mut windows, mut findings) = (Vec::new(), Vec::new());
    for env in walk::folders(root, FOLDER, &mut findings) {
        let folder = format!("{FOLDER}/{env}/maintenance");
        for path in walk::files(root, &folder, &mut findings) {
            match read(root, &env, &path[folder.len() + 1..], &path) {
                Ok(window) => windows.push(window),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    if findings.is_empty() {
        Ok(windows)
    } else {
        Err(findings)
    }
}

fn read(root: &Path, env: &str, file: &str, path: &str) -> Result<WindowFile, Box<Diagnostic>> {
    let Some(name) = file.strip_suffix(".yaml").filter(|name| !name.contains('/')) else {
        return Err(Box::new(
            Diagnostic::error("maintenance/layout", format!("'{path}' is not a maintenance window"))
                .in_file(path)
                .help("name it <window>.yaml in the folder 'maintenance' itself, or move it elsewhere"),
        ));
    };
    if let Err(error) = Slug::parse(name) {
        return Err(Box::new(
            Diagnostic::error("maintenance/name", format!("the name '{name}' is invalid: {error}"))
                .in_file(path)
                .help("rename the file in kebab-case: it is the window's name in Terraform"),
        ));
    }
    Ok(WindowFile {
        env: env.to_owned(),
        name: name.to_owned(),
        path: path.to_owned(),
        text: walk::text(root, path)?.into(),
    })
}
