//! Composite monitors: the truth table and how groups meet (doc: `monitors/types/composite`).

use std::collections::{BTreeSet, HashMap};

use datadog_query::monitor::Condition;

use crate::state::State;
use crate::world::Tags;

/// The composite's state from its constituents' (facts: rule 13): `&&` is the least severe, `||` the most severe, `!No Data` is No Data, `!OK` is Alert, any
/// other `!` is OK. The depth of the condition is bounded by the parser.
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

/// The groups of a composite, each with the index of the group it takes from every constituent.
///
/// Only tag values count, not keys. A constituent without groups goes with every group. Others must share their values: those of the one with fewer
/// dimensions are among those of the other (`host` with `device,host`). Constituents that share nothing give no group.
#[must_use]
pub fn common_groups(constituents: &[Vec<Tags>]) -> Vec<(Tags, Vec<usize>)> {
    let mut widest: Vec<usize> = (0..constituents.len()).collect();
    // the most dimensions first: its groups name the composite's
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

/// All subsets of a group's values, the largest first. Groups have few dimensions; what goes beyond meets its like alone.
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
