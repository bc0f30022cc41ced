//! Failures as plain text.

use datadog_simulator::state::State;
use datadog_simulator::world::group_name;

use super::number::rounded;
use crate::notation::{Change, state_name, written};
use crate::run::Failure;

/// The lines of all failures; further lines of a failure are indented.
pub(super) fn lines(failures: &[Failure]) -> Vec<String> {
    failures.iter().flat_map(failure_lines).collect()
}

fn failure_lines(failure: &Failure) -> Vec<String> {
    match failure {
        Failure::Timeline {
            group,
            expected,
            actual,
            ..
        } => vec![
            format!("group {}", group_name(group)),
            format!(
                "  expected  {}",
                expected
                    .as_deref()
                    .map_or_else(|| "no alert: the group is not in the timeline".to_owned(), changes)
            ),
            format!(
                "  actual    {}",
                actual
                    .as_deref()
                    .map_or_else(|| "no such group".to_owned(), transitions)
            ),
        ],
        Failure::Notification { at, group, message, .. } => {
            let of_group = group
                .as_ref()
                .filter(|g| !g.is_empty())
                .map(|g| format!(" for {g}"))
                .unwrap_or_default();
            vec![format!(
                "notification at {}{of_group}: {}",
                written(*at),
                rounded(message)
            )]
        }
        Failure::NotEvaluated(refusal) => {
            let mut lines = vec![format!("cannot be evaluated: {}", refusal.message)];
            lines.extend(refusal.help.as_ref().map(|help| format!("  help: {help}")));
            lines
        }
    }
}

fn changes(changes: &[Change]) -> String {
    or_none(changes.iter().map(ToString::to_string).collect())
}

/// States and when they began.
pub(super) fn transitions(transitions: &[(Option<State>, i64)]) -> String {
    or_none(
        transitions
            .iter()
            .map(|(to, at)| format!("{}@{}", state_name(*to), written(*at)))
            .collect(),
    )
}

fn or_none(changes: Vec<String>) -> String {
    if changes.is_empty() {
        "no states".to_owned()
    } else {
        changes.join("  ")
    }
}

/// The first difference between actual and expected states, seconds after the start.
pub(super) fn first_difference(expected: &[Change], actual: &[(Option<State>, i64)]) -> Option<i64> {
    let at = (0..expected.len().max(actual.len())).find(|i| match (expected.get(*i), actual.get(*i)) {
        (Some(change), Some((to, at))) => change.to != *to || !change.at.contains(*at),
        _ => true,
    })?;
    let times = [expected.get(at).map(|c| c.at.from), actual.get(at).map(|(_, at)| *at)];
    times.into_iter().flatten().min()
}
