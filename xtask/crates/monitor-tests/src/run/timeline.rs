//! Compares changes of state with the expected ones.

use datadog_simulator::{GroupOutcome, Outcome};

use super::Failure;
use crate::case::Case;
use crate::notation::Change;

pub(super) fn failures(case: &Case, outcome: &Outcome) -> Vec<Failure> {
    let start = case.span.from;
    let changes = |group: &GroupOutcome| {
        group
            .transitions
            .iter()
            .map(|t| (t.to, t.at - start))
            .collect::<Vec<_>>()
    };
    let mut failures = Vec::new();
    for (group, expected, span) in &case.expected.timelines {
        let actual = outcome.group(group).map(changes);
        if !actual.as_ref().is_some_and(|actual| matches(expected, actual)) {
            failures.push(Failure::Timeline {
                group: group.clone(),
                expected: Some(expected.clone()),
                actual,
                span: if span.is_empty() {
                    case.expected.span.clone()
                } else {
                    span.clone()
                },
            });
        }
    }
    // a group that the timeline does not mention must not alert
    let stated = |group: &GroupOutcome| case.expected.timelines.iter().any(|(tags, ..)| *tags == group.group);
    for group in outcome.groups.iter().filter(|g| !stated(g)) {
        if group
            .transitions
            .iter()
            .any(|t| t.to.is_some_and(|s| s.is_alertworthy()))
        {
            failures.push(Failure::Timeline {
                group: group.group.clone(),
                expected: None,
                actual: Some(changes(group)),
                span: case.expected.span.clone(),
            });
        }
    }
    failures
}

fn matches(expected: &[Change], actual: &[(Option<datadog_simulator::state::State>, i64)]) -> bool {
    expected.len() == actual.len()
        && expected
            .iter()
            .zip(actual)
            .all(|(change, (to, at))| change.to == *to && change.at.contains(*at))
}
