//! Builds another binary of the tool if it is not up to date, and runs it with the arguments of this process.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use cli::report;
use cli::{Exit, VerbResult};
use diagnostics::Diagnostic;

/// The workspace that this binary was built from.
const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");

/// The help if a process cannot be started.
const START_HELP: &str = "run `cargo xtask`, with `cargo` on PATH";

/// A build that takes longer is announced on a terminal.
const QUIET_FOR: Duration = Duration::from_secs(1);

/// Runs the binary of `package` with the arguments of this process, and returns its exit code. Where a program can replace another, it takes over this process: it alone
/// gets signals, and its exit code is passed on as it is.
pub(crate) fn run(package: &str) -> VerbResult {
    let binary = build(package)?;
    let mut command = Command::new(&binary);
    command.args(env::args_os().skip(1));
    let ended = take_over(&mut command);
    ended.map_err(|cause| error(format!("'{}' cannot be run: {cause}", binary.display()), START_HELP).into())
}

#[cfg(unix)]
fn take_over(command: &mut Command) -> io::Result<Exit> {
    Err(std::os::unix::process::CommandExt::exec(command))
}

#[cfg(not(unix))]
fn take_over(command: &mut Command) -> io::Result<Exit> {
    Ok(match command.status()?.code() {
        Some(0) => Exit::Clean,
        Some(1) => Exit::Findings,
        _ => Exit::Usage,
    })
}

/// The path of the binary of `package`, built into the folder of this one.
pub(crate) fn build(package: &str) -> Result<PathBuf, Box<Diagnostic>> {
    let this = env::current_exe().map_err(|cause| not_found(&cause))?;
    let binary = sibling(package)?;
    let status = build_command(&this, package)
        .spawn()
        .and_then(wait)
        .map_err(|cause| error(format!("cargo cannot be run: {cause}"), START_HELP))?;
    if !status.success() {
        return Err(error(
            format!("the package '{package}' does not build"),
            "fix the errors that cargo reports above",
        ));
    }
    if binary.is_file() {
        Ok(binary)
    } else {
        Err(error(
            format!("cargo did not build '{}'", binary.display()),
            "build both binaries for the same target, as `cargo xtask` does",
        ))
    }
}

/// The path of the binary of `package` next to this one, built or not.
pub(crate) fn sibling(package: &str) -> Result<PathBuf, Box<Diagnostic>> {
    let this = env::current_exe().map_err(|cause| not_found(&cause))?;
    Ok(this.with_file_name(format!("{package}{}", env::consts::EXE_SUFFIX)))
}

/// The build in the profile and the target folder of this binary.
fn build_command(this: &Path, package: &str) -> Command {
    let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--quiet", "--package", package, "--manifest-path", WORKSPACE]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    if let Some(target) = this.ancestors().nth(2) {
        build.arg("--target-dir").arg(target);
    }
    build
}

/// Waits for the build. On a terminal, says what it waits for.
fn wait(mut child: Child) -> io::Result<ExitStatus> {
    let started = Instant::now();
    while started.elapsed() < QUIET_FOR {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    if io::stderr().is_terminal() {
        report::eprint_all("building another part of the tool (once after each change of it) ...\n");
    }
    child.wait()
}

/// The error if the running binary has no path.
pub(crate) fn not_found(cause: &io::Error) -> Box<Diagnostic> {
    error(format!("cannot find this binary: {cause}"), START_HELP)
}

fn error(message: String, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("usage/checks", message).help(help))
}
