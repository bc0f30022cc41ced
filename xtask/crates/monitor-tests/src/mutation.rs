//! Monitors with one mistake put in. A test suite that passes with such a mutant would not see that mistake in a pull request either.
//!
//! Pure: no I/O. [`mutants`] answers them, compiled and ready to be run; whoever runs the tests says which are killed.
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
//! # Ok::<(), datadog_simulator::Refusal>(())
//! ```
//!
//! # Which mutants there are
//! [`MutantKind`] says it, one file of `operator` each. Queries are changed as trees of the crate `query` and printed; messages too, but for handles, which are cut
//! out of the text where the parser found them.
//!
//! # Which are left out
//! A mutant that nobody could kill would make the score a lie in the other direction. Left out is what
//! - does not compile: the API refuses it, so it never comes to a test;
//! - says the same as the monitor, or as another mutant;
//! - drops a recovery threshold that is the threshold itself;
//! - treats silence as the monitor does: a count that compares zero as fine, beside `resolve`;
//! - reaches the same people, or says the same words, on every transition that the monitor may notify about ([`datadog_simulator::Monitor::transitions`]); where a
//!   message depends on values too, this is not decided, and the mutant stays;
//! - changes how many runs a service check looks at (`last`), which only has to be as large as its thresholds.

mod messages;
mod mutant_kind;
mod operator;
mod original;
mod report;
mod trial;

pub use mutant_kind::MutantKind;
pub use report::{MutationReport, MutationRow, PERCENT_MIN};
pub use trial::{Score, Survivor, Trial};

use datadog_simulator::{Definition, Monitor, Refusal};

use original::Original;

/// A monitor with one mistake put in.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// Which kind of mistake.
    pub kind: MutantKind,
    /// What is changed, in words: `comparator > becomes <`.
    pub change: String,
    /// Which test would see it, in words.
    pub killed_by: String,
    /// The monitor with it; its definition is [`Monitor::definition`].
    pub monitor: Monitor,
}

/// The mutants of a monitor, by kind, in the order of its payload.
///
/// A monitor that runs on stated verdicts alone ([`Monitor::refusal`]) has those of its message and its options; what its query says, no test can see.
///
/// # Errors
/// The definition itself does not compile.
pub fn mutants(definition: &Definition) -> Result<Vec<Mutant>, Refusal> {
    let original = Original::new(definition)?;
    let mut out = Mutants {
        original: definition,
        found: Vec::new(),
    };
    operator::all(&original, &mut out);
    Ok(out.found)
}

/// What has been found so far.
struct Mutants<'d> {
    original: &'d Definition,
    found: Vec<Mutant>,
}

impl Mutants<'_> {
    /// Takes in a mutant, unless it compiles not or says what is said already.
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
        // what the API refuses is found without a test, so that the refusal says nothing about the tests
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
