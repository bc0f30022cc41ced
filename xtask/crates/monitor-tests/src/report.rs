//! What came of a suite.

mod text;

use crate::case::Case;
use crate::judge::Judged;

/// What came of every case.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order of the suite's cases.
    pub results: Vec<Result>,
}

/// What came of one case.
#[derive(Clone, Debug)]
pub struct Result {
    /// The case.
    pub case: Case,
    /// What came of it.
    pub judged: Judged,
}

impl Report {
    /// The cases that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Result> {
        self.results.iter().filter(|r| !r.judged.passed())
    }
}
