//! Hands a verb over to the binary `checks`, which is built first where it is not up to date.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use cli::Format;
use cli::report::{self, Exit};
use diagnostics::Diagnostic;

/// The workspace that this binary was built from.
const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");

/// What helps where a process does not start.
const START: &str = "call it as `cargo xtask`, with `cargo` on PATH";

/// A build that takes longer is announced.
const QUIET_FOR: Duration = Duration::from_secs(1);

/// Runs `checks` with the arguments of this process and answers its exit code.
pub(crate) fn run(format: Format) -> ExitCode {
    match built().and_then(|checks| exit(&checks)) {
        Ok(code) => code,
        Err(finding) => report::findings(&[*finding], format, Exit::Usage),
    }
}

/// Its path, after it was built into the folder in which this binary stands.
fn built() -> Result<PathBuf, Box<Diagnostic>> {
    let this =
        env::current_exe().map_err(|error| refused(format!("this command does not find itself: {error}"), START))?;
    let checks = this.with_file_name(format!("checks{}", env::consts::EXE_SUFFIX));
    let child = build(&this).spawn();
    let status = child
        .and_then(wait)
        .map_err(|error| refused(format!("cargo cannot be run: {error}"), START))?;
    if !status.success() {
        return Err(refused(
            "the package 'checks' does not build".to_owned(),
            "mend what cargo says above",
        ));
    }
    if checks.is_file() {
        Ok(checks)
    } else {
        Err(refused(
            format!("cargo built no '{}'", checks.display()),
            "build both binaries for the same target, as `cargo xtask` does",
        ))
    }
}

/// The build in the profile and the target folder of this binary.
fn build(this: &Path) -> Command {
    let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--quiet", "--package", "checks", "--manifest-path", WORKSPACE]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    if let Some(target) = this.ancestors().nth(2) {
        build.arg("--target-dir").arg(target);
    }
    build
}

/// Waits for the build, and says what is waited for where somebody looks on.
fn wait(mut child: Child) -> io::Result<ExitStatus> {
    let started = Instant::now();
    while started.elapsed() < QUIET_FOR {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    if io::stderr().is_terminal() {
        report::eprint_all("building the checks, once after each change of the tool ...\n");
    }
    child.wait()
}

fn exit(checks: &Path) -> Result<ExitCode, Box<Diagnostic>> {
    let args: Vec<OsString> = env::args_os().skip(1).collect();
    let status = Command::new(checks).args(args).status();
    let status = status.map_err(|error| refused(format!("'{}' cannot be run: {error}", checks.display()), START))?;
    // Ended by a signal, it has no code; its work is not done.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(Exit::Usage.into(), ExitCode::from))
}

fn refused(message: String, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("usage/checks", message).help(help))
}
