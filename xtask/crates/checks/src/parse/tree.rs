//! Converts a syntax tree to JSON by reading its `Debug` output, which is regular. Serde would need a derive on each of about 90 types of the parsers.
//!
//! | Rust | JSON |
//! |---|---|
//! | `Name { field: value }` | `{"node": "Name", "field": value}` |
//! | `Name(value)` | `{"Name": value}`, a list where there are several |
//! | `Some(value)`, `None` | `value`, `null` |
//! | `Name` | `"Name"` |
//! | `2..5` | `[2, 5]` |
//! | a list or a set | a list |

use std::fmt::Debug;

use serde_json::{Map, Value};

/// Converts a tree to JSON.
pub(super) fn json(tree: &impl Debug) -> Value {
    let text = format!("{tree:?}");
    let mut reader = Reader { rest: &text };
    let value = reader.value();
    // Unread text would be unknown `Debug` output; a test covers every language.
    debug_assert!(reader.rest.is_empty(), "unread: {}", reader.rest);
    value
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn eat(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start_matches(' ');
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn take(&mut self, end: impl Fn(char) -> bool) -> &'t str {
        let at = self.rest.find(end).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(at);
        self.rest = rest;
        taken
    }

    fn value(&mut self) -> Value {
        if self.eat("[") {
            return Value::Array(self.items("]"));
        }
        if self.eat("{") {
            return Value::Array(self.items("}"));
        }
        if self.eat("(") {
            return Value::Array(self.items(")"));
        }
        match self.rest.chars().next() {
            Some(quote @ ('"' | '\'')) => Value::String(self.quoted(quote)),
            Some(c) if c.is_ascii_digit() || c == '-' => self.number(),
            _ => self.named(),
        }
    }

    fn items(&mut self, end: &str) -> Vec<Value> {
        let mut items = Vec::new();
        while !self.eat(end) && !self.rest.is_empty() {
            items.push(self.value());
            self.eat(",");
        }
        items
    }

    /// A number, or a span, which `Debug` prints as a range.
    fn number(&mut self) -> Value {
        let first = self.take(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.')));
        match first.split_once("..") {
            Some((start, end)) => Value::Array([start, end].map(number).to_vec()),
            None => number(first),
        }
    }

    fn named(&mut self) -> Value {
        let name = self.take(|c| !(c.is_alphanumeric() || c == '_'));
        if name.is_empty() {
            // Skip unknown punctuation, so that reading ends.
            let width = self.rest.chars().next().map_or(0, char::len_utf8);
            self.rest = &self.rest[width..];
            return Value::Null;
        }
        if self.eat("{") {
            return self.fields(name);
        }
        if self.eat("(") {
            let mut values = self.items(")");
            let value = if values.len() == 1 {
                values.swap_remove(0)
            } else {
                Value::Array(values)
            };
            return if name == "Some" {
                value
            } else {
                Value::Object(Map::from_iter([(name.to_owned(), value)]))
            };
        }
        match name {
            "true" | "false" => Value::Bool(name == "true"),
            "None" => Value::Null,
            _ => Value::String(name.to_owned()),
        }
    }

    fn fields(&mut self, name: &str) -> Value {
        let mut fields = Map::from_iter([("node".to_owned(), Value::String(name.to_owned()))]);
        while !self.eat("}") && !self.rest.is_empty() {
            self.eat("");
            let field = self.take(|c| !(c.is_alphanumeric() || c == '_'));
            self.eat(":");
            fields.insert(field.to_owned(), self.value());
            self.eat(",");
        }
        Value::Object(fields)
    }

    /// A string literal with Rust's escapes.
    fn quoted(&mut self, quote: char) -> String {
        let mut out = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                c if c == quote => {
                    self.rest = &self.rest[at + c.len_utf8()..];
                    return out;
                }
                '\\' => out.extend(escape(&mut chars)),
                c => out.push(c),
            }
        }
        self.rest = "";
        out
    }
}

fn escape(chars: &mut impl Iterator<Item = (usize, char)>) -> Option<char> {
    match chars.next()?.1 {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '0' => Some('\0'),
        'u' => {
            let code: String = chars.skip(1).map(|(_, c)| c).take_while(|c| *c != '}').collect();
            u32::from_str_radix(&code, 16).ok().and_then(char::from_u32)
        }
        other => Some(other),
    }
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[derive(Debug)]
    #[expect(dead_code, reason = "read through Debug")]
    enum Tree {
        Leaf,
        One(Option<String>),
        Two(i64, f64),
        Fields {
            span: std::ops::Range<usize>,
            list: Vec<Tree>,
            unit: bool,
        },
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let text = "a \"b\" \\ é \n \u{7f} {x: [1]}";
        let tree = Tree::Fields {
            span: 2..5,
            list: vec![
                Tree::Leaf,
                Tree::One(None),
                Tree::One(Some(text.to_owned())),
                Tree::Two(-3, 1.5),
            ],
            unit: true,
        };
        assert_eq!(
            super::json(&tree),
            json!({"node": "Fields", "span": [2, 5], "list": ["Leaf", {"One": null}, {"One": text}, {"Two": [-3, 1.5]}], "unit": true})
        );
    }
}
