//! Ends what does not end by itself. The engine cannot be interrupted, so an evaluation runs on a thread that is left behind when it takes
//! too long or too much memory; the finding names the file, and the process ends soon after. No result depends on the clock: there is one, or there is none.

mod culprit;
mod usage;

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use diagnostics::Diagnostic;
use repository::Inventory;

use crate::nesting;
use crate::unit::Unit;
use usage::Moment;

/// How long one evaluation may work, and how much memory the process may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Of one unit. Ours take some milliseconds.
    evaluation: Duration,
    /// Of one part of a unit, to find the one that does not end.
    part: Duration,
    memory_bytes: u64,
}

/// The limits of every run.
pub(crate) const LIMITS: Limits = Limits {
    evaluation: Duration::from_secs(60),
    part: Duration::from_secs(10),
    memory_bytes: 4 << 30,
};

/// How often the limits are checked. A thread fills some 100 megabytes in that time.
const CHECKED_EVERY: Duration = Duration::from_millis(50);

/// An evaluation that has begun.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    pub(crate) unit: Unit,
    pub(crate) snippet: String,
    /// The path of what is evaluated within the unit; empty for all of it.
    pub(crate) part: Vec<String>,
}

impl Running {
    pub(crate) fn whole(unit: &Unit, snippet: &str) -> Self {
        Self {
            unit: unit.clone(),
            snippet: snippet.to_owned(),
            part: Vec::new(),
        }
    }
}

/// The evaluations of one run that have begun and not ended.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    running: Mutex<Vec<(u64, Moment, Running)>>,
    begun: AtomicU64,
}

thread_local! {
    /// The run that a thread evaluates for.
    static WATCH: RefCell<Option<Arc<Watch>>> = const { RefCell::new(None) };
}

/// The run that this thread evaluates for, to continue it on another thread.
pub(crate) fn current() -> Option<Arc<Watch>> {
    WATCH.with_borrow(Clone::clone)
}

/// Continues a run on this thread.
pub(crate) fn enter(watch: Option<Arc<Watch>>) {
    WATCH.set(watch);
}

/// Ends an entry of the watch when it is dropped.
pub(crate) struct Guard(Option<(Arc<Watch>, u64)>);

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some((watch, id)) = &self.0 {
            watch.list().retain(|(other, ..)| other != id);
        }
    }
}

/// Says that an evaluation begins; it ends when the guard is dropped.
pub(crate) fn begin(running: impl FnOnce() -> Running) -> Guard {
    Guard(current().map(|watch| {
        let id = watch.begun.fetch_add(1, Ordering::Relaxed);
        watch.list().push((id, Moment::now(), running()));
        (watch, id)
    }))
}

impl Watch {
    fn list(&self) -> MutexGuard<'_, Vec<(u64, Moment, Running)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The evaluation that has run longest, and for how long.
    fn longest(&self) -> Option<(Duration, Running)> {
        let list = self.list();
        let (_, since, running) = list.iter().min_by_key(|(id, ..)| *id)?;
        Some((since.elapsed(), running.clone()))
    }
}

/// Runs `work` within the limits.
///
/// # Errors
/// Those of `work`, or the file that exceeds a limit.
pub(crate) fn within<T: Send + 'static>(
    limits: Limits,
    inventory: &Inventory,
    work: impl FnOnce(&Inventory) -> Result<T, Vec<Diagnostic>> + Send + 'static,
) -> Result<T, Vec<Diagnostic>> {
    let watch = Arc::new(Watch::default());
    let (sender, result) = channel();
    let (inherited, owned) = (watch.clone(), inventory.clone());
    let thread = thread::Builder::new().stack_size(nesting::STACK_BYTES);
    let thread = thread.spawn(move || {
        enter(Some(inherited));
        // Nobody listens any more where a limit was exceeded.
        drop(sender.send(work(&owned)));
    });
    let thread = thread.map_err(|error| crate::parallel::no_thread(&error))?;
    loop {
        match result.recv_timeout(CHECKED_EVERY) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(finding) = exceeded(limits, inventory, &watch) {
                    return Err(vec![finding]);
                }
            }
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panic) => resume_unwind(panic),
                Ok(()) => return Err(Vec::new()),
            },
        }
    }
}

/// The finding for a limit that a run exceeds.
fn exceeded(limits: Limits, inventory: &Inventory, watch: &Watch) -> Option<Diagnostic> {
    let (lasted, running) = watch.longest()?;
    let (rule, what) = if lasted > limits.evaluation {
        let seconds = limits.evaluation.as_secs();
        ("jsonnet/endless", format!("takes more than {seconds} s"))
    } else if usage::memory_bytes().is_some_and(|used| used > limits.memory_bytes) {
        let gigabytes = limits.memory_bytes >> 30;
        ("jsonnet/memory", format!("takes more than {gigabytes} GiB of memory"))
    } else {
        return None;
    };
    let finding = match culprit::file(limits.part, inventory, &running) {
        Some(path) => Diagnostic::error(rule, format!("the evaluation of '{path}' {what}")).in_file(path),
        None => Diagnostic::error(rule, format!("the evaluation of '{}' {what}", running.unit.name())),
    };
    Some(
        finding.help(
            "look for a function that calls itself without end, and for ranges and repetitions with a large number",
        ),
    )
}

#[cfg(test)]
mod slow {
    use super::*;

    const SHORT: Limits = Limits {
        evaluation: Duration::from_secs(1),
        part: Duration::from_millis(300),
        memory_bytes: u64::MAX,
    };

    #[test]
    fn what_ends_is_returned_and_a_panic_is_passed_on() {
        let inventory = Inventory::default();
        assert_eq!(within(SHORT, &inventory, |_| Ok(1)), Ok(1));
        let panics = || within::<()>(SHORT, &inventory, |_| panic!("a test"));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(panics)).is_err());
    }

    #[test]
    fn an_endless_file_is_named() {
        let declaration = "local f(x) = f(x + 1) tailstrict; { title: f(0) }";
        let files = [
            ("services/demo/service.libsonnet", declaration),
            (
                "lib/assemble/catalog.libsonnet",
                "(import 'lib/assemble/catalog_parts.libsonnet')",
            ),
            (
                "lib/assemble/catalog_parts.libsonnet",
                "{ policy: { a: 1 }, services: import 'registry/services.libsonnet' }",
            ),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let inventory = Inventory::of(files).expect("every place is known");
        let findings = within(SHORT, &inventory, crate::evaluate::unbounded_catalog).expect_err("a finding");
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule.as_str(), finding.message.as_str()))
            .collect();
        let message = "the evaluation of 'jsonnet/services/demo/service.libsonnet' takes more than 1 s";
        assert_eq!(found, [("jsonnet/endless", message)]);
    }
}
