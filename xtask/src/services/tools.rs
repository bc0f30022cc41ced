//! The tools that the tests of services need: Node.js, Datadog's test agent, brokers and stores. Each is installed once for each content of what pins it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::project::Project;
use super::{CACHE, Step, Stopped, run};
use crate::console::Console;
use crate::step_result::{StepResult, on_ci};

/// Oldest Node.js that runs the packages, as in their `package.json`.
const NODE_MIN: (u32, u32) = (22, 18);

/// Oldest Python that runs the packages, as in their `pyproject.toml`.
const PYTHON_MIN: (u32, u32) = (3, 11);

/// The Node.js to install where the machine's is older: a release of the npm package `node-<system>-<processor>`, which holds the program alone.
const NODE_RELEASE: &str = "22";

/// Datadog's test agent and what it depends on, pinned. It has an environment of its own, because its dependencies exclude those of services.
const TEST_AGENT: &str = "services-template/test-agent.txt";

/// Brokers and stores: the name in the scripts `install-<name>.sh` of templates, and the variable in which their tests look for its folder.
const BROKERS: [(&str, &str); 4] = [
    ("kafka", "KAFKA_JARS"),
    ("postgresql", "POSTGRESQL_ROOT"),
    ("rabbitmq", "RABBITMQ_ROOT"),
    ("redis", "REDIS_ROOT"),
];

/// What is there; an error says what is missing, and what to do.
#[derive(Debug)]
pub(super) struct Tools {
    /// A PATH on which `node` is recent enough.
    pub(super) node_path: Result<OsString, String>,
    /// The program of the test agent.
    pub(super) test_agent: Result<PathBuf, String>,
    /// Variables and folders of brokers and stores. The tests that need one that is not here say so themselves.
    pub(super) brokers: Vec<(&'static str, PathBuf)>,
    is_whole: bool,
}

impl Tools {
    /// Installs what the projects need and the machine lacks.
    pub(super) fn install(console: &Console, root: &Path, projects: &[Project]) -> Self {
        let mut is_whole = true;
        let mut found = |tool: Step<PathBuf>| {
            tool.map_err(|stopped| {
                is_whole = false;
                match stopped {
                    Stopped::Missing(why) => {
                        console.print(&format!("missing: {why}\n"));
                        why
                    }
                    Stopped::Failed => "it could not be installed; see above".to_owned(),
                }
            })
        };
        let node_path = found(node_path(console, root).map(PathBuf::from)).map(PathBuf::into_os_string);
        let test_agent = found(test_agent(console, root));
        let mut brokers = Vec::new();
        for (name, variable) in BROKERS {
            // A developer's own installation.
            if env::var_os(variable).is_some() {
                continue;
            }
            if let Some(script) = script(projects, name) {
                let folder = found(broker(console, root, name, &script));
                brokers.extend(folder.ok().map(|folder| (variable, folder)));
            }
        }
        Self {
            node_path,
            test_agent,
            brokers,
            is_whole,
        }
    }

    /// Whether everything is there. Without one of them some tests are skipped, and fail on CI.
    pub(super) fn result(&self) -> StepResult {
        match (self.is_whole, on_ci()) {
            (true, _) => StepResult::Passed,
            (false, true) => StepResult::Failed,
            (false, false) => StepResult::Skipped,
        }
    }

    /// The folder of the Node.js in use, if it has the headers that native modules are built with. Without it npm downloads them.
    pub(super) fn node_headers(&self) -> Option<PathBuf> {
        let output = Command::new("node")
            .args(["--print", "process.execPath"])
            .env("PATH", self.node_path.as_ref().ok()?)
            .stdin(Stdio::null())
            .output()
            .ok()?;
        let program = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        let folder = program.parent()?.parent()?;
        folder.join("include/node/node.h").is_file().then(|| folder.to_owned())
    }
}

/// The script of a project that installs a broker. Several templates have it, since each is on its own once it is copied.
fn script(projects: &[Project], name: &str) -> Option<PathBuf> {
    let file = format!("install-{name}.sh");
    let scripts = projects
        .iter()
        .flat_map(|project| ["test", "tests"].map(|folder| project.folder.join(folder).join(&file)));
    scripts.into_iter().find(|script| script.is_file())
}

fn broker(console: &Console, root: &Path, name: &str, script: &Path) -> Step<PathBuf> {
    let folder = root.join(CACHE).join(name);
    let content =
        fs::read(script).map_err(|error| Stopped::Missing(format!("cannot read {}: {error}", script.display())))?;
    once(root, name, &content, || {
        console.print(&format!("installing {name} into {CACHE}/{name}\n"));
        run(console, Command::new("sh").arg(script).arg(&folder))
    })?;
    Ok(folder)
}

/// A PATH on which `node` is recent enough.
fn node_path(console: &Console, root: &Path) -> Step<OsString> {
    if version("npm", "--version").is_none() {
        return Err(Stopped::Missing(
            "no 'npm' on PATH; install Node.js 22 or newer".to_owned(),
        ));
    }
    if version("node", "--version").is_some_and(|found| found >= NODE_MIN) {
        return Ok(env::var_os("PATH").unwrap_or_default());
    }
    let Some(package) = node_package() else {
        return Err(Stopped::Missing(
            "'node' is older than 22.18; install Node.js 22 or newer".to_owned(),
        ));
    };
    let folder = root.join(CACHE).join("node");
    let bin = folder.join("node_modules").join(&package).join("bin");
    if !bin.join("node").is_file() {
        console.print(&format!("installing Node.js {NODE_RELEASE} into {CACHE}/node\n"));
        create(console, &folder)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"])
            .arg(&folder);
        run(console, npm.arg(format!("{package}@{NODE_RELEASE}")))?;
    }
    Ok(prepended(&bin))
}

/// The npm package with the program for this machine, if there is one.
fn node_package() -> Option<String> {
    let system = match env::consts::OS {
        "macos" => "darwin",
        "linux" => "linux",
        _ => return None,
    };
    let processor = match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        _ => return None,
    };
    Some(format!("node-{system}-{processor}"))
}

