//! The groups of operands, and how arithmetic pairs them.

use std::collections::HashMap;

use crate::error::{Result, SimulationError};
use crate::world::Tags;

/// The groups of a node: their keys, and the tags of each group in the order of the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Groups {
    pub(crate) keys: Vec<String>,
    pub(crate) tags: Vec<Tags>,
}

/// For each row of a combination the rows of the two operands, and the groups of the combination.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pairing {
    pub(crate) rows: Vec<(Option<usize>, Option<usize>)>,
    pub(crate) groups: Groups,
}

impl Groups {
    /// One group without tags.
    pub(crate) fn single() -> Self {
        Self {
            keys: Vec::new(),
            tags: vec![Tags::default()],
        }
    }

    /// Groups by fewer keys. Returns the members of each new group (indices of the old groups), and the new groups.
    pub(crate) fn fold(&self, keys: &[String]) -> (Vec<Vec<usize>>, Self) {
        if keys.is_empty() {
            return (vec![(0..self.tags.len()).collect()], Self::single());
        }
        let mut index: HashMap<Tags, usize> = HashMap::new();
        let mut tags = Vec::new();
        let mut members: Vec<Vec<usize>> = Vec::new();
        for (i, group) in self.tags.iter().enumerate() {
            let projected = group.project(keys);
            let row = *index.entry(projected.clone()).or_insert_with(|| {
                tags.push(projected);
                members.push(Vec::new());
                members.len() - 1
            });
            members[row].push(i);
        }
        (
            members,
            Self {
                keys: keys.to_vec(),
                tags,
            },
        )
    }
}

/// Pairs the groups of two operands. An operand without groups is combined with every group; an operand with fewer keys is combined with each group that
/// has its values. `zero` says for each side whether a missing group counts as zero; if not, the pair is dropped.
pub(crate) fn pair(left: &Groups, right: &Groups, zero: (bool, bool)) -> Result<Pairing> {
    let within = |a: &Groups, b: &Groups| a.keys.iter().all(|k| b.keys.contains(k));
    if within(right, left) {
        Ok(pair_wide(left, right, zero))
    } else if within(left, right) {
        let flipped = pair_wide(right, left, (zero.1, zero.0));
        Ok(Pairing {
            rows: flipped.rows.into_iter().map(|(a, b)| (b, a)).collect(),
            groups: flipped.groups,
        })
    } else {
        Err(mismatch(&left.keys, &right.keys))
    }
}

/// The keys of the combination of two operands: those of the operand with more keys.
pub(crate) fn wider(left: Vec<String>, right: Vec<String>) -> Result<Vec<String>> {
    let within = |a: &[String], b: &[String]| a.iter().all(|k| b.contains(k));
    if within(&right, &left) {
        Ok(left)
    } else if within(&left, &right) {
        Ok(right)
    } else {
        Err(mismatch(&left, &right))
    }
}

fn mismatch(left: &[String], right: &[String]) -> SimulationError {
    SimulationError::invalid(format!(
        "the query combines a metric grouped by {{{}}} with one grouped by {{{}}}",
        left.join(","),
        right.join(",")
    ))
    .help("group both by the same keys, or remove the groups of one of them")
}

fn pair_wide(wide: &Groups, narrow: &Groups, (wide_zero, narrow_zero): (bool, bool)) -> Pairing {
    let index: HashMap<&Tags, usize> = narrow.tags.iter().enumerate().map(|(i, t)| (t, i)).collect();
    let mut met = vec![false; narrow.tags.len()];
    let mut rows = Vec::new();
    let mut tags = Vec::new();
    for (i, group) in wide.tags.iter().enumerate() {
        let other = index.get(&group.project(&narrow.keys)).copied();
        if let Some(j) = other {
            met[j] = true;
        }
        if other.is_some() || narrow_zero {
            rows.push((Some(i), other));
            tags.push(group.clone());
        }
    }
    // a group that only the narrow side has cannot be a group of the result, because it has no values for the other keys, unless both have the same keys
    if wide_zero && wide.keys.len() == narrow.keys.len() {
        for (j, group) in narrow.tags.iter().enumerate().filter(|(j, _)| !met[*j]) {
            rows.push((None, Some(j)));
            tags.push(group.clone());
        }
    }
    Pairing {
        rows,
        groups: Groups {
            keys: wide.keys.clone(),
            tags,
        },
    }
}
