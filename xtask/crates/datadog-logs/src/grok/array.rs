//! `[a, b, c]`.

use serde_json::Value;

use super::Clock;
use super::filter::{Filter, FilterError};
use super::pattern::Argument;

/// How an array is written.
#[derive(Clone, Debug)]
pub(super) struct ArrayFormat {
    /// The brackets; `None` if there are none.
    brackets: Option<(char, char)>,
    delimiter: String,
    filter: Option<Filter>,
}

impl ArrayFormat {
    /// `array()`, `array(delimiter)`, `array(brackets, delimiter)`, each with a filter at the end; `None` for anything else.
    pub(super) fn new(arguments: &[Argument]) -> Result<Option<Self>, FilterError> {
        let (texts, filter) = match arguments.split_last() {
            Some((Argument::Call(call), texts)) => (texts, Some(Filter::new(call)?)),
            _ => (arguments, None),
        };
        let texts: Option<Vec<&str>> = texts.iter().map(Argument::text).collect();
        let (brackets, delimiter) = match texts.as_deref() {
            Some([]) => ("[]", ","),
            Some([delimiter]) => ("[]", *delimiter),
            Some([brackets, delimiter]) => (*brackets, *delimiter),
            _ => return Ok(None),
        };
        let brackets = match brackets.chars().collect::<Vec<_>>().as_slice() {
            [] => None,
            [both] => Some((*both, *both)),
            [left, right] => Some((*left, *right)),
            _ => return Ok(None),
        };
        if delimiter.is_empty() {
            return Ok(None);
        }
        let delimiter = delimiter.replace(r"\n", "\n").replace(r"\t", "\t").replace(r"\r", "\r");
        Ok(Some(Self {
            brackets,
            delimiter,
            filter,
        }))
    }

    /// The elements of a text; `None` if it is no such array.
    pub(super) fn parse(&self, text: &str, clock: Clock) -> Option<Value> {
        let inside = match self.brackets {
            None => text,
            Some((left, right)) => {
                let trimmed = text.trim();
                match trimmed.strip_prefix(left).and_then(|rest| rest.strip_suffix(right)) {
                    Some(inside) => inside,
                    None => trimmed,
                }
            }
        };
        if inside.trim().is_empty() {
            return Some(Value::Array(Vec::new()));
        }
        let mut out = Vec::new();
        for element in split(inside, &self.delimiter) {
            let value = Value::String(element.to_owned());
            out.push(match &self.filter {
                None => value,
                Some(filter) => filter.apply(value, clock)?,
            });
        }
        Some(Value::Array(out))
    }
}

/// The elements with their spaces: a delimiter inside quotes is text, and quotes around an element are removed.
fn split<'t>(text: &'t str, delimiter: &str) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        let quoted = trimmed
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .and_then(|quote| {
                let (inside, after) = trimmed[1..].split_once(quote)?;
                let after = after.trim_start();
                (after.is_empty() || after.starts_with(delimiter)).then_some((inside, after))
            });
        let (element, after) = match quoted {
            Some((inside, after)) => (inside, after.strip_prefix(delimiter)),
            None => match rest.split_once(delimiter) {
                Some((element, after)) => (element, Some(after)),
                None => (rest, None),
            },
        };
        out.push(element);
        match after {
            Some(after) => rest = after,
            None => return out,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(arguments: &[&str], text: &str, expected: Value) {
        let arguments: Vec<Argument> = arguments
            .iter()
            .map(|text| Argument::Text((*text).to_owned()))
            .collect();
        let format = ArrayFormat::new(&arguments).expect("arguments").expect("a format");
        assert_eq!(format.parse(text, Clock { now_ms: 0 }), Some(expected), "{text}");
    }

    #[test]
    fn arrays_have_brackets_and_delimiters() {
        check(&["[]", ","], "[Oliver,John, Tom]", json!(["Oliver", "John", " Tom"]));
        check(&["{}", ":"], "{a:b}", json!(["a", "b"]));
        check(&["", "-"], "a-b", json!(["a", "b"]));
        check(&[], "['a, b', \"c\", d]", json!(["a, b", "c", " d"]));
        check(&["", "\\n"], "a\nb", json!(["a", "b"]));
        check(&[], "[]", json!([]));
    }
}
