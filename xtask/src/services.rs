//! The tests of the shared monitoring packages and of the service templates, with the tools that they need. Everything is installed into `.cache/services` or into
//! ignored folders of the projects; nothing is installed for the whole machine.

mod project;
mod tools;

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::cargo::verb;
use crate::console::Console;
use crate::step_result::{StepResult, on_ci};
use crate::steps::{Step as Task, Steps};
use project::{Kind, Project};
use tools::Tools;

/// The folder of the installed tools, from the root of the repository.
const CACHE: &str = ".cache/services";

/// The project that tests all templates together and records what they emit.
const RECORDER: &str = "journey";

/// What the services emitted in the test of all templates together, from the root of the repository.
const RECORDING: &str = ".cache/services/journey";

/// A step that cannot do its work; with the reason.
enum Stopped {
    /// A program that the machine lacks; with what to do.
    Missing(String),
    Failed,
}

type Step<T = ()> = Result<T, Stopped>;

/// A step for each package and each template that exists: a platform without one of the languages deletes its folders. One lane for each language, next to the
/// lane `others`: services mostly wait for their brokers. What starts several projects comes last.
pub(crate) fn steps(steps: &mut Steps, root: &Path, others: Vec<Task<'_>>) {
    let projects = project::all(root);
    if projects.is_empty() {
        steps.run_lanes(vec![others]);
        return;
    }
    let mut tools = None;
    steps.run("tools of services", |console| {
        tools.insert(Tools::install(console, root, &projects)).result()
    });
    let Some(tools) = tools else {
        return steps.run_lanes(vec![others]);
    };
    let lane = |kind: Kind| {
        let ours = projects.iter().filter(move |project| project.kind == kind);
        ours.filter(|project| !project.needs_all)
            .map(|project| task(root, project, &tools))
            .collect()
    };
    steps.run_lanes(vec![others, lane(Kind::Node), lane(Kind::Python)]);
    for project in projects.iter().filter(|project| project.needs_all) {
        steps.run(&project.name, |console| {
            result(console, || {
                if project.name == RECORDER {
                    forget(&root.join(RECORDING))?;
                }
                project.test(console, root, &tools)
            })
        });
    }
    if projects.iter().any(|project| project.name == RECORDER) {
        steps.run("what monitors ask for", |console| emitted(console, root));
    }
}

fn task<'w>(root: &'w Path, project: &'w Project, tools: &'w Tools) -> Task<'w> {
    Task::new(&project.name, move |console| {
        result(console, || project.test(console, root, tools))
    })
}

/// Removes the recording of an earlier run, which says nothing about this one.
fn forget(recording: &Path) -> Step {
    match fs::remove_dir_all(recording) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Stopped::Missing(format!(
            "cannot remove {}: {error}",
            recording.display()
        ))),
        _ => Ok(()),
    }
}

/// Compares what the templates emitted with what the definitions ask for.
fn emitted(console: &Console, root: &Path) -> StepResult {
    if root.join(RECORDING).is_dir() {
        return console.passes(&mut verb(root, &["emitted", RECORDING]));
    }
    result(console, || {
        Err(Stopped::Missing(
            "the templates did not run together; see above".to_owned(),
        ))
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
