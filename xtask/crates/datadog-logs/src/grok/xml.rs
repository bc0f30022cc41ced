//! `<book category="x"><title lang="en">Name</title></book>`.

use serde_json::{Map, Value};

/// The deepest nesting.
const DEPTH_MAX: usize = 64;

/// The element of a text as an object: attributes and elements by their names, text as it is, or as `value` where there are attributes.
pub(super) fn parse(text: &str) -> Option<Value> {
    let mut cursor = Cursor { rest: text };
    cursor.prolog();
    let (name, value) = cursor.element(0)?;
    cursor.prolog();
    if !cursor.rest.is_empty() {
        return None;
    }
    let mut out = Map::new();
    out.insert(name.to_owned(), value);
    Some(Value::Object(out))
}

struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    /// Skips spaces, declarations and comments.
    fn prolog(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let end = match () {
                () if self.rest.starts_with("<?") => "?>",
                () if self.rest.starts_with("<!--") => "-->",
                () if self.rest.starts_with("<!DOCTYPE") => ">",
                () => return,
            };
            match self.rest.split_once(end) {
                Some((_, rest)) => self.rest = rest,
                None => return,
            }
        }
    }

    fn name(&mut self) -> Option<&'a str> {
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '=' | '<'))
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then_some(name)
    }

    fn element(&mut self, depth: usize) -> Option<(&'a str, Value)> {
        if depth > DEPTH_MAX {
            return None;
        }
        self.rest = self.rest.strip_prefix('<')?;
        let name = self.name()?;
        let mut fields = self.attributes()?;
        if let Some(rest) = self.rest.strip_prefix("/>") {
            self.rest = rest;
            return Some((name, content(fields, String::new())));
        }
        self.rest = self.rest.strip_prefix('>')?;
        let mut text = String::new();
        loop {
            let (before, _) = self.rest.split_once('<')?;
            text.push_str(before);
            self.rest = &self.rest[before.len()..];
            if let Some(rest) = self.rest.strip_prefix("<![CDATA[") {
                let (inside, rest) = rest.split_once("]]>")?;
                text.push_str(inside);
                self.rest = rest;
            } else if self.rest.starts_with("<!--") {
                self.rest = self.rest.split_once("-->")?.1;
            } else if let Some(rest) = self.rest.strip_prefix("</") {
                let (closing, rest) = rest.split_once('>')?;
                self.rest = rest;
                return (closing.trim() == name).then(|| (name, content(fields, unescaped(text.trim()))));
            } else {
                let (child, value) = self.element(depth + 1)?;
                add(&mut fields, child, value);
            }
        }
    }

    fn attributes(&mut self) -> Option<Map<String, Value>> {
        let mut out = Map::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.starts_with('>') || self.rest.starts_with("/>") {
                return Some(out);
            }
            let name = self.name()?;
            self.rest = self.rest.trim_start().strip_prefix('=')?.trim_start();
            let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, rest) = self.rest[1..].split_once(quote)?;
            out.insert(name.to_owned(), Value::String(unescaped(value)));
            self.rest = rest;
        }
    }
}

/// An element with neither attributes nor elements is its text.
fn content(mut fields: Map<String, Value>, text: String) -> Value {
    if fields.is_empty() {
        return Value::String(text);
    }
    if !text.is_empty() {
        fields.insert("value".to_owned(), Value::String(text));
    }
    Value::Object(fields)
}

/// Adds an element; elements of one name become an array.
fn add(fields: &mut Map<String, Value>, name: &str, value: Value) {
    match fields.get_mut(name) {
        None => {
            fields.insert(name.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(before) => *before = Value::Array(vec![before.take(), value]),
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn elements_become_objects() {
        let check = |text: &str, expected: Option<Value>| assert_eq!(parse(text), expected, "{text}");
        check(
            "<book category=\"CHILDREN\"><title lang=\"en\">Harry &amp; Potter</title><author>J</author><author>K</author></book>",
            Some(json!({ "book": {
                "category": "CHILDREN",
                "title": { "lang": "en", "value": "Harry & Potter" },
                "author": ["J", "K"],
            } })),
        );
        check(
            "<?xml version=\"1.0\"?><!-- c --><a><b/></a>",
            Some(json!({ "a": { "b": "" } })),
        );
        check("<a><b></a>", None);
        check("<a", None);
        check(&"<a>".repeat(100_000), None);
    }
}
