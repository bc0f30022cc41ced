//! The parts in Go: one module each under `tools/gitops`, because their requirements exclude each other.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use cli::report;
use serde_json::Value;

use super::{Stopped, stamp};
use crate::problem::{Context, Problem, Result};

/// The folder of the modules, from the root of the repository.
const MODULES: &str = "tools/gitops";

/// The pinned releases of definitions that are read and not built.
const SCHEMAS: &str = "tools/manifestcheck/schemas.json";

/// A program and how it is built.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) name: &'static str,
    module: &'static str,
    package: &'static str,
    /// Variables that its release process sets, and the module whose version is their value.
    version: &'static [Version],
}

#[derive(Debug)]
struct Version {
    variable: &'static str,
    part: Part,
}

/// A part of the version v1.34.4.
#[derive(Clone, Copy, Debug)]
enum Part {
    Whole,
    WithoutV,
    Major,
    Minor,
}

/// The version of the module that a program comes from.
const KUBERNETES: &[Version] = &[
    Version {
        variable: "k8s.io/component-base/version.gitVersion",
        part: Part::Whole,
    },
    Version {
        variable: "k8s.io/component-base/version.gitMajor",
        part: Part::Major,
    },
    Version {
        variable: "k8s.io/component-base/version.gitMinor",
        part: Part::Minor,
    },
];

/// In the order in which they are built: what compiles most first, so that little is left when the others run dry.
pub(super) const PROGRAMS: [Program; 5] = [
    Program {
        name: "argocd",
        module: "argocd",
        package: "github.com/argoproj/argo-cd/v3/cmd",
        version: &[Version {
            variable: "github.com/argoproj/argo-cd/v3/common.version",
            part: Part::WithoutV,
        }],
    },
    Program {
        name: "datadog-operator",
        module: "operator",
        package: "github.com/DataDog/datadog-operator/cmd",
        version: &[],
    },
    Program {
        name: "kube-apiserver",
        module: "apiserver",
        package: "k8s.io/kubernetes/cmd/kube-apiserver",
        version: KUBERNETES,
    },
    Program {
        name: "kube-controller-manager",
        module: "apiserver",
        package: "k8s.io/kubernetes/cmd/kube-controller-manager",
        version: KUBERNETES,
    },
    Program {
        name: "helm",
        module: "helm",
        package: "helm.sh/helm/v3/cmd/helm",
        version: &[],
    },
];

/// Whether Go is there.
pub(super) fn check() -> Result<(), Stopped> {
    let found = Command::new("go")
        .arg("version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match found {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Stopped::Missing("no 'go' on PATH; install Go 1.26 or newer".to_owned())),
    }
}

/// Builds those of the wanted programs that are missing, or that another go.mod or go.sum pins.
pub(super) fn build(root: &Path, folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<(), Stopped> {
    fs::create_dir_all(folder).context(|| format!("cannot create '{}'", folder.display()))?;
    for program in PROGRAMS.iter().filter(|program| is_wanted(program.name)) {
        let target = folder.join(program.name);
        let mut content = Vec::new();
        for file in ["go.mod", "go.sum"] {
            let path = root.join(MODULES).join(program.module).join(file);
            content.extend(fs::read(&path).context(|| format!("cannot read '{}'", path.display()))?);
        }
        let stamp = folder.join(format!("{}.lock", program.name));
        if !target.is_file() && stamp.is_file() {
            fs::remove_file(&stamp).context(|| format!("cannot remove '{}'", stamp.display()))?;
        }
        stamp::once(&stamp, &content, || program.build(root, &target).map_err(Stopped::from))?;
    }
    Ok(())
}

impl Program {
    fn build(&self, root: &Path, target: &Path) -> Result<()> {
        let started = Instant::now();
        report::eprint_all(&format!("building {} (once for each release) ...\n", self.name));
        let flags = self.linker_flags(
            &fs::read_to_string(root.join(MODULES).join(self.module).join("go.mod")).unwrap_or_default(),
        )?;
        let mut command = go(root, self.module);
        command
            .args(["build", "-trimpath", "-ldflags", &flags, "-o"])
            .arg(target)
            .arg(self.package);
        let status = command.stdin(Stdio::null()).status().context(|| "go".to_owned())?;
        if !status.success() {
            return Err(Problem::new(format!("{} does not build; see above", self.name)));
        }
        report::eprint_all(&format!("built {} ({} s)\n", self.name, started.elapsed().as_secs()));
        Ok(())
    }

    /// Without symbols, which take a fifth of the linker's time, and with the version that the release has.
    fn linker_flags(&self, go_mod: &str) -> Result<String> {
        let mut flags = "-s -w".to_owned();
        for Version { variable, part } in self.version {
            let version = required(go_mod, self.package)
                .and_then(|version| part.of(version))
                .ok_or_else(|| {
                    Problem::new(format!(
                        "tools/gitops/{}/go.mod requires no version of {}",
                        self.module, self.package
                    ))
                })?;
            flags += &format!(" -X {variable}={version}");
        }
        Ok(flags)
    }
}

impl Part {
    fn of(self, version: &str) -> Option<&str> {
        let numbers = version.strip_prefix('v')?;
        let mut parts = numbers.split('.');
        match self {
            Self::Whole => Some(version),
            Self::WithoutV => Some(numbers),
            Self::Major => parts.next(),
            Self::Minor => parts.nth(1),
        }
    }
}

/// The version in go.mod of the module that holds a package.
fn required<'m>(go_mod: &'m str, package: &str) -> Option<&'m str> {
    let lines = go_mod.lines().map(str::trim);
    lines
        .filter_map(|line| {
            let mut words = line.trim_start_matches("require ").split(' ');
            Some((words.next()?, words.next()?))
        })
        .find(|(module, version)| version.starts_with('v') && package.starts_with(&format!("{module}/")))
        .map(|(_, version)| version)
}

