use std::collections::BTreeMap;

use datadog_simulator::{Definition, SimulationError};
use serde::Serialize;

use crate::mutation::{Mutant, MutantKind, mutants};

/// How many mutants were killed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The number of mutants that were killed.
    pub killed: usize,
    /// The number of all mutants.
    pub of: usize,
}

/// The result of the mutants of one monitor.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// The scores by kind.
    pub scores: BTreeMap<MutantKind, Score>,
    /// The mutants that no test killed.
    pub survivors: Vec<Survivor>,
}

/// A mutant that no test killed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Survivor {
    /// The kind of mistake.
    pub kind: MutantKind,
    /// The change, as a clause.
    pub change: String,
    /// A test that would kill it, as a noun phrase.
    pub killed_by: String,
}

impl Trial {
    /// Runs all mutants of a monitor: `kills` returns whether one of the monitor's tests fails with the mutant. The tests must pass with the monitor itself,
    /// otherwise the score means nothing.
    ///
    /// # Errors
    /// The monitor itself does not compile.
    pub fn run(definition: &Definition, mut kills: impl FnMut(&Mutant) -> bool) -> Result<Self, SimulationError> {
        let mut trial = Self::default();
        for mutant in mutants(definition)? {
            let killed = kills(&mutant);
            let score = trial.scores.entry(mutant.kind).or_default();
            score.of += 1;
            score.killed += usize::from(killed);
            if !killed {
                trial.survivors.push(Survivor {
                    kind: mutant.kind,
                    change: mutant.change,
                    killed_by: mutant.killed_by,
                });
            }
        }
        Ok(trial)
    }
}

impl Score {
    /// The share in percent; 100 if there are no mutants.
    #[must_use]
    pub fn percent(self) -> f64 {
        if self.of == 0 {
            100.0
        } else {
            100.0 * self.killed as f64 / self.of as f64
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.killed += other.killed;
        self.of += other.of;
    }
}
