//! Ctrl-C and a request to end: one line that says what state the tree is in, and the exit code that shells expect.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use diagnostics::Diagnostic;

/// Set for processes whose parent prints the line.
const IS_PART: &str = "XTASK_IS_PART";

/// Whether there was an interruption. It is set before any program that this process runs can end because of it.
static REQUESTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// The same command as part of this process: an interruption, which a terminal sends to both, is reported once.
pub fn part(command: &mut Command) -> &mut Command {
    command.env(IS_PART, "1")
}

/// From now on, an interruption ends the process between two changes of the tree at `root`, never within one.
///
/// # Errors
/// When the system refuses to deliver signals.
#[cfg(unix)]
pub fn watch(root: &Path) -> Result<(), Box<Diagnostic>> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let failed = |cause: std::io::Error| {
        Box::new(Diagnostic::error(
            "usage/signals",
            format!("cannot wait for an interruption: {cause}"),
        ))
    };
    // Before the mark: a signal between the two would be marked, and nobody would act on it.
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(failed)?;
    let requested = REQUESTED.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(requested)).map_err(failed)?;
    }
    let root = root.to_owned();
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            end(&root, signal);
        }
    };
    let thread = thread::Builder::new().name("interruption".to_owned());
    thread.spawn(wait).map(drop).map_err(failed)
}

/// Elsewhere the system ends the process at once. The next run completes what it left.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn watch(_root: &Path) -> Result<(), Box<Diagnostic>> {
    Ok(())
}

/// Does not return after an interruption: a program that ended because of it has not failed, and the process is about to end.
pub fn give_way() {
    if REQUESTED
        .get()
        .is_some_and(|requested| requested.load(Ordering::SeqCst))
    {
        loop {
            thread::park();
        }
    }
}

/// Ends the process as the signal would have done, as far as the parent can see.
#[cfg(unix)]
fn end(root: &Path, signal: i32) -> ! {
    let state = repository::interrupt(root);
    if std::env::var_os(IS_PART).is_none() {
        crate::report::eprint_all(&format!("interrupted; {state}\n"));
    }
    std::process::exit(128 + signal)
}
