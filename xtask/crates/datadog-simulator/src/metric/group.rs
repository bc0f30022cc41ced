//! Groups of operands, and how they meet in arithmetic.

use std::collections::HashMap;

use crate::error::{Result, SimulationError};
use crate::world::Tags;

/// The groups of a node: the keys they are made of, and their tags in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Groups {
    pub(crate) keys: Vec<String>,
    pub(crate) tags: Vec<Tags>,
}

/// Which rows of two operands make a row of their combination.
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

    /// The groups by fewer keys, each with the groups that belong to it.
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

/// Pairs the groups of two operands. An operand without groups goes with every group; one with fewer keys goes with each group that has its values. `zero`
/// says for each side whether a group that is not there counts as zero; else it drops out.
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

/// The keys of the combination of two operands: those of the one that has more.
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
        "the query combines a series by {{{}}} with one by {{{}}}",
        left.join(","),
        right.join(",")
    ))
    .help("group both by the same keys, or one of them by none")
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
    // groups that the wide side lacks have no value for its further keys, unless both have the same keys
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
