//! What is run in one folder.

use std::path::Path;
use std::process::Output;

use ::terraform::{Outcome, required_providers, test_output, tflint_output, validate_output};
use diagnostics::{Diagnostic, Severity};

use super::Files;
use super::folders::{Folder, Kind};
use super::program::Program;
use super::providers::Chosen;
use super::work::Work;

/// The name of a test that a root without tests gets.
const GENERATED: &str = "planned_and_applied.tftest.hcl";

/// What the checks of a folder need.
pub(crate) struct Checker<'a> {
    pub(crate) work: &'a Work,
    pub(crate) program: &'a Program,
    pub(crate) chosen: Chosen,
    pub(crate) files: &'a Files,
    /// tflint and its configuration.
    pub(crate) tflint: Option<(&'a Path, &'a Path)>,
}

impl Checker<'_> {
    /// Everything about a folder. Its tests run only if it is valid.
    pub(crate) fn check(&self, folder: &Folder) -> Result<Outcome, Box<Diagnostic>> {
        let mut outcome = Outcome::default();
        outcome.findings.extend(self.tflint(folder)?);
        let tested = folder.has_tests(self.files) || folder.kind == Kind::Root;
        if tested && !folder.has_tests(self.files) {
            self.work
                .add(&format!("tree/{}/{GENERATED}", folder.path), &self.generated(folder))?;
        }
        let not_installed = self.install(folder)?;
        // `validate` finds the same with its place, unless a module or a provider is missing.
        let validated = self.validate(folder)?;
        let valid = validated.iter().all(|finding| finding.severity != Severity::Error);
        outcome.findings.extend(validated);
        if let Some(finding) = not_installed {
            outcome.findings.extend(valid.then_some(finding));
            return Ok(outcome);
        }
        if tested && valid {
            let run = self.test(folder)?;
            outcome.passed += run.passed;
            outcome.failed += run.failed;
            outcome.findings.extend(run.findings);
        }
        Ok(outcome)
    }

    fn run(&self, folder: &Folder, args: &[&str]) -> Result<Output, Box<Diagnostic>> {
        self.program
            .run(&self.work.path(&folder.path), &self.work.data(&folder.path), args)
    }

    /// Modules, and the real providers.
    fn install(&self, folder: &Folder) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
        let args: &[&str] = match self.chosen {
            Chosen::Real => &["init", "-backend=false", "-input=false", "-no-color"],
            Chosen::Double { .. } => &["get", "-no-color"],
        };
        let output = self.run(folder, args)?;
        Ok((!output.status.success()).then(|| crashed("terraform/init", folder, args[0], &output)))
    }

    fn validate(&self, folder: &Folder) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let output = self.run(folder, &["validate", "-json"])?;
        let read = validate_output(&String::from_utf8_lossy(&output.stdout), &folder.path, self.files);
        Ok(read.unwrap_or_else(|why| vec![crashed("terraform/validate", folder, "validate", &output).note(why)]))
    }

    fn test(&self, folder: &Folder) -> Result<Outcome, Box<Diagnostic>> {
        let output = self.run(folder, &["test", "-json"])?;
        let read = test_output(&String::from_utf8_lossy(&output.stdout), &folder.path, self.files);
        let mut outcome = read.unwrap_or_else(|why| Outcome {
            findings: vec![crashed("terraform/test", folder, "test", &output).note(why)],
            ..Outcome::default()
        });
        let silent = outcome.failed > 0 || !output.status.success() || outcome.passed == 0;
        if silent
            && outcome
                .findings
                .iter()
                .all(|finding| finding.severity != Severity::Error)
        {
            let message = format!(
                "the tests of '{}' failed: {} of {} runs",
                folder.path,
                outcome.failed,
                outcome.failed + outcome.passed
            );
            let help = format!(
                "run `cargo xtask terraform check {}`; a folder of tests must contain a run that passes",
                folder.path
            );
            outcome.findings.push(
                Diagnostic::error("terraform/test", message)
                    .in_file(folder.path.clone())
                    .help(help),
            );
        }
        Ok(outcome)
    }

    /// A plan and an apply with the variables' defaults. Real providers are mocked: they would ask for keys.
    fn generated(&self, folder: &Folder) -> String {
        let mocks = match self.chosen {
            Chosen::Real => required_providers(self.files, &folder.path)
                .keys()
                .map(|name| format!("mock_provider \"{name}\" {{}}\n"))
                .collect(),
            Chosen::Double { .. } => String::new(),
        };
        format!("{mocks}run \"plan\" {{\n  command = plan\n}}\nrun \"apply\" {{}}\n")
    }

    fn tflint(&self, folder: &Folder) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let Some((program, config)) = self.tflint else {
            return Ok(Vec::new());
        };
        let mut command = std::process::Command::new(program);
        command
            .args([
                "--format",
                "json",
                "--no-color",
                "--call-module-type",
                "none",
                "--config",
            ])
            .arg(config)
            .current_dir(self.work.path(&folder.path));
        if folder.kind != Kind::Module {
            // An example or a root states the sources of providers that only its modules use.
            command.arg("--disable-rule=terraform_unused_required_providers");
        }
        let output = command.output().map_err(|why| {
            super::usage(
                format!("'{}' cannot be run: {why}", program.display()),
                "check that it can be executed",
            )
        })?;
        let read = tflint_output(&String::from_utf8_lossy(&output.stdout), &folder.path, self.files);
        Ok(read.unwrap_or_else(|why| vec![crashed("tflint/error", folder, "tflint", &output).note(why)]))
    }
}

/// A run that printed no result.
fn crashed(rule: &str, folder: &Folder, verb: &str, output: &Output) -> Diagnostic {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines = text
        .lines()
        .map(|line| line.trim_matches(|c: char| c.is_whitespace() || "│╷╵".contains(c)));
    let text = lines
        .filter(|line| !line.is_empty())
        .take(8)
        .collect::<Vec<_>>()
        .join(" ");
    Diagnostic::error(rule, format!("'{verb}' failed in '{}': {text}", folder.path))
        .in_file(folder.path.clone())
        .help(format!(
            "run it in that folder to see all of its output; `cargo xtask terraform check {}` checks this folder alone",
            folder.path
        ))
}
