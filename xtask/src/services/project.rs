//! The packages and the templates, and how each is tested.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::{Tools, once};
use super::{Step, Stopped, run};
use crate::console::Console;

/// The folder of the templates; the packages are one level deeper.
const TEMPLATES: &str = "services-template";

/// The language of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has a `package.json`.
    Node,
    /// It has a `pyproject.toml`, and a script `check`.
    Python,
}

/// A package, a template, or what tests or measures several of them.
#[derive(Debug)]
pub(super) struct Project {
    /// Its path below the folder of the templates.
    pub(super) name: String,
    pub(super) folder: PathBuf,
    pub(super) kind: Kind,
    /// Whether it starts processes of the others: it is neither a package nor a template.
    pub(super) needs_all: bool,
}

/// The packages, then the rest, each by name.
pub(super) fn all(root: &Path) -> Vec<Project> {
    let mut projects = Vec::new();
    for parent in ["packages/", ""] {
        let entries = fs::read_dir(root.join(TEMPLATES).join(parent))
            .into_iter()
            .flatten()
            .flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        for name in names {
            let name = format!("{parent}{name}");
            let folder = root.join(TEMPLATES).join(&name);
            let kind = match (
                folder.join("package.json").is_file(),
                folder.join("pyproject.toml").is_file(),
            ) {
                (true, _) => Kind::Node,
                (false, true) => Kind::Python,
                (false, false) => continue,
            };
            let needs_all = parent.is_empty() && !folder.join("template.json").is_file();
            projects.push(Project {
                name,
                folder,
                kind,
                needs_all,
            });
        }
    }
    projects
}

impl Project {
    /// Runs its tests; installs what it depends on first.
    pub(super) fn test(&self, console: &Console, root: &Path, tools: &Tools) -> Step {
        let agent = tools.test_agent.as_ref().map_err(|why| Stopped::Missing(why.clone()))?;
        let command = |program: &str, arguments: &[&str]| {
            let mut command = Command::new(program);
            command
                .args(arguments)
                .current_dir(&self.folder)
                .env("DDAPM_TEST_AGENT", agent)
                .envs(tools.brokers.iter().map(|(name, folder)| (name, folder)));
            // Python's tests of all templates together start some in Node.js.
            if let Ok(path) = &tools.node_path {
                command.env("PATH", path);
            }
            command
        };
        match self.kind {
            Kind::Python => run(console, &mut command("sh", &["check"])),
            Kind::Node => {
                tools.node_path.as_ref().map_err(|why| Stopped::Missing(why.clone()))?;
                once(
                    root,
                    &format!("npm-{}", self.name.replace('/', "-")),
                    &self.npm_inputs()?,
                    || {
                        run(console, &mut command("npm", &["ci", "--no-audit", "--no-fund"]))?;
                        // The socket of DogStatsD needs a native module, which npm does not build unasked.
                        let mut rebuild = command("npm", &["rebuild", "unix-dgram"]);
                        if let Some(headers) = tools.node_headers() {
                            rebuild.env("npm_config_nodedir", headers);
                        }
                        run(console, &mut rebuild)
                    },
                )?;
                run(console, &mut command("npm", &["test"]))
            }
        }
    }

    /// What an installation depends on: the lock file, and the package, of which npm copies a template's version.
    fn npm_inputs(&self) -> Step<Vec<u8>> {
        let unreadable =
            |path: &Path, error: std::io::Error| Stopped::Missing(format!("cannot read {}: {error}", path.display()));
        let lock = self.folder.join("package-lock.json");
        let mut inputs = fs::read(&lock).map_err(|error| unreadable(&lock, error))?;
        let package = self.folder.join("../packages/node");
        if !self.name.starts_with("packages/") && package.is_dir() {
            let source = package.join("src");
            let entries = fs::read_dir(&source).map_err(|error| unreadable(&source, error))?;
            let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            files.extend(["package.json", "tsconfig.json", "tsconfig.build.json"].map(|name| package.join(name)));
            files.sort();
            for file in files {
                inputs.extend(fs::read(&file).map_err(|error| unreadable(&file, error))?);
            }
        }
        Ok(inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_come_before_templates_and_what_needs_all_is_known() {
        let root = tempfile::tempdir().expect("a folder");
        for file in [
            "packages/node/package.json",
            "packages/python/pyproject.toml",
            "node-http/package.json",
            "node-http/template.json",
            "journey/pyproject.toml",
            "notes/README.md",
        ] {
            let path = root.path().join(TEMPLATES).join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "{}").expect("a file");
        }
        let found: Vec<_> = all(root.path())
            .into_iter()
            .map(|project| (project.name, project.kind, project.needs_all))
            .collect();
        let expected = [
            ("packages/node", Kind::Node, false),
            ("packages/python", Kind::Python, false),
            ("journey", Kind::Python, true),
            ("node-http", Kind::Node, false),
        ];
        assert_eq!(
            found,
            expected.map(|(name, kind, needs_all)| (name.to_owned(), kind, needs_all))
        );
    }
}
