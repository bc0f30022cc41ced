//! Composite monitors: the truth table, and which groups belong together (doc: `monitors/types/composite`).

use std::collections::{BTreeSet, HashMap};

use datadog_query::monitor::Condition;

use crate::state::State;
use crate::world::Tags;

/// The composite's state from the states of its constituents, which `of` returns by id (rule 13 of `tests/rules`): `&&` takes the least severe state, `||`
/// the most severe; `!No Data` is No Data, `!OK` is Alert, any other `!` is OK. The parser limits the depth of the condition.
#[must_use]
pub fn state(condition: &Condition, of: &impl Fn(u64) -> State) -> State {
    match condition {
        Condition::Monitor(monitor) => of(monitor.id),
        Condition::Not(inner) => match state(inner, of) {
            State::NoData => State::NoData,
            State::Ok => State::Alert,
            State::Warn | State::Alert => State::Ok,
        },
        Condition::And(parts) => parts.iter().map(|p| state(p, of)).fold(State::Alert, State::and),
        Condition::Or(parts) => parts.iter().map(|p| state(p, of)).fold(State::Ok, State::or),
    }
}

/// The groups of a composite, each with the index of the matching group of every constituent.
///
/// Groups match by tag values, not by keys. A constituent without groups matches every group. Otherwise the values of the group with fewer dimensions must
/// be among the values of the other (`host` matches `device,host`). Constituents without matching groups give no group.
#[must_use]
pub fn common_groups(constituents: &[Vec<Tags>]) -> Vec<(Tags, Vec<usize>)> {
    let mut widest: Vec<usize> = (0..constituents.len()).collect();
    // the groups of the constituent with the most dimensions become the groups of the composite
    widest.sort_by_key(|i| std::cmp::Reverse(constituents[*i].iter().map(Tags::len).max().unwrap_or(0)));
    let Some(first) = widest.first().copied() else {
        return Vec::new();
    };
    let indices: Vec<HashMap<BTreeSet<&str>, usize>> = constituents
        .iter()
        .map(|groups| groups.iter().enumerate().rev().map(|(i, g)| (values(g), i)).collect())
        .collect();
    let mut out = Vec::new();
    for (g, group) in constituents[first].iter().enumerate() {
        let parts = subsets(&values(group));
        let members: Option<Vec<usize>> = (0..constituents.len())
            .map(|i| {
                if i == first {
                    Some(g)
                } else {
                    parts.iter().find_map(|part| indices[i].get(part)).copied()
                }
            })
            .collect();
        if let Some(members) = members {
            out.push((group.clone(), members));
        }
    }
    out
}

/// All subsets of a group's values, the largest first. The number of subsets doubles with each dimension, so a group with more than `DIMENSIONS_MAX`
/// values matches only groups with the same values or without tags.
fn subsets<'a>(values: &BTreeSet<&'a str>) -> Vec<BTreeSet<&'a str>> {
    const DIMENSIONS_MAX: usize = 6;
    if values.len() > DIMENSIONS_MAX {
        return vec![values.clone(), BTreeSet::new()];
    }
    let mut out: Vec<BTreeSet<&str>> = (0..1_u32 << values.len())
        .map(|mask| {
            values
                .iter()
                .enumerate()
                .filter(|(i, _)| mask & (1 << i) != 0)
                .map(|(_, v)| *v)
                .collect()
        })
        .collect();
    out.sort_by_key(|part| std::cmp::Reverse(part.len()));
    out
}

fn values(group: &Tags) -> BTreeSet<&str> {
    group.pairs().map(|(_, v)| v).collect()
}
