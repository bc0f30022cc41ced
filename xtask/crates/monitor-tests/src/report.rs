//! What came of a suite.

mod chart;
mod diagnostic;
mod explain;
mod failure;
mod json;
mod junit;
mod periods;
mod text;

use std::collections::BTreeMap;

use crate::run::CaseResult;
use crate::suite::Suite;

/// What came of every case.
#[derive(Clone, Debug, Default)]
pub struct TestReport {
    /// In the order of the suite's cases.
    pub entries: Vec<Entry>,
}

/// What came of one case.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which of [`Suite::cases`].
    pub case: usize,
    /// What came of it.
    pub result: CaseResult,
}

/// Cases of one test that failed in the same way.
struct FailureGroup<'r> {
    /// The first of them.
    first: &'r Entry,
    /// The monitors of the others.
    others: Vec<String>,
}

impl TestReport {
    /// The cases that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|r| !r.result.passed())
    }

    /// The failures, each once with all monitors that share it.
    fn alike<'r>(&'r self, suite: &Suite) -> Vec<FailureGroup<'r>> {
        let mut order: Vec<FailureGroup<'r>> = Vec::new();
        let mut known: BTreeMap<(&str, usize, String), usize> = BTreeMap::new();
        for entry in self.failed() {
            let case = &suite.cases[entry.case];
            let monitor = &suite.monitors[case.monitor];
            // what differs only by the names of service and environment is the same
            let how = failure::lines(&entry.result.failures)
                .join("\n")
                .replace(&monitor.service, "$service")
                .replace(&monitor.env, "$env");
            let at = *known
                .entry((&case.test.path, case.test.span.start, how))
                .or_insert(order.len());
            match order.get_mut(at) {
                Some(alike) => alike.others.push(monitor.title()),
                None => order.push(FailureGroup {
                    first: entry,
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
