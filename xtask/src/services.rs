//! The tests of the shared monitoring packages and of the service templates, with the tools that they need. Everything is installed into `.cache/services`, once for each content of a lock
//! file; nothing is installed for the whole machine.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::console::Console;
use crate::step_result::{StepResult, on_ci};
use crate::steps::Steps;

/// The folder of the installed tools, from the root of the repository.
const CACHE: &str = ".cache/services";

/// Oldest Node.js that runs the packages, as in their `package.json`.
const NODE_MIN: (u32, u32) = (22, 18);

/// Oldest Python that runs the packages, as in their `pyproject.toml`.
const PYTHON_MIN: (u32, u32) = (3, 11);

/// The Node.js to install where the machine's is older: a release of the npm package `node-<system>-<processor>`, which holds the program alone.
const NODE_RELEASE: &str = "22";

/// Datadog's test agent and what it depends on, pinned. It has an environment of its own, because its dependencies exclude those of services.
const TEST_AGENT: &str = "services-template/test-agent.txt";

/// The folder of the templates; the packages are one level deeper.
const TEMPLATES: &str = "services-template";

/// A step that cannot do its work; with the reason.
enum Stopped {
    /// A program that the machine lacks; with what to do.
    Missing(String),
    Failed,
}

type Step<T = ()> = Result<T, Stopped>;

/// A package or a template.
enum Project {
    /// It has a `package.json`.
    Node(PathBuf),
    /// It has a `pyproject.toml`, and a script that checks everything.
    Python(PathBuf),
}

/// A step for each package and each template that exists: a platform without one of the languages deletes its folders.
pub(crate) fn steps(steps: &mut Steps, root: &Path) {
    for (name, project) in projects(root) {
        steps.run(&name, |console| match &project {
            Project::Node(folder) => node(console, root, folder),
            Project::Python(folder) => python(console, root, folder),
        });
    }
}

/// The packages, then the templates, each by its path below the folder of the templates.
fn projects(root: &Path) -> Vec<(String, Project)> {
    let mut projects = Vec::new();
    for parent in ["packages/", ""] {
        let mut names: Vec<String> = fs::read_dir(root.join(TEMPLATES).join(parent))
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        for name in names {
            let name = format!("{parent}{name}");
            let folder = root.join(TEMPLATES).join(&name);
            if folder.join("package.json").is_file() {
                projects.push((name, Project::Node(folder)));
            } else if folder.join("pyproject.toml").is_file() {
                projects.push((name, Project::Python(folder)));
            }
        }
    }
    projects
}

/// Tests a project in Node.js.
fn node(console: &Console, root: &Path, folder: &Path) -> StepResult {
    result(console, || {
        let path = node_path(console, root)?;
        let agent = test_agent(console, root)?;
        let npm = |args: &[&str]| {
            let mut command = Command::new("npm");
            command
                .args(args)
                .current_dir(folder)
                .env("PATH", &path)
                .env("DDAPM_TEST_AGENT", &agent);
            command
        };
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        once(root, &format!("npm-{name}"), &folder.join("package-lock.json"), || {
            run(console, &mut npm(&["ci", "--no-audit", "--no-fund"]))?;
            // The socket of DogStatsD needs a native module, which npm does not build unasked.
            let mut rebuild = npm(&["rebuild", "unix-dgram"]);
            if let Some(headers) = node_headers(&path) {
                rebuild.env("npm_config_nodedir", headers);
            }
            run(console, &mut rebuild)
        })?;
        run(console, &mut npm(&["test"]))
    })
}

/// Tests a project in Python. Its script installs what its lock files pin into the project's folder.
fn python(console: &Console, root: &Path, folder: &Path) -> StepResult {
    result(console, || {
        let agent = test_agent(console, root)?;
        let mut check = Command::new("sh");
        check.arg("check").current_dir(folder).env("DDAPM_TEST_AGENT", &agent);
        run(console, &mut check)
    })
}

fn result(console: &Console, work: impl FnOnce() -> Step) -> StepResult {
    match work() {
        Ok(()) => StepResult::Passed,
        Err(Stopped::Failed) => StepResult::Failed,
        Err(Stopped::Missing(what)) => {
            console.print(&format!("skipped: {what}\n"));
            if on_ci() {
                StepResult::Failed
            } else {
                StepResult::Skipped
            }
        }
    }
}

fn run(console: &Console, command: &mut Command) -> Step {
    match console.passes(command) {
        StepResult::Passed => Ok(()),
        _ => Err(Stopped::Failed),
    }
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

/// The folder of the `node` on `path`, if it has the headers that native modules are built with. Without it npm downloads them.
fn node_headers(path: &OsString) -> Option<PathBuf> {
    let output = Command::new("node")
        .args(["--print", "process.execPath"])
        .env("PATH", path)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let program = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let folder = program.parent()?.parent()?;
    folder.join("include/node/node.h").is_file().then(|| folder.to_owned())
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
    once(root, "test-agent", &lock, || {
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

/// Does `work` if it was not done for this content of `lock`.
fn once(root: &Path, name: &str, lock: &Path, work: impl FnOnce() -> Step) -> Step {
    let stamp = root.join(CACHE).join(format!("{name}.lock"));
    let content =
        fs::read(lock).map_err(|error| Stopped::Missing(format!("cannot read {}: {error}", lock.display())))?;
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
    fn work_is_done_once_for_each_content_of_a_lock_file() {
        let root = tempfile::tempdir().expect("a folder");
        let lock = root.path().join("lock");
        let mut done = 0;
        for (content, expected) in [("a", 1), ("a", 1), ("b", 2)] {
            fs::write(&lock, content).expect("a file is written");
            let result = once(root.path(), "x", &lock, || {
                done += 1;
                Ok(())
            });
            assert!(result.is_ok());
            assert_eq!(done, expected);
        }
        assert!(once(root.path(), "y", &lock, || Err(Stopped::Failed)).is_err());
        assert!(!root.path().join(CACHE).join("y.lock").exists());
    }
}
