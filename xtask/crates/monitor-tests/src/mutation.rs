//! Mutants: monitors with one mistake each. Tests that pass with a mutant would not catch that mistake in a pull request either.
//!
//! No I/O. [`mutants`] returns the compiled mutants of a monitor; the caller of [`Trial::run`] runs the tests and decides which mutants are killed.
//!
//! ```
//! use monitor_tests::mutation::{MutantKind, mutants};
//! use datadog_simulator::Definition;
//!
//! let definition = Definition::from_payload(&serde_json::json!({
//!     "type": "query alert", "name": "queue is long", "message": "@slack-sre",
//!     "query": "avg(last_5m):max:queue.length{env:prod} > 100", "options": { "thresholds": { "critical": 100 } },
//! }))?;
//! let mutants = mutants(&definition)?;
//! let flipped = mutants.iter().find(|mutant| mutant.kind == MutantKind::Comparator).expect("a comparator to flip");
//! assert_eq!(flipped.change, "comparator > becomes <");
//! # Ok::<(), datadog_simulator::SimulationError>(())
//! ```
//!
//! # Kinds of mutants
//! [`MutantKind`] lists them; each has its file in `operator`. Queries and messages are changed as syntax trees of the crate `datadog-query` and printed; handles
//! are cut out of the text at the place where the parser found them.
//!
//! # Which mutants are omitted
//! A mutant that no test could kill would lower the score without reason. Omitted is a mutant that
//! - does not compile: the API rejects it, so it never reaches a test;
//! - equals the monitor or another mutant;
//! - drops a recovery threshold that equals the threshold, or that no number of events can tell from it;
//! - handles missing data as the monitor does: for example `resolve` for a count to which zero is healthy, or a notification after a time at which the group
//!   is dropped already;
//! - drops a filter of one operand by a key that both are grouped by, while the other operand keeps it: the groups that are added have no counterpart;
//! - notifies the same handles, or has the same text, on every transition that the monitor may notify about ([`datadog_simulator::Monitor::transitions`]); if a
//!   message depends on values, this cannot be decided, and the mutant is kept;
//! - compares a burn rate with `>=` instead of `>`, which Datadog evaluates alike;
//! - changes the number of runs that a service check reads (`last`), which only has to be at least as large as its thresholds.

mod messages;
mod mutant_kind;
mod operator;
mod original;
mod report;
mod trial;

pub use mutant_kind::MutantKind;
pub use report::{MutationReport, MutationRow, PERCENT_MIN};
pub use trial::{Score, Survivor, Trial};

use datadog_simulator::{Definition, Monitor, SimulationError};

use original::Original;

/// A monitor with one mistake.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The kind of mistake.
    pub kind: MutantKind,
    /// The change, as a clause: `comparator > becomes <`.
    pub change: String,
    /// A test that would fail with it, as a noun phrase: `a test that ...`.
    pub killed_by: String,
    /// The compiled mutant; its definition is [`Monitor::definition`].
    pub monitor: Monitor,
}

/// The mutants of a monitor, by kind, in the order of its payload.
///
/// A monitor that runs on given verdicts only ([`Monitor::refusal`]) has mutants of its message and its options, because no test evaluates its query.
///
/// # Errors
/// The definition itself does not compile.
pub fn mutants(definition: &Definition) -> Result<Vec<Mutant>, SimulationError> {
    let original = Original::new(definition)?;
    let mut out = Mutants {
        original: definition,
        found: Vec::new(),
    };
    operator::all(&original, &mut out);
    Ok(out.found)
}

/// The mutants found so far.
struct Mutants<'d> {
    original: &'d Definition,
    found: Vec<Mutant>,
}

impl Mutants<'_> {
    /// Adds a mutant, unless it does not compile or equals the monitor or another mutant.
    fn add(
        &mut self,
        kind: MutantKind,
        change: impl Into<String>,
        killed_by: impl Into<String>,
        definition: Definition,
    ) {
        let known = definition == *self.original
            || self
                .found
                .iter()
                .any(|mutant| *mutant.monitor.definition() == definition);
        if known {
            return;
        }
        // a mutant that the API rejects is found without tests, so it says nothing about them
        if let Ok(monitor) = Monitor::compile(definition) {
            self.found.push(Mutant {
                kind,
                change: change.into(),
                killed_by: killed_by.into(),
                monitor,
            });
        }
    }
}
