//! Which providers Terraform uses: the real ones, or the double.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use cli::Providers;
use diagnostics::Diagnostic;

use super::folders::Folder;
use super::program::Program;
use super::work::Work;
use super::{Files, go, usage};

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chosen {
    Real,
    Double {
        /// Whether the real ones were tried.
        unreachable: bool,
    },
}

impl Chosen {
    /// For the summary.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Real => "real providers",
            Self::Double { unreachable: true } => "provider double (the real providers cannot be downloaded here)",
            Self::Double { unreachable: false } => "provider double",
        }
    }
}

/// Decides, and makes the program use the providers.
pub(crate) fn choose(
    root: &Path,
    wanted: Providers,
    work: &Work,
    program: &mut Program,
    folders: &[Folder],
    files: &Files,
) -> Result<Chosen, Box<Diagnostic>> {
    if wanted != Providers::Double {
        let reached = reachable(work, program, folders, files)?;
        match (reached, wanted) {
            (None, _) => {
                program.set("TF_PLUGIN_CACHE_DIR", work.plugins());
                return Ok(Chosen::Real);
            }
            (Some(why), Providers::Real) => {
                return Err(usage(
                    format!("the real providers cannot be downloaded: {why}"),
                    "check the network, or use --providers double",
                ));
            }
            (Some(_), _) => {}
        }
    }
    program.set("TF_CLI_CONFIG_FILE", install_double(root, &work.providers())?);
    Ok(Chosen::Double {
        unreachable: wanted != Providers::Double,
    })
}

/// Why a configuration with all required providers cannot be initialised; `None` if it can.
fn reachable(
    work: &Work,
    program: &Program,
    folders: &[Folder],
    files: &Files,
) -> Result<Option<String>, Box<Diagnostic>> {
    let mut required = BTreeMap::new();
    for folder in folders {
        required.extend(::terraform::required_providers(files, &folder.path));
    }
    let lines: Vec<_> = required
        .iter()
        .map(|(name, source)| format!("    {name} = {{ source = \"{source}\" }}\n"))
        .collect();
    let main = work.add(
        "probe/main.tf",
        &format!("terraform {{\n  required_providers {{\n{}  }}\n}}\n", lines.concat()),
    )?;
    let plugins = work.add("plugins/README", "Providers that Terraform downloaded.\n")?;
    let folder = main.parent().unwrap_or(&main);
    let mut probe = program.clone();
    if let Some(plugins) = plugins.parent() {
        probe.set("TF_PLUGIN_CACHE_DIR", plugins.to_owned());
    }
    let output = probe.run(
        folder,
        &work.data("probe"),
        &["init", "-backend=false", "-input=false", "-no-color"],
    )?;
    Ok((!output.status.success()).then(|| {
        let text = String::from_utf8_lossy(&output.stderr);
        let lines = text
            .lines()
            .map(|line| line.trim_matches(|c: char| c.is_whitespace() || "│╷╵".contains(c)));
        lines
            .filter(|line| !line.is_empty())
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    }))
}

/// Builds the double, and returns the CLI configuration that names it.
fn install_double(root: &Path, folder: &Path) -> Result<std::path::PathBuf, Box<Diagnostic>> {
    let program = go::build(root, "tools/providerdouble", ".", "providerdouble")?;
    let output = Command::new(&program).arg("--install").arg(folder).output();
    let problem = match output {
        Ok(output) if output.status.success() => return Ok(folder.join("double.tfrc")),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    Err(usage(
        format!("the provider double cannot be installed: {problem}"),
        format!("make {} writable, or remove it", folder.display()),
    ))
}
