//! The values of a text in JSON or YAML, whatever writes it: one value on any number of lines, a value per line, values one after another, or YAML documents.

use std::ops::Range;

use serde_json::{Map, Number, Value};

use crate::yaml::{self, Located, Tree};

/// One value of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The line where it starts, from 1.
    pub line: usize,
    /// The value, or why it cannot be read.
    pub value: Result<Value, Unreadable>,
}

/// Why a value cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The form that it seems to have: `json` or `yaml`.
    pub form: &'static str,
    /// What is wrong, with the line.
    pub message: String,
}

/// The values of `text`, which is JSON if its first character begins a JSON object or list, and YAML otherwise. What is broken is an item with an error; there is
/// always an item.
#[must_use]
pub fn values(text: &str) -> Vec<Item> {
    let start = text.trim_start();
    if start.is_empty() {
        return vec![error("json", 1, "the input is empty".to_owned())];
    }
    if start.starts_with(['{', '[']) {
        json(text)
    } else {
        documents(text)
    }
}

/// One JSON value per line, without blank lines.
#[must_use]
pub fn lines(text: &str) -> Vec<Item> {
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(index, text): (usize, &str)| {
        let line = index + 1;
        match serde_json::from_str(text) {
            Ok(value) => Item { line, value: Ok(value) },
            Err(why) => {
                let why = why.to_string().replace("at line 1 column", "at column");
                error("json", line, format!("line {line} is not JSON: {why}"))
            }
        }
    };
    filled.map(read).collect()
}

fn error(form: &'static str, line: usize, message: String) -> Item {
    Item {
        line,
        value: Err(Unreadable { form, message }),
    }
}

/// Values one after another; what follows a broken one is read if there is a value on each line.
fn json(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut position = Position::new(text);
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    loop {
        let start = stream.byte_offset();
        match stream.next() {
            None => return items,
            Some(Ok(value)) => items.push(Item {
                line: position.line(start),
                value: Ok(value),
            }),
            Some(Err(_)) if looks_like_lines(text) => return lines(text),
            Some(Err(broken)) => {
                let line = broken.line().max(1);
                let rest = if items.is_empty() {
                    ""
                } else {
                    "; what follows is not read"
                };
                items.push(error("json", line, format!("line {line} is not JSON: {broken}{rest}")));
                return items;
            }
        }
    }
}

/// Whether every line begins an object, and so is one value, broken or not.
fn looks_like_lines(text: &str) -> bool {
    let mut filled = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    filled.clone().count() > 1 && filled.all(|line| line.len() > 1 && line.starts_with('{'))
}

/// Counts lines from the start of a text to places that only move forward.
struct Position<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Position<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line of the first character at or after byte `start` that is no white space; the last line with one if none follows.
    fn line(&mut self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let first = (start + rest.len() - rest.trim_start().len()).min(self.text.trim_end().len());
        let passed = self.text.as_bytes().get(self.at..first).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(first);
        self.line
    }
}

/// The YAML documents of a text. A line that begins with `---` separates them, also within a block of text: YAML allows it nowhere else.
fn documents(text: &str) -> Vec<Item> {
    let (mut items, mut position) = (Vec::new(), Position::new(text));
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" || line.starts_with("--- ") {
            items.extend(document(text, start..at, &mut position));
            start = at;
        }
        at += line.len();
    }
    items.extend(document(text, start..at, &mut position));
    if items.is_empty() {
        items.push(error("yaml", 1, "the input has only comments".to_owned()));
    }
    items
}

/// The value of one document; `None` if it has only comments.
fn document(text: &str, bytes: Range<usize>, position: &mut Position<'_>) -> Option<Item> {
    let offset = bytes.start;
    let own = text.get(bytes)?;
    let says = |line: &&str| {
        let line = line.trim();
        !(line.is_empty() || line.starts_with(['#', '%']) || matches!(line, "---" | "..."))
    };
    own.lines().find(says)?;
    let mut wrong = |at: usize, what: &str| {
        let line = position.line(offset + at);
        error("yaml", line, format!("line {line} {what}"))
    };
    let tree = match yaml::tree(own) {
        Ok(tree) => tree,
        Err(why) => {
            let help = why.help.map(|help| format!("; {help}")).unwrap_or_default();
            return Some(wrong(why.span.start, &format!("is not YAML: {}{help}", why.message)));
        }
    };
    Some(match (&tree.value, value(&tree)) {
        (Tree::List(_) | Tree::Map(_), Ok(value)) => Item {
            line: position.line(offset + tree.span.start),
            value: Ok(value),
        },
        (Tree::List(_) | Tree::Map(_), Err(at)) => wrong(at, "has a number that JSON does not have"),
        _ => wrong(tree.span.start, "is neither JSON nor a YAML mapping or list"),
    })
}

