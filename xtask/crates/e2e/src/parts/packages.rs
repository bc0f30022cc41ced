//! etcd and Redis: the machine's, or Debian's packages unpacked without root.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cli::report;

use super::{Stopped, stamp};
use crate::problem::{Context, Problem, Result};

/// Where packages are unpacked, from the root of the repository; the tests of services use the same folders.
const UNPACKED: &str = ".cache/services";

/// A program, and the script that unpacks it into a folder.
struct Package {
    program: &'static str,
    name: &'static str,
    script: &'static str,
}

const ETCD: Package = Package {
    program: "etcd",
    name: "etcd",
    script: "tools/gitops/install-etcd.sh",
};

const REDIS: Package = Package {
    program: "redis-server",
    name: "redis",
    script: "services-template/python-http/tests/install-redis.sh",
};

pub(super) struct Packages {
    pub(super) etcd: PathBuf,
    pub(super) redis: PathBuf,
    pub(super) libraries: Option<PathBuf>,
}

/// Finds both programs, and unpacks those that the machine lacks.
pub(super) fn install(root: &Path) -> Result<Packages, Stopped> {
    let redis = REDIS.find(root)?;
    Ok(Packages {
        etcd: ETCD.find(root)?,
        libraries: libraries(&redis),
        redis,
    })
}

impl Package {
    fn find(&self, root: &Path) -> Result<PathBuf, Stopped> {
        if let Some(path) = on_path(self.program) {
            return Ok(path);
        }
        let folder = root.join(UNPACKED).join(self.name);
        let script = root.join(self.script);
        let content = fs::read(&script).context(|| format!("cannot read '{}'", script.display()))?;
        stamp::once(&folder.with_extension("lock"), &content, || {
            self.unpack(&script, &folder)
        })?;
        Ok(folder.join("usr/bin").join(self.program))
    }

    fn unpack(&self, script: &Path, folder: &Path) -> Result<(), Stopped> {
        if on_path("apt-get").is_none() {
            return Err(Stopped::Missing(format!(
                "no '{}' on PATH, and no apt-get to unpack it with",
                self.program
            )));
        }
        report::eprint_all(&format!("unpacking {} into {UNPACKED}/{}\n", self.name, self.name));
        let output = Command::new("sh").arg(script).arg(folder).stdin(Stdio::null()).output();
        let output = output.context(|| format!("cannot run '{}'", script.display()))?;
        if output.status.success() {
            return Ok(());
        }
        let cause = String::from_utf8_lossy(&output.stderr);
        Err(Problem::new(format!("{} cannot be unpacked: {}", self.name, cause.trim())).into())
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The libraries that were unpacked with a program: `usr/lib/<machine>` next to its `usr/bin`.
fn libraries(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?.parent()?.join("lib");
    if folder.starts_with("/usr/lib") {
        return None;
    }
    let entries = fs::read_dir(folder).ok()?;
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.to_string_lossy().ends_with("-linux-gnu"))
}
