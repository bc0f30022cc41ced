//! The programs of the stack: built once from the Go modules of `tools/gitops`, or taken from E2E_PARTS; etcd and Redis from the machine or unpacked from
//! Debian's packages. Everything goes into the ignored `.cache`.

mod go;
mod packages;
mod stamp;

use std::path::{Path, PathBuf};

use crate::problem::{Problem, Result};

/// The variable with a folder of built programs.
const E2E_PARTS: &str = "E2E_PARTS";

/// Where the programs are built, from the root of the repository.
const BUILT: &str = ".cache/tools/gitops";

/// What a run starts, and the modules whose files it reads.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) folder: PathBuf,
    pub(crate) argocd_module: PathBuf,
    pub(crate) operator_module: PathBuf,
    /// The folder of the definitions of External Secrets.
    pub(crate) external_secrets: PathBuf,
    pub(crate) etcd: PathBuf,
    pub(crate) redis: PathBuf,
    /// The folder with the libraries of unpacked packages.
    pub(crate) libraries: Option<PathBuf>,
    /// The binary with the controller of linked resources.
    pub(crate) live: Option<PathBuf>,
    /// The binary that stages game days.
    pub(crate) gameday: Option<PathBuf>,
}

/// Why there are no parts.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The machine lacks something; with what to do.
    Missing(String),
    Failed(Problem),
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl Parts {
    /// Builds and unpacks what is not there yet.
    pub(crate) fn prepare(root: &Path) -> Result<Self, Stopped> {
        go::check()?;
        let folder = match std::env::var_os(E2E_PARTS) {
            Some(folder) => given(PathBuf::from(folder))?,
            None => {
                let folder = root.join(BUILT);
                go::build(root, &folder, |_| true)?;
                folder
            }
        };
        let packages = packages::install(root)?;
        Ok(Self {
            folder,
            argocd_module: go::module(root, "argocd", "github.com/argoproj/argo-cd/v3")?,
            operator_module: go::module(root, "operator", "github.com/DataDog/datadog-operator")?,
            external_secrets: go::external_secrets(root)?,
            etcd: packages.etcd,
            redis: packages.redis,
            libraries: packages.libraries,
            live: sibling("live"),
            gameday: sibling("gameday"),
        })
    }
}

/// Whether each name is a program that a run starts.
pub(crate) fn known(programs: &[String]) -> Result<()> {
    let names = || go::PROGRAMS.iter().map(|program| program.name);
    match programs
        .iter()
        .find(|name| !names().any(|known| known == name.as_str()))
    {
        None => Ok(()),
        Some(name) => {
            let near = diagnostics::suggestion(name, names());
            Err(Problem::new(format!("no program '{name}': {near}")))
        }
    }
}

/// Builds these programs, all if there are no names, and unpacks the packages.
pub(crate) fn build(root: &Path, programs: &[String]) -> Result<(), Stopped> {
    go::check()?;
    go::build(root, &root.join(BUILT), |name| {
        programs.is_empty() || programs.iter().any(|wanted| wanted == name)
    })?;
    packages::install(root)?;
    Ok(())
}

/// A folder of built programs that somebody names.
fn given(folder: PathBuf) -> Result<PathBuf, Stopped> {
    match go::PROGRAMS.iter().find(|program| !folder.join(program.name).is_file()) {
        None => Ok(folder),
        Some(program) => Err(Stopped::Missing(format!(
            "{E2E_PARTS}: '{}' has no '{}'; unset the variable to build it",
            folder.display(),
            program.name
        ))),
    }
}

/// The binary of this name next to this one, if it is built.
fn sibling(name: &str) -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let binary = this.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    binary.is_file().then_some(binary)
}
