//! Reports of a suite's results.

mod chart;
mod diagnostic;
mod explain;
mod failure;
mod json;
mod junit;
mod number;
mod periods;
mod text;

use std::collections::BTreeMap;

use crate::run::CaseResult;
use crate::suite::Suite;

/// The results of all cases.
#[derive(Clone, Debug, Default)]
pub struct TestReport {
    /// In the order of the suite's cases.
    pub entries: Vec<Entry>,
}

/// The result of one case.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The index of the case in [`Suite::cases`].
    pub case: usize,
    /// The result.
    pub result: CaseResult,
}

/// Cases of one test that fail in the same way.
struct FailureGroup<'r> {
    /// The first case.
    first: &'r Entry,
    /// The titles of the monitors of the other cases.
    others: Vec<String>,
}

impl TestReport {
    /// The cases that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|r| !r.result.passed())
    }

    /// The failures; equal failures of several monitors are one group.
    fn failure_groups<'r>(&'r self, suite: &Suite) -> Vec<FailureGroup<'r>> {
        let mut order: Vec<FailureGroup<'r>> = Vec::new();
        let mut known: BTreeMap<(&str, usize, String), usize> = BTreeMap::new();
        for entry in self.failed() {
            let case = &suite.cases[entry.case];
            let monitor = &suite.monitors[case.monitor];
            // failures that differ only in the names of service and environment are equal
            let failure = failure::lines(&entry.result.failures)
                .join("\n")
                .replace(&monitor.service, "$service")
                .replace(&monitor.env, "$env");
            let at = *known
                .entry((&case.test.path, case.test.span.start, failure))
                .or_insert(order.len());
            match order.get_mut(at) {
                Some(group) => group.others.push(monitor.title()),
                None => order.push(FailureGroup {
                    first: entry,
                    others: Vec::new(),
                }),
            }
        }
        order
    }
}

/// The names with commas; of many names, the first ones and how many more there are.
pub(crate) fn listed(names: &[String]) -> String {
    const SHOWN_MAX: usize = 6;
    if names.len() <= SHOWN_MAX + 1 {
        names.join(", ")
    } else {
        format!("{} and {} more", names[..SHOWN_MAX].join(", "), names.len() - SHOWN_MAX)
    }
}
