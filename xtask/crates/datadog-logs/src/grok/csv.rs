//! `John,Doe,120`.

use serde_json::{Map, Value};

use super::number;

/// How a line of CSV is written.
#[derive(Clone, Debug)]
pub(super) struct CsvFormat {
    columns: Vec<String>,
    separator: char,
    quote: char,
}

impl CsvFormat {
    /// The names of the columns with commas between them, the separator and the quote.
    pub(super) fn new(columns: Option<&str>, separator: Option<&str>, quote: Option<&str>) -> Option<Self> {
        let one = |text: Option<&str>, default: char| match text {
            None | Some("") => Some(default),
            Some("tab" | "\\t") => Some('\t'),
            Some(text) => {
                let mut chars = text.chars();
                chars.next().filter(|_| chars.next().is_none())
            }
        };
        Some(Self {
            columns: columns?.split(',').map(|name| name.trim().to_owned()).collect(),
            separator: one(separator, ',')?,
            quote: one(quote, '"')?,
        })
    }

    /// The columns of a line. What has no name is left out, and so are empty columns.
    pub(super) fn parse(&self, line: &str) -> Value {
        let mut out = Map::new();
        let values = self.split(line);
        for (name, value) in self.columns.iter().zip(values) {
            if !name.is_empty() && !value.is_empty() {
                let value = number::parse(&value).unwrap_or(Value::String(value));
                out.insert(name.clone(), value);
            }
        }
        Value::Object(out)
    }

    fn split(&self, line: &str) -> Vec<String> {
        let mut out = vec![String::new()];
        let mut in_quotes = false;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            let Some(value) = out.last_mut() else { break };
            if c == self.quote {
                if in_quotes && chars.peek() == Some(&self.quote) {
                    value.push(c);
                    chars.next();
                } else {
                    in_quotes = !in_quotes;
                }
            } else if c == self.separator && !in_quotes {
                out.push(String::new());
            } else {
                value.push(c);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_have_names_and_types() {
        let format = CsvFormat::new(Some("first,last,number,empty,street"), None, None).expect("a format");
        assert_eq!(
            format.parse("John,Doe,120,,\"Jefferson St., \"\"east\"\"\""),
            json!({ "first": "John", "last": "Doe", "number": 120, "street": "Jefferson St., \"east\"" })
        );
        let tab = CsvFormat::new(Some("a,b"), Some("tab"), Some("'")).expect("a format");
        assert_eq!(tab.parse("1\t'x\ty'"), json!({ "a": 1, "b": "x\ty" }));
    }
}