/// The tree as JSON, or the byte of a number that JSON does not have.
fn value(tree: &Located<Tree>) -> Result<Value, usize> {
    Ok(match &tree.value {
        Tree::Null => Value::Null,
        Tree::Bool(value) => Value::Bool(*value),
        Tree::Integer(number) => Value::from(*number),
        Tree::Float(number) => Value::Number(Number::from_f64(*number).ok_or(tree.span.start)?),
        Tree::Text(text) => Value::String(text.clone()),
        Tree::List(items) => items.iter().map(value).collect::<Result<_, _>>()?,
        Tree::Map(fields) => {
            let fields = fields.iter().map(|(name, of)| Ok((name.value.clone(), value(of)?)));
            Value::Object(fields.collect::<Result<Map<_, _>, usize>>()?)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn check(text: &str, expected: &[(usize, Result<Value, &str>)]) {
        let items = values(text);
        let found: Vec<_> = items
            .iter()
            .map(|item| (item.line, item.value.clone().map_err(|why| why.message)))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, value)| (*line, value.clone().map_err(str::to_owned)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn json_in_every_layout() {
        check(
            "{\"a\":1}\n{\"a\":2}\n",
            &[(1, Ok(json!({"a": 1}))), (2, Ok(json!({"a": 2})))],
        );
        check("\n{\n  \"a\": 1\n}\n", &[(2, Ok(json!({"a": 1})))]);
        check("[{\"a\":1},\n{}]", &[(1, Ok(json!([{"a": 1}, {}])))]);
        check(
            "{\n\"a\": 1\n}\n\n{\n\"a\": 2\n}{}",
            &[(1, Ok(json!({"a": 1}))), (5, Ok(json!({"a": 2}))), (7, Ok(json!({})))],
        );
    }

    #[test]
    fn yaml_documents() {
        check(
            "# made by hand\na: 1\nb: [x, null]\n",
            &[(2, Ok(json!({"a": 1, "b": ["x", null]})))],
        );
        check(
            "---\na: 1\n---\n# nothing\n---\n- b: |\n    --- not a marker\n...\n",
            &[(2, Ok(json!({"a": 1}))), (6, Ok(json!([{"b": "--- not a marker\n"}])))],
        );
        check(
            "%YAML 1.2\n---\na: 99999999999999999999\n",
            &[(3, Ok(json!({"a": 1e20})))],
        );
    }

    #[test]
    fn what_is_broken_names_its_form_and_line() {
        check(" \n", &[(1, Err("the input is empty"))]);
        check("# a\n", &[(1, Err("the input has only comments"))]);
        check(
            "a: 1\n---\nb: [\n",
            &[
                (1, Ok(json!({"a": 1}))),
                (3, Err("line 3 is not YAML: unclosed bracket '['")),
            ],
        );
        check("oops", &[(1, Err("line 1 is neither JSON nor a YAML mapping or list"))]);
        check(
            "a: .inf",
            &[(1, Err("line 1 is not YAML: value `.inf` is not a finite number"))],
        );
        check(
            "{\"a\":1}\n\n{broken\n{\"a\":2}\n",
            &[
                (1, Ok(json!({"a": 1}))),
                (3, Err("line 3 is not JSON: key must be a string at column 2")),
                (4, Ok(json!({"a": 2}))),
            ],
        );
        check(
            "{\n  \"a\": 1,\n  b\n}\n",
            &[(3, Err("line 3 is not JSON: key must be a string at line 3 column 3"))],
        );
        check(
            "{\n}\n{\n  b\n}\n",
            &[
                (1, Ok(json!({}))),
                (
                    4,
                    Err("line 4 is not JSON: key must be a string at line 4 column 3; what follows is not read"),
                ),
            ],
        );
    }

    #[test]
    fn a_number_of_more_than_64_bits_stays_a_number() {
        check("{\"a\": 99999999999999999999}", &[(1, Ok(json!({"a": 1e20})))]);
        check(
            "{\"a\": 1e999}",
            &[(1, Err("line 1 is not JSON: number out of range at line 1 column 11"))],
        );
    }

    #[test]
    fn what_the_end_of_a_text_breaks_is_at_its_last_line() {
        for (text, last) in [("---\n}\n\t\n", 2), ("---\n\n---\n&é\n", 4)] {
            assert_eq!(values(text).last().map(|item| item.line), Some(last), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_items_at_its_lines(text in r#"(\{|\[|---\n|- |a: |"b"|:|,|1e99|\}|\]|\n| |é|#|\||\t|.){0,40}"#) {
            let items = values(&text);
            prop_assert!(!items.is_empty());
            let lines = text.lines().count().max(1);
            for item in items {
                prop_assert!((1..=lines).contains(&item.line), "line {} of {lines}", item.line);
            }
        }
    }
}
