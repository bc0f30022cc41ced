//! `cargo xtask test`: all tests. Skips what needs Go if Go is missing, and says so; on CI that is a failure.

use std::path::Path;

use crate::cargo::{cargo, verb};
use crate::console::Console;
use crate::go;
use crate::services;
use crate::step_result::{StepResult, on_ci};
use crate::steps::{Step, Steps};
use crate::terraform;
use crate::wording;
use crate::workspace;
use cli::{TestAllArgs, VerbResult};

/// The tests that need Go.
const NEEDS_GO: &str = "Datadog's OpenAPI documents, go-jsonnet differential, Jsonnet format, workflows (actionlint), manifest schemas, go test, and with --all the agent's own code, the provider double of Terraform";

// Those of one package alone would be compiled again, because its dependencies have fewer features.

/// The whole matrix of what a service may tune; its sample is among the other tests.
const TUNING: [&str; 5] = ["test", "--test", "tuning", "--", "--ignored"];

/// The mutants of every monitor.
const MUTANTS: [&str; 5] = ["test", "--test", "mutation_score", "--", "--ignored"];

/// The tutorial, followed in a copy of the repository.
const TUTORIAL: [&str; 5] = ["test", "--test", "tutorial", "--", "--ignored"];

/// Workspaces of their own: no `cargo test` here compiles them.
const OUTSIDE: [&str; 2] = ["xtask/fuzz", "xtask/bench-vector"];

pub(crate) fn run(root: &Path, args: &TestAllArgs) -> VerbResult {
    let mut steps = Steps::new(args.format);
    steps.run("wording", |console| wording::check(console, root));
    let has_go = go::present(root);
    if has_go {
        steps.run("OpenAPI documents", |console| openapi_documents(console, root));
    }
    steps.run_command("cargo test", &mut cargo(root, ["test", "--no-fail-fast"]));
    if has_go {
        run_with_go(&mut steps, root);
    } else {
        steps.run("Go tools", |console| {
            console.print(&format!("skipped: {NEEDS_GO}: no 'go' 1.26 or newer on PATH\n"));
            console.print("help: install Go 1.26; `cargo xtask test` then builds the tools into .cache/tools/bin\n");
            if on_ci() {
                StepResult::Failed
            } else {
                StepResult::Skipped
            }
        });
    }
    if args.all {
        services::steps(&mut steps, root, tests_of_the_tool(root, has_go));
        if !args.without_e2e {
            steps.run_command("end to end", &mut verb(root, &["e2e"]));
        }
    }
    Ok(steps.finish())
}

/// The tests that only `--all` runs, of the tool itself. Commands of cargo share this lane, because each locks the target folder.
fn tests_of_the_tool(root: &Path, has_go: bool) -> Vec<Step<'_>> {
    let mut lane = vec![
        // The tests of live verbs start a real API server.
        Step::command("API server", verb(root, &["e2e", "build", "kube-apiserver"])),
        Step::command("tuning of every monitor", cargo(root, TUNING)),
        Step::command("mutants of every monitor", cargo(root, MUTANTS)),
        Step::new("crates outside everyday commands", move |console| {
            outside_tests(console, root)
        }),
        Step::new("tutorial", move |console| {
            // Its last command is the whole check, which runs this binary.
            let built = console.passes(&mut cargo(root, ["build", "--quiet", "--package", "logs"]));
            let followed = console.passes(&mut cargo(root, TUTORIAL));
            StepResult::from(built == StepResult::Passed && followed == StepResult::Passed)
        }),
    ];
    lane.extend(OUTSIDE.map(|folder| {
        let mut command = cargo(root, ["check", "--quiet", "--all-targets", "--locked"]);
        command.current_dir(root.join(folder));
        Step::command(folder, command)
    }));
    if has_go {
        lane.push(Step::new("agent's own code", move |console| {
            modules(console, root, &go::AGENT_MODULES)
        }));
        lane.push(Step::new("provider double", move |console| {
            modules(console, root, &["providerdouble"])
        }));
    }
    lane.extend(terraform::steps(root));
    lane
}

/// The tests of the crates that `default-members` leaves out.
fn outside_tests(console: &Console, root: &Path) -> StepResult {
    match workspace::outside_default_members(root) {
        Ok(packages) => {
            let packages = packages.iter().flat_map(|package| ["--package", package]);
            console.passes(&mut cargo(root, ["test", "--no-fail-fast"].into_iter().chain(packages)))
        }
        Err(reason) => {
            console.print(&format!("cannot read the members of the workspace: {reason}\n"));
            StepResult::Failed
        }
    }
}

/// Downloads the documents that the tests of `datadog-schema` compare with. Without them these tests are skipped.
fn openapi_documents(console: &Console, root: &Path) -> StepResult {
    let result = console.passes(&mut go::download_openapi_documents(root));
    if result == StepResult::Passed || on_ci() {
        return result;
    }
    console.print("skipped: tests that compare with Datadog's OpenAPI documents, because the download failed\n");
    console
        .print("help: run `cargo xtask test` once with a network; Go then keeps the documents in its module cache\n");
    StepResult::Skipped
}

fn run_with_go(steps: &mut Steps, root: &Path) {
    let built = steps.run("go build", |console| {
        console.print("building go-jsonnet, jsonnetfmt, actionlint and manifestcheck into .cache/tools/bin\n");
        match go::build(root) {
            Ok(mut command) => console.passes(&mut command),
            Err(error) => {
                console.print(&format!("cannot create .cache/tools/bin: {error}\n"));
                StepResult::Failed
            }
        }
    });
    steps.run("go vet, go test", |console| {
        let vetted = console.passes(&mut go::go(root, ["vet", "./..."]));
        let tested = console.passes(&mut go::go(root, ["test", "./..."]));
        StepResult::from(vetted == StepResult::Passed && tested == StepResult::Passed)
    });
    if built != StepResult::Passed {
        // Tools of an earlier build may exist, but they would not check this tree.
        steps.print(
            "skipped: go-jsonnet differential, Jsonnet format, workflows (actionlint), manifest schemas: the tools were not built\n\n",
        );
        return;
    }
    steps.run("Jsonnet format", |console| go::jsonnet_format(console, root));
    steps.run_command("workflows", &mut go::actionlint(root));
    steps.run_command("manifest schemas", &mut go::manifestcheck(root));
    let mut differential = cargo(
        root,
        ["test", "--test", "differential", "--", "--ignored", "--nocapture"],
    );
    steps.run_command(
        "go-jsonnet differential",
        differential.env("JSONNET_BIN", go::path(root, "jsonnet")),
    );
}

/// Vets and tests the Go modules in these folders of `tools/`.
fn modules(console: &Console, root: &Path, folders: &[&str]) -> StepResult {
    let passed = folders.iter().all(|module| {
        ["vet", "test"].iter().all(|verb| {
            let mut command = go::go(root, [*verb, "./..."]);
            console.passes(command.current_dir(root.join("tools").join(module))) == StepResult::Passed
        })
    });
    passed.into()
}
