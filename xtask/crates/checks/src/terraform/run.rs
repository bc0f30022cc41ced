//! Runs the tools over all folders.

use std::fs;
use std::path::{Path, PathBuf};

use ::terraform::Outcome;
use cli::TerraformCheckArgs;
use diagnostics::Diagnostic;
use rayon::prelude::*;

use super::folder::Checker;
use super::folders::Folder;
use super::program::Program;
use super::providers::{self, Chosen};
use super::summary::Summary;
use super::work::Work;
use super::{Files, TREE, go, on_ci, readme, usage};

/// The configuration of tflint, from the root of the repository.
const TFLINT_CONFIG: &str = "terraform/.tflint.hcl";
/// The file in which `terraform init` keeps versions and checksums of providers.
const LOCK_FILE: &str = "/.terraform.lock.hcl";

/// The programs of a run.
pub(crate) struct Tools {
    program: Program,
    chosen: Chosen,
    tflint: Option<PathBuf>,
    docs: Option<PathBuf>,
}

impl Tools {
    /// Finds and builds everything.
    pub(crate) fn prepare(
        root: &Path,
        args: &TerraformCheckArgs,
        folders: &[Folder],
        files: &Files,
        summary: &mut Summary,
    ) -> Result<Self, Box<Diagnostic>> {
        let mut program = Program::find(&args.binary)?;
        let work = Work::copy(root, files)?;
        let chosen = providers::choose(root, args.providers, &work, &mut program, folders, files)?;
        summary.with.push(program.title.clone());
        summary.with.push(chosen.title().to_owned());
        let built = |package: &str, name: &str| go::build(root, "tools/terraform", package, name);
        let (mut tflint, mut docs) = (None, None);
        if go::present(root) {
            tflint = Some(built("github.com/terraform-linters/tflint", "tflint")?);
            docs = Some(built("github.com/terraform-docs/terraform-docs", "terraform-docs")?);
            summary.with.push("tflint".to_owned());
        } else {
            let skipped = "tflint, README files of modules: no 'go' 1.26 or newer on PATH";
            if on_ci() {
                return Err(usage(format!("cannot check everything: {skipped}"), "install Go 1.26"));
            }
            summary.skipped.push(skipped.to_owned());
        }
        Ok(Self {
            program,
            chosen,
            tflint,
            docs,
        })
    }

    /// Formats the tree, and writes its README files.
    pub(crate) fn write(&self, root: &Path, folders: &[Folder], summary: &mut Summary) -> Result<(), Vec<Diagnostic>> {
        self.program
            .run(
                &root.join(TREE),
                &root.join(".cache/terraform/data"),
                &["fmt", "-recursive", "-list=false"],
            )
            .map_err(|finding| vec![*finding])?;
        let Some(docs) = &self.docs else { return Ok(()) };
        let files = repository::texts(root, TREE)?;
        let work = Work::copy(root, &files).map_err(|finding| vec![*finding])?;
        for (path, text) in readme::outdated(root, &work, docs, folders, &files).map_err(|finding| vec![*finding])? {
            fs::write(root.join(&path), text)
                .map_err(|why| vec![*usage(format!("cannot write '{path}': {why}"), "make it writable")])?;
            summary.with.push(format!("wrote {path}"));
        }
        Ok(())
    }

    /// Checks format, folders and README files.
    pub(crate) fn check(
        &self,
        root: &Path,
        folders: &[Folder],
        files: &Files,
        summary: &mut Summary,
    ) -> Result<(), Vec<Diagnostic>> {
        let files = &self.readable(files, summary);
        let work = Work::copy(root, files).map_err(|finding| vec![*finding])?;
        summary
            .findings
            .extend(self.format(&work, folders, files).map_err(|finding| vec![*finding])?);
        if let Some(docs) = &self.docs {
            let outdated = readme::outdated(root, &work, docs, folders, files).map_err(|finding| vec![*finding])?;
            summary
                .findings
                .extend(outdated.iter().map(|(path, text)| readme::finding(path, text, files)));
        }
        let config = root.join(TFLINT_CONFIG);
        let checker = Checker {
            work: &work,
            program: &self.program,
            chosen: self.chosen,
            files,
            tflint: self.tflint.as_deref().map(|tflint| (tflint, config.as_path())),
        };
        let outcomes: Vec<Result<Outcome, Box<Diagnostic>>> =
            folders.par_iter().map(|folder| checker.check(folder)).collect();
        for outcome in outcomes {
            let outcome = outcome.map_err(|finding| vec![*finding])?;
            summary.runs += outcome.passed;
            for finding in outcome.findings {
                // A module is validated alone and within each root that uses it.
                if !summary.findings.contains(&finding) {
                    summary.findings.push(finding);
                }
            }
        }
        Ok(())
    }

    /// The files that the program can read. OpenTofu's language of tests lacks parts of Terraform's: docs/how-to/check-terraform.md lists them.
    fn readable(&self, files: &Files, summary: &mut Summary) -> Files {
        let mut files = files.clone();
        if self.chosen != Chosen::Real {
            // They have checksums of the real providers, so Terraform would refuse the double.
            files.retain(|path, _| !path.ends_with(LOCK_FILE));
        }
        if self.program.is_tofu {
            files.retain(|path, _| !path.ends_with(".tftest.hcl") && !path.ends_with(".tfmock.hcl"));
            summary
                .skipped
                .push("tests of modules: they are in Terraform's language of tests".to_owned());
        }
        files
    }

    fn format(&self, work: &Work, folders: &[Folder], files: &Files) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let output = self
            .program
            .run(&work.path(TREE), &work.data("fmt"), &["fmt", "-check", "-recursive"])?;
        let listed = String::from_utf8_lossy(&output.stdout);
        let paths = listed
            .lines()
            .map(|line| format!("{TREE}/{}", line.trim()))
            .filter(|path| files.contains_key(path));
        Ok(paths
            .filter(|path| folders.iter().any(|folder| path.starts_with(&folder.path)))
            .map(|path| {
                let message = format!("'{path}' is not formatted");
                Diagnostic::error("terraform/format", message)
                    .in_file(path)
                    .help("run `cargo xtask terraform check --write`, or `terraform fmt -recursive terraform`")
            })
            .collect())
    }
}
