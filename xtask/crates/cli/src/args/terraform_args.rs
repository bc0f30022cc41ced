//! The arguments of `cargo xtask terraform`.

use clap::{Args, Subcommand, ValueEnum};

use super::FindingFormat;

/// Check the account and the cloud around it: terraform/
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct TerraformArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: TerraformVerb,
}

/// The verbs of `terraform`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would replace the help of the arguments")]
pub enum TerraformVerb {
    Check(TerraformCheckArgs),
}

impl TerraformVerb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        match self {
            Self::Check(args) => args.format,
        }
    }
}

/// Check modules and environments offline: format, validation, tests, plan and apply, tflint, README files, secrets
///
/// Works on a copy in .cache/terraform. Uses the real providers where they can be downloaded, and a double that serves their exported schemas where they cannot;
/// the summary says which. docs/how-to/check-terraform.md describes each check and what to do about a finding.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask terraform check                         everything
  cargo xtask terraform check terraform/modules/logs  one module, with its examples
  cargo xtask terraform check --static                only what needs no Terraform, in milliseconds
  cargo xtask terraform check --write                 format, and write the README files of modules
  cargo xtask terraform check --providers double      never the real providers
  cargo xtask terraform check --binary tofu           with OpenTofu

Exit codes: 0 no errors (warnings do not count), 1 errors, 2 wrong usage or internal error")]
pub struct TerraformCheckArgs {
    /// Folders below terraform/, from the current folder or from the root of the repository [default: all modules, examples, organisations and environments]
    #[arg(value_name = "DIR")]
    pub folders: Vec<String>,

    /// Only the checks that need no Terraform
    #[arg(long = "static", conflicts_with_all = ["write", "providers", "binary"])]
    pub only_static: bool,

    /// Format the files and write the generated README files, then check
    #[arg(long)]
    pub write: bool,

    /// Which providers Terraform uses
    #[arg(long, value_enum, default_value_t)]
    pub providers: Providers,

    /// The program: terraform, tofu, or a path
    #[arg(long, value_name = "PROGRAM", default_value = "terraform")]
    pub binary: String,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: FindingFormat,
}

/// The providers that Terraform uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Providers {
    /// The real ones if they can be downloaded or are cached, otherwise the double
    #[default]
    Auto,
    /// The real ones
    Real,
    /// The double in tools/providerdouble
    Double,
}
