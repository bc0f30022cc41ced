//! `key=value, other="some words"`.

use fancy_regex::{Regex, RegexBuilder};
use serde_json::Value;

use super::filter::attributes;
use super::{BACKTRACK_MAX, class, number};

/// How keys and values are written.
#[derive(Clone, Debug)]
pub(super) struct KeyValueFormat {
    pair: Regex,
    quotes: Vec<(char, char)>,
}

const QUOTES: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('<', '>')];

impl KeyValueFormat {
    /// The separator, more characters of values, the pair of quotes and the delimiter between pairs.
    pub(super) fn new([separator, characters, quotes, delimiter]: [Option<&str>; 4]) -> Option<Self> {
        let quotes = match quotes.unwrap_or_default().chars().collect::<Vec<_>>().as_slice() {
            [] => QUOTES.to_vec(),
            [both] => vec![(*both, *both)],
            [left, right] => vec![(*left, *right)],
            _ => return None,
        };
        let (before, after) = match delimiter.unwrap_or_default().chars().collect::<Vec<_>>().as_slice() {
            [] => (r"\s,;(\[{".to_owned(), r"\s,;)\]}".to_owned()),
            [both] => (class::set(&both.to_string()), class::set(&both.to_string())),
            [left, right] => (class::set(&left.to_string()), class::set(&right.to_string())),
            _ => return None,
        };
        let mut text = String::new();
        for (left, right) in &quotes {
            let (left, right) = (class::set(&left.to_string()), class::set(&right.to_string()));
            text.push_str(&format!("[{left}][^{right}]*[{right}]|"));
        }
        let characters = class::set(characters.unwrap_or_default());
        let separator = fancy_regex::escape(separator.unwrap_or("="));
        let pair = format!(
            r"(?<=[{before}]|^)({text}[\w.\-_@{characters}]+){separator}({text}[\w.\-_@{characters}]+)(?:[{after}]|$)"
        );
        let pair = RegexBuilder::new(&pair).backtrack_limit(BACKTRACK_MAX).build().ok()?;
        Some(Self { pair, quotes })
    }

    /// The keys and values of a text.
    pub(super) fn parse(&self, text: &str) -> Value {
        let pairs = self.pair.captures_iter(text).map_while(|found| {
            // a text that needs too many steps ends the list
            let found = found.ok()?;
            let part = |group| found.get(group).map_or("", |found| found.as_str()).trim();
            let key = self.unquoted(part(1)).unwrap_or(part(1));
            Some(
                self.value(part(2).trim_end_matches(','))
                    .map(|value| (key.to_owned(), value)),
            )
        });
        attributes(pairs.flatten().filter(|(key, _)| !key.is_empty() && !key.contains(' ')))
    }

    fn unquoted<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.quotes
            .iter()
            .find_map(|(left, right)| text.strip_prefix(*left)?.strip_suffix(*right))
    }

    /// The value of a text; `None` for none.
    fn value(&self, text: &str) -> Option<Value> {
        if let Some(inside) = self.unquoted(text) {
            return (!inside.is_empty()).then(|| Value::String(inside.trim().to_owned()));
        }
        match text {
            "" | "null" => None,
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            text => Some(
                number_of(text)
                    .or_else(|| duration_ms(text))
                    .unwrap_or_else(|| Value::String(text.to_owned())),
            ),
        }
    }
}

/// A number that is exact, but not one with a leading zero that would be lost if it is no octal number.
fn number_of(text: &str) -> Option<Value> {
    let number = number::parse(text).filter(|number| number.is_i64() || !text.bytes().all(|b| b.is_ascii_digit()))?;
    let is_octal_like = text.len() > 1 && text.starts_with('0') && !text.contains('.');
    (!(is_octal_like && text.contains(['8', '9']))).then_some(number)
}

/// The milliseconds of a duration: `263ms`, `1.5s`.
fn duration_ms(text: &str) -> Option<Value> {
    const UNITS: [(&str, f64); 7] = [
        ("ns", 1e-6),
        ("us", 1e-3),
        ("ms", 1.0),
        ("s", 1e3),
        ("m", 60e3),
        ("h", 3600e3),
        ("d", 86_400e3),
    ];
    let unit = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(unit);
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    number::value((number.parse::<f64>().ok()? * factor).trunc())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(arguments: [Option<&str>; 4], text: &str, expected: Value) {
        let format = KeyValueFormat::new(arguments).expect("arguments");
        assert_eq!(format.parse(text), expected, "{text}");
    }

    #[test]
    fn examples_of_the_documentation() {
        check([None; 4], "key=valueStr", json!({ "key": "valueStr" }));
        check([None; 4], "key=<valueStr>", json!({ "key": "valueStr" }));
        check([None; 4], "\"key\"=\"valueStr\"", json!({ "key": "valueStr" }));
        check(
            [Some(":"), None, None, None],
            "key:valueStr",
            json!({ "key": "valueStr" }),
        );
        check(
            [Some(":"), None, None, None],
            "key:\"/valueStr\"",
            json!({ "key": "/valueStr" }),
        );
        check(
            [Some("="), Some("/:"), None, None],
            "url=https://app.datadoghq.com event=View",
            json!({ "url": "https://app.datadoghq.com", "event": "View" }),
        );
        check([Some(":"), Some(""), Some("{}"), None], "key:={valueStr}", json!({}));
        check(
            [Some("="), Some(""), Some(""), Some("|")],
            "key1=value1|key2=value2",
            json!({ "key1": "value1", "key2": "value2" }),
        );
        check(
            [Some(":="), Some(""), Some("<>"), None],
            "key1:=valueStr key2:=</valueStr2>",
            json!({ "key1": "valueStr", "key2": "/valueStr2" }),
        );
    }

    #[test]
    fn values_have_types() {
        check(
            [None; 4],
            "a=1, b=2.5 c=true d=null e=0x f=089 user.id=7 a=2 g=\"\" h=1.5s i=2ms j=5MB",
            json!({ "a": [1, 2], "b": 2.5, "c": true, "e": "0x", "f": "089", "user": { "id": 7 }, "h": 1500, "i": 2, "j": "5MB" }),
        );
    }
}
