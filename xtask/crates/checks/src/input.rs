//! Reads input from a file or standard input: one JSON value, a list of values, or one value per line.

use std::io::Read;
use std::path::Path;

use diagnostics::Diagnostic;
use serde_json::Value;

/// One value of the input.
pub(crate) struct Item {
    /// The line where it starts, from 1.
    pub(crate) line: usize,
    /// The value, or why it does not parse.
    pub(crate) value: Result<Value, String>,
}

/// The text of `file`, or of standard input if `file` is `-`.
pub(crate) fn text(file: &Path) -> Result<String, Box<Diagnostic>> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(file).map(|content| bytes = content)
    };
    let finding = |what: String, help: &str| Box::new(Diagnostic::error("usage/input", what).help(help));
    read.map_err(|error| {
        finding(
            format!("cannot read '{}': {error}", file.display()),
            "give a file, or - for standard input",
        )
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        finding(
            format!("'{}' is not UTF-8 at line {line}", file.display()),
            "save it as UTF-8",
        )
    })?;
    // Some editors write a byte order mark.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The values of a text: the items of a list, one object on any number of lines, or one value per line. A line that is not JSON is an item with an error.
pub(crate) fn items(text: &str) -> Vec<Item> {
    if text.trim().is_empty() {
        return vec![Item {
            line: 1,
            value: Err("the input is empty".to_owned()),
        }];
    }
    match serde_json::from_str(text) {
        Ok(Value::Array(values)) => values
            .into_iter()
            .map(|value| Item {
                line: 1,
                value: Ok(value),
            })
            .collect(),
        Ok(value) => vec![Item {
            line: 1,
            value: Ok(value),
        }],
        Err(error) => {
            let items = lines(text);
            let broken_value = items.len() > 1
                && items
                    .iter()
                    .all(|item| !item.value.as_ref().is_ok_and(Value::is_object))
                && !looks_like_lines(text);
            if broken_value || items.is_empty() {
                vec![Item {
                    line: error.line().max(1),
                    value: Err(error.to_string()),
                }]
            } else {
                items
            }
        }
    }
}

/// One value per line, without blank lines.
pub(crate) fn lines(text: &str) -> Vec<Item> {
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(index, line): (usize, &str)| Item {
        line: index + 1,
        value: serde_json::from_str(line).map_err(|error| error.to_string().replace("at line 1 column", "at column")),
    };
    filled.map(read).collect()
}

/// Whether each line looks like an object.
fn looks_like_lines(text: &str) -> bool {
    let mut filled = text.lines().map(str::trim).filter(|line| !line.is_empty());
    filled.all(|line| line.len() > 1 && line.starts_with('{') && line.ends_with('}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<(usize, bool)> {
        items(text).iter().map(|item| (item.line, item.value.is_ok())).collect()
    }

    #[test]
    fn every_format_is_read() {
        assert_eq!(check("{\"a\":1}\n{\"a\":2}\n"), [(1, true), (2, true)]);
        assert_eq!(check("{\n  \"a\": 1\n}\n"), [(1, true)]);
        assert_eq!(check("[{\"a\":1},{\"a\":2}]"), [(1, true), (1, true)]);
    }

    #[test]
    fn files_are_utf_8_with_or_without_a_byte_order_mark() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let file = dir.path().join("a.json");
        let read = |bytes: &[u8]| {
            std::fs::write(&file, bytes).expect("a file");
            text(&file).map_err(|finding| finding.message.rsplit('/').next().unwrap_or_default().to_owned())
        };
        assert_eq!(read(b"\xef\xbb\xbf{}"), Ok("{}".to_owned()));
        assert_eq!(read(b"{}\n{\xff}"), Err("a.json' is not UTF-8 at line 2".to_owned()));
        let error_of = |input: &str| items(input).pop().and_then(|item| item.value.err());
        assert_eq!(error_of(" \n"), Some("the input is empty".to_owned()));
    }

    #[test]
    fn a_broken_line_does_not_stop_the_others() {
        assert_eq!(
            check("{\"a\":1}\n\n{broken\n{\"a\":2}\n"),
            [(1, true), (3, false), (4, true)]
        );
        assert_eq!(check("{\"a\":}\n{\"b\":}\n"), [(1, false), (2, false)]);
    }

    #[test]
    fn a_broken_object_is_one_item_at_its_line() {
        assert_eq!(check("{\n  \"a\": 1,\n  b\n}\n"), [(3, false)]);
        assert_eq!(check(""), [(1, false)]);
    }
}
