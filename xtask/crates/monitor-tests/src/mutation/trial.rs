use std::collections::BTreeMap;

use datadog_simulator::{Definition, Refusal};
use serde::Serialize;

use crate::mutation::{Mutant, MutantKind, mutants};

/// How many mutants were killed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// So many were killed.
    pub killed: usize,
    /// So many there were.
    pub of: usize,
}

/// What came of the mutants of one monitor.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// How many were killed, by kind.
    pub scores: BTreeMap<MutantKind, Score>,
    /// Those that no test noticed.
    pub survivors: Vec<Survivor>,
}

/// A mutant that no test noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Survivor {
    /// Which kind of mistake.
    pub kind: MutantKind,
    /// What is changed, in words.
    pub change: String,
    /// Which test would notice, in words.
    pub killed_by: String,
}

impl Trial {
    /// Tries all mutants of a monitor: `kills` says whether one of its tests fails with the mutant in the monitor's place. The tests must pass with the monitor
    /// itself, or whatever they kill says nothing.
    ///
    /// # Errors
    /// The monitor itself does not compile.
    pub fn run(definition: &Definition, mut kills: impl FnMut(&Mutant) -> bool) -> Result<Self, Refusal> {
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
    /// The share in percent; all of nothing is all.
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