/// The path of the installed test agent, in a Python environment of its own.
fn test_agent(console: &Console, root: &Path) -> Step<PathBuf> {
    if version("python3", "--version").is_none_or(|found| found < PYTHON_MIN) {
        return Err(Stopped::Missing(
            "no 'python3' 3.11 or newer on PATH; install Python".to_owned(),
        ));
    }
    let folder = root.join(CACHE).join("test-agent");
    let bin = folder.join("bin");
    let lock = root.join(TEST_AGENT);
    let content =
        fs::read(&lock).map_err(|error| Stopped::Missing(format!("cannot read {}: {error}", lock.display())))?;
    once(root, "test-agent", &content, || {
        console.print(&format!("installing Datadog's test agent into {CACHE}/test-agent\n"));
        run(
            console,
            Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder),
        )?;
        let mut pip = Command::new(bin.join("python"));
        pip.args(["-m", "pip", "--disable-pip-version-check", "install", "--quiet"])
            .args(["--require-hashes", "--requirement"])
            .arg(&lock);
        run(console, &mut pip)
    })?;
    Ok(bin.join("ddapm-test-agent"))
}

/// Does `work` if it was not done for this content.
pub(super) fn once(root: &Path, name: &str, content: &[u8], work: impl FnOnce() -> Step) -> Step {
    let stamp = root.join(CACHE).join(format!("{name}.lock"));
    if fs::read(&stamp).is_ok_and(|done| done == content) {
        return Ok(());
    }
    work()?;
    let written = stamp
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&stamp, content));
    written.map_err(|error| Stopped::Missing(format!("cannot write {}: {error}", stamp.display())))
}

fn create(console: &Console, folder: &Path) -> Step {
    fs::create_dir_all(folder).map_err(|error: io::Error| {
        console.print(&format!("cannot create {}: {error}\n", folder.display()));
        Stopped::Failed
    })
}

/// PATH with `folder` before the others.
fn prepended(folder: &Path) -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(env::split_paths(&rest));
    // Only a folder whose name has PATH's separator cannot be joined; programs then come from PATH alone.
    env::join_paths(folders).unwrap_or(rest)
}

/// The first two numbers of what `program` prints as its version: `v22.18.0`, `Python 3.11.7`.
fn version(program: &str, argument: &str) -> Option<(u32, u32)> {
    let output = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    numbers(&String::from_utf8_lossy(&output.stdout))
}

fn numbers(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = text[start..].split(|c: char| !c.is_ascii_digit()).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_its_first_two_numbers() {
        assert_eq!(numbers("v22.18.0\n"), Some((22, 18)));
        assert_eq!(numbers("Python 3.11.7"), Some((3, 11)));
        assert_eq!(numbers("10"), None);
        assert_eq!(numbers("unknown"), None);
    }

    #[test]
    fn work_is_done_once_for_each_content() {
        let root = tempfile::tempdir().expect("a folder");
        let mut done = 0;
        for (content, expected) in [("a", 1), ("a", 1), ("b", 2)] {
            let result = once(root.path(), "x", content.as_bytes(), || {
                done += 1;
                Ok(())
            });
            assert!(result.is_ok());
            assert_eq!(done, expected);
        }
        assert!(once(root.path(), "y", b"a", || Err(Stopped::Failed)).is_err());
        assert!(!root.path().join(CACHE).join("y.lock").exists());
    }
}
