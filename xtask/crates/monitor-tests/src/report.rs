//! What came of a suite.

mod chart;
mod diagnostic;
mod explained;
mod failure;
mod json;
mod junit;
mod reason;
mod text;

use std::collections::BTreeMap;

use crate::judge::Judged;
use crate::suite::Suite;

/// What came of every case.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order of the suite's cases.
    pub results: Vec<Result>,
}

/// What came of one case.
#[derive(Clone, Debug)]
pub struct Result {
    /// Which of [`Suite::cases`].
    pub case: usize,
    /// What came of it.
    pub judged: Judged,
}

/// Cases of one test that failed in the same way.
struct Alike<'r> {
    /// The first of them.
    first: &'r Result,
    /// The monitors of the others.
    others: Vec<String>,
}

impl Report {
    /// The cases that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Result> {
        self.results.iter().filter(|r| !r.judged.passed())
    }

    /// The failures, each once with all monitors that share it.
    fn alike<'r>(&'r self, suite: &Suite) -> Vec<Alike<'r>> {
        let mut order: Vec<Alike<'r>> = Vec::new();
        let mut known: BTreeMap<(&str, usize, String), usize> = BTreeMap::new();
        for result in self.failed() {
            let case = &suite.cases[result.case];
            let subject = &suite.subjects[case.subject];
            // what differs only by the names of service and environment is the same
            let how = failure::lines(&result.judged.failures)
                .join("\n")
                .replace(&subject.service, "$service")
                .replace(&subject.env, "$env");
            let at = *known
                .entry((&case.test.path, case.test.span.start, how))
                .or_insert(order.len());
            match order.get_mut(at) {
                Some(alike) => alike.others.push(subject.title()),
                None => order.push(Alike {
                    first: result,
                    others: Vec::new(),
                }),
            }
        }
        order
    }
}

/// The names in a sentence; of many only some.
pub(crate) fn listed(names: &[String]) -> String {
    const SHOWN_MAX: usize = 6;
    if names.len() <= SHOWN_MAX + 1 {
        names.join(", ")
    } else {
        format!("{} and {} more", names[..SHOWN_MAX].join(", "), names.len() - SHOWN_MAX)
    }
}
