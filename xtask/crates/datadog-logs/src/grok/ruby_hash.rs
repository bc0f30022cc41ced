//! `{name => "John", "job" => {"company" => "Big"}}`.

use serde_json::{Map, Value};

use super::number;

/// The deepest nesting.
const DEPTH_MAX: usize = 32;

/// The value of a hash as Ruby prints it; `None` if the text is none.
pub(super) fn parse(text: &str) -> Option<Value> {
    let mut cursor = Cursor { rest: text };
    let value = cursor.value(0)?;
    cursor.spaces();
    (cursor.rest.is_empty() && value.is_object()).then_some(value)
}

struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, expected: &str) -> bool {
        self.spaces();
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEPTH_MAX {
            return None;
        }
        if self.take("{") {
            return self.hash(depth);
        }
        if self.take("[") {
            return self.array(depth);
        }
        if let Some(text) = self.quoted() {
            return Some(Value::String(text));
        }
        let word = self.word()?;
        Some(match word {
            "nil" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            word => number::parse(word).unwrap_or_else(|| Value::String(word.trim_start_matches(':').to_owned())),
        })
    }

    fn hash(&mut self, depth: usize) -> Option<Value> {
        let mut out = Map::new();
        while !self.take("}") {
            self.spaces();
            let key = match self.quoted() {
                Some(key) => key,
                None => self.word()?.trim_start_matches(':').to_owned(),
            };
            if !self.take("=>") && !self.take(":") {
                return None;
            }
            out.insert(key, self.value(depth + 1)?);
            if !self.take(",") && !self.rest.trim_start().starts_with('}') {
                return None;
            }
        }
        Some(Value::Object(out))
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        let mut out = Vec::new();
        while !self.take("]") {
            // a text that was cut may lack the bracket
            if self.rest.trim_start().starts_with('}') {
                break;
            }
            out.push(self.value(depth + 1)?);
            if !self.take(",") && !self.rest.trim_start().starts_with([']', '}']) {
                return None;
            }
        }
        Some(Value::Array(out))
    }

    fn quoted(&mut self) -> Option<String> {
        self.spaces();
        let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let mut out = String::new();
        let mut chars = self.rest[1..].char_indices();
        while let Some((at, c)) = chars.next() {
            if c == quote {
                self.rest = &self.rest[1 + at + 1..];
                return Some(out);
            }
            if c == '\\' {
                out.extend(chars.next().map(|(_, escaped)| escaped));
            } else {
                out.push(c);
            }
        }
        None
    }

    fn word(&mut self) -> Option<&'a str> {
        self.spaces();
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']' | '{' | '[' | '=' | '"');
        // a symbol starts with a colon, so that only a later one ends the word
        let start = usize::from(self.rest.starts_with(':'));
        let end = self.rest[start..].find(ends).map_or(self.rest.len(), |end| start + end);
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn hashes_nest() {
        let check = |text: &str, expected: Option<Value>| assert_eq!(parse(text), expected, "{text}");
        check(
            r#"{name => "John", "job" => {"company" => "Big Company", :title => :cto}, "n" => [1, nil]}"#,
            Some(json!({ "name": "John", "job": { "company": "Big Company", "title": "cto" }, "n": [1, null] })),
        );
        check("{}", Some(json!({})));
        check("{a => }", None);
        check("word", None);
        check(&"{a=>".repeat(10_000), None);
    }
}
