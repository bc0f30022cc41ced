//! Reading a table.

use std::fmt::{self, Display, Formatter};

use crate::charts::key::{Key, ValueType};

/// A line of a table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl Display for TableError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// The greatest depth of keys; charts have about ten levels.
const DEPTH_MAX: usize = 40;

/// Reads the keys of a chart from the text that [`Key`] prints.
///
/// # Errors
/// The first line that cannot be read.
pub fn read(text: &str) -> Result<Key, TableError> {
    let mut chart = Key {
        types: vec![ValueType::Map],
        ..Key::default()
    };
    // The names from the root to the line before.
    let mut path: Vec<&str> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let error = |reason| TableError {
            line: index + 1,
            reason,
        };
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        if indent % 2 != 0 || indent / 2 > path.len() {
            return Err(error("a key must be indented two spaces more than its parent"));
        }
        if indent / 2 > DEPTH_MAX {
            return Err(error("too many levels"));
        }
        path.truncate(indent / 2);
        let (name, key) = key(text).map_err(error)?;
        let parent = path
            .iter()
            .try_fold(&mut chart, |parent, name| parent.keys.get_mut(*name));
        let parent = parent.ok_or(error("its parent is missing"))?;
        if parent.keys.insert(name.to_owned(), key).is_some() {
            return Err(error("the key is listed twice"));
        }
        path.push(name);
    }
    Ok(chart)
}

fn key(line: &str) -> Result<(&str, Key), &'static str> {
    let (name, rest) = line
        .split_once(' ')
        .filter(|(name, _)| !name.is_empty())
        .ok_or("expected a key and its types")?;
    let (types, allowed) = match rest.split_once(" = ") {
        None => (rest, Vec::new()),
        Some((types, allowed)) => (
            types,
            serde_json::from_str(allowed).map_err(|_| "expected a JSON list of texts after '='")?,
        ),
    };
    let (types, open) = match types.strip_suffix(", open") {
        Some(types) => (types, true),
        None => (types, false),
    };
    let of = |name: &str| {
        ValueType::ALL
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(kind, ..)| *kind)
    };
    let types: Option<Vec<ValueType>> = if types == "any" {
        Some(Vec::new())
    } else {
        types.split('|').map(of).collect()
    };
    let types = types.ok_or("expected types: boolean, list, map, number, text, joined by '|', or any")?;
    let key = Key {
        types,
        open,
        allowed,
        ..Key::default()
    };
    Ok((name, key))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, reason: &str) {
        assert_eq!(read(text).expect_err("a finding").to_string(), reason);
    }

    #[test]
    fn invalid_tables_are_rejected() {
        check("a", "line 1: expected a key and its types");
        check(
            "a map\n   b text",
            "line 2: a key must be indented two spaces more than its parent",
        );
        check(
            "a map\n    b text",
            "line 2: a key must be indented two spaces more than its parent",
        );
        check("a map\na map", "line 2: the key is listed twice");
        check(
            "a txt",
            "line 1: expected types: boolean, list, map, number, text, joined by '|', or any",
        );
        check("a text = [1]", "line 1: expected a JSON list of texts after '='");
    }

    fn tables() -> impl Strategy<Value = Key> {
        let types = || proptest::sample::subsequence(ValueType::ALL.map(|(kind, ..)| kind).to_vec(), 0..=3);
        let allowed = || proptest::collection::vec(".{0,6}", 0..3);
        let leaf = (types(), any::<bool>(), allowed()).prop_map(|(types, open, allowed)| Key {
            types,
            open,
            allowed,
            ..Key::default()
        });
        let tree = leaf.prop_recursive(4, 24, 4, move |inner| {
            let keys = proptest::collection::btree_map("[a-zA-Z0-9_.-]{1,8}", inner, 0..4);
            (keys, any::<bool>()).prop_map(|(keys, open)| Key {
                types: vec![ValueType::Map],
                open,
                keys,
                allowed: Vec::new(),
            })
        });
        proptest::collection::btree_map("[a-z]{1,8}", tree, 0..4).prop_map(|keys| Key {
            types: vec![ValueType::Map],
            open: false,
            keys,
            allowed: Vec::new(),
        })
    }

    proptest! {
        #[test]
        fn a_printed_table_is_read_back(table in tables()) {
            prop_assert_eq!(read(&table.to_string()), Ok(table));
        }

        #[test]
        fn no_text_makes_it_panic(text in "([ ]{0,5}[a-c|=,\\[\\]\" ]{0,12}(map|text|, open)?\n){0,6}") {
            if let Err(error) = read(&text) {
                prop_assert!(error.line <= text.lines().count());
            }
        }
    }
}
