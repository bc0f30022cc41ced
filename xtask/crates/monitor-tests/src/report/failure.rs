//! A failure in words, without colour.

use datadog_simulator::state::State;
use datadog_simulator::world::group_name;

use crate::notation::{Change, state_name, written};
use crate::run::Failure;

/// Each failure, in one line or in several with an indent.
pub(super) fn lines(failures: &[Failure]) -> Vec<String> {
    failures.iter().flat_map(of).collect()
}

fn of(failure: &Failure) -> Vec<String> {
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
                    .map_or_else(|| "no alert: the timeline does not mention it".to_owned(), changes)
            ),
            format!(
                "  came out  {}",
                actual
                    .as_deref()
                    .map_or_else(|| "there is no such group".to_owned(), transitions)
            ),
        ],
        Failure::Notification { at, group, message, .. } => {
            let about = group
                .as_ref()
                .filter(|g| !g.is_empty())
                .map(|g| format!(" about {g}"))
                .unwrap_or_default();
            vec![format!("notification at {}{about}: {message}", written(*at))]
        }
        Failure::Refused(refusal) => {
            let mut lines = vec![format!("cannot be evaluated: {}", refusal.message)];
            lines.extend(refusal.help.as_ref().map(|help| format!("  help: {help}")));
            lines
        }
    }
}

fn changes(changes: &[Change]) -> String {
    or_none(changes.iter().map(ToString::to_string).collect())
}

/// States and the times at which they began.
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
        "no state at all".to_owned()
    } else {
        changes.join("  ")
    }
}

/// When what came out first differs from what is expected, seconds after the start.
pub(super) fn first_difference(expected: &[Change], actual: &[(Option<State>, i64)]) -> Option<i64> {
    let at = (0..expected.len().max(actual.len())).find(|i| match (expected.get(*i), actual.get(*i)) {
        (Some(change), Some((to, at))) => change.to != *to || !change.at.contain(*at),
        _ => true,
    })?;
    let times = [expected.get(at).map(|c| c.at.from), actual.get(at).map(|(_, at)| *at)];
    times.into_iter().flatten().min()
}