/// The folder of a module in Go's cache, at the release that `tools/gitops/<folder>` pins.
pub(super) fn module(root: &Path, folder: &str, module: &str) -> Result<PathBuf, Stopped> {
    downloaded(go(root, folder).args(["mod", "download", "-json", module]), module)
}

/// The folder with the definitions of External Secrets, at the release that the manifests are validated with.
pub(super) fn external_secrets(root: &Path) -> Result<PathBuf, Stopped> {
    let attempt = || format!("cannot read '{SCHEMAS}'");
    let text = fs::read_to_string(root.join(SCHEMAS)).context(attempt)?;
    let sources: Vec<Value> = serde_json::from_str(&text).context(attempt)?;
    let source = sources.iter().find(|source| source["group"] == "external-secrets.io");
    let field = |name: &str| source.and_then(|source| source[name].as_str()).unwrap_or_default();
    let release = format!("{}@{}", field("module"), field("version"));
    let mut command = Command::new("go");
    command
        .args(["mod", "download", "-json", &release])
        .current_dir(std::env::temp_dir())
        .env("GOWORK", "off")
        .env("GOFLAGS", "-mod=mod");
    let folder = downloaded(&mut command, &release)?;
    let files = Path::new(field("files"));
    Ok(folder.join(files.parent().unwrap_or(files)))
}

fn downloaded(command: &mut Command, module: &str) -> Result<PathBuf, Stopped> {
    let attempt = || format!("cannot download {module}");
    let output = command.output().context(attempt)?;
    let answer: Value = serde_json::from_slice(&output.stdout).context(attempt)?;
    let folder = answer["Dir"].as_str().filter(|_| output.status.success());
    folder.map(PathBuf::from).ok_or_else(|| {
        let cause = answer["Error"].as_str().unwrap_or("go mod download failed");
        Problem::new(format!("{}: {cause}", attempt())).into()
    })
}

/// Go in a module's folder, with what is pinned there alone.
fn go(root: &Path, module: &str) -> Command {
    let mut command = Command::new("go");
    command
        .current_dir(root.join(MODULES).join(module))
        .env("GOFLAGS", "-mod=readonly -buildvcs=false")
        .env("GOWORK", "off")
        .env("GOTOOLCHAIN", "local")
        // As their releases are built. With a C compiler on PATH, Go would build the operator with a library that its modules do not name.
        .env("CGO_ENABLED", "0");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_a_module_requires() {
        let go_mod = "module x\n\nrequire (\n\tk8s.io/kube v0.1.0\n\tk8s.io/kubernetes v1.34.4 // indirect\n)\nrequire helm.sh/helm/v3 v3.22.0\n";
        assert_eq!(
            required(go_mod, "k8s.io/kubernetes/cmd/kube-apiserver"),
            Some("v1.34.4")
        );
        assert_eq!(required(go_mod, "helm.sh/helm/v3/cmd/helm"), Some("v3.22.0"));
        assert_eq!(required(go_mod, "example.com/a/b"), None);
    }

    #[test]
    fn parts_of_a_version() {
        let parts = [Part::Whole, Part::WithoutV, Part::Major, Part::Minor];
        assert_eq!(
            parts.map(|part| part.of("v1.34.4")),
            [Some("v1.34.4"), Some("1.34.4"), Some("1"), Some("34")]
        );
        assert_eq!(Part::Major.of("1.34.4"), None);
    }
}
