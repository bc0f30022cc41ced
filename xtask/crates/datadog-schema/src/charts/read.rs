//! Reading a table.

use std::fmt::{self, Display, Formatter};

use crate::charts::key::{Key, Kind};

/// A line of a table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: &'static str,
}

impl Display for Unreadable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// How deep keys nest; charts have about ten levels.
const DEPTH_MAX: usize = 40;

/// Reads what [`Key`] prints: the keys of a chart.
///
/// # Errors
/// The first line that is none of a table.
pub fn read(text: &str) -> Result<Key, Unreadable> {
    let mut chart = Key {
        kinds: vec![Kind::Map],
        ..Key::default()
    };
    // The names from the root to the line before.
    let mut path: Vec<&str> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let unreadable = |why| Unreadable { line: index + 1, why };
        let said = line.trim_start_matches(' ');
        let indent = line.len() - said.len();
        if indent % 2 != 0 || indent / 2 > path.len() {
            return Err(unreadable("a key stands two spaces deeper than the one that holds it"));
        }
        if indent / 2 > DEPTH_MAX {
            return Err(unreadable("too many levels"));
        }
        path.truncate(indent / 2);
        let (name, key) = key(said).map_err(unreadable)?;
        let parent = path
            .iter()
            .try_fold(&mut chart, |parent, name| parent.keys.get_mut(*name));
        let parent = parent.ok_or(unreadable("the key that holds it is missing"))?;
        if parent.keys.insert(name.to_owned(), key).is_some() {
            return Err(unreadable("the key stands twice"));
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
    let (types, words) = match rest.split_once(" = ") {
        None => (rest, Vec::new()),
        Some((types, words)) => (
            types,
            serde_json::from_str(words).map_err(|_| "expected a JSON list of texts after '='")?,
        ),
    };
    let (types, open) = match types.strip_suffix(", open") {
        Some(types) => (types, true),
        None => (types, false),
    };
    let of = |name: &str| {
        Kind::ALL
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(kind, ..)| *kind)
    };
    let kinds: Option<Vec<Kind>> = if types == "any" {
        Some(Vec::new())
    } else {
        types.split('|').map(of).collect()
    };
    let kinds = kinds.ok_or("expected types: boolean, list, map, number, text, joined by '|', or any")?;
    let key = Key {
        kinds,
        open,
        words,
        ..Key::default()
    };
    Ok((name, key))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, why: &str) {
        assert_eq!(read(text).expect_err("a finding").to_string(), why);
    }

    #[test]
    fn what_is_no_table_is_told() {
        check("a", "line 1: expected a key and its types");
        check(
            "a map\n   b text",
            "line 2: a key stands two spaces deeper than the one that holds it",
        );
        check(
            "a map\n    b text",
            "line 2: a key stands two spaces deeper than the one that holds it",
        );
        check("a map\na map", "line 2: the key stands twice");
        check(
            "a txt",
            "line 1: expected types: boolean, list, map, number, text, joined by '|', or any",
        );
        check("a text = [1]", "line 1: expected a JSON list of texts after '='");
    }

    fn tables() -> impl Strategy<Value = Key> {
        let kinds = || proptest::sample::subsequence(Kind::ALL.map(|(kind, ..)| kind).to_vec(), 0..=3);
        let words = || proptest::collection::vec(".{0,6}", 0..3);
        let leaf = (kinds(), any::<bool>(), words()).prop_map(|(kinds, open, words)| Key {
            kinds,
            open,
            words,
            ..Key::default()
        });
        let tree = leaf.prop_recursive(4, 24, 4, move |inner| {
            let keys = proptest::collection::btree_map("[a-zA-Z0-9_.-]{1,8}", inner, 0..4);
            (keys, any::<bool>()).prop_map(|(keys, open)| Key {
                kinds: vec![Kind::Map],
                open,
                keys,
                words: Vec::new(),
            })
        });
        proptest::collection::btree_map("[a-z]{1,8}", tree, 0..4).prop_map(|keys| Key {
            kinds: vec![Kind::Map],
            open: false,
            keys,
            words: Vec::new(),
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(table in tables()) {
            prop_assert_eq!(read(&table.to_string()), Ok(table));
        }

        #[test]
        fn no_text_makes_it_panic(text in "([ ]{0,5}[a-c|=,\\[\\]\" ]{0,12}(map|text|, open)?\n){0,6}") {
            if let Err(unreadable) = read(&text) {
                prop_assert!(unreadable.line <= text.lines().count());
            }
        }
    }
}
