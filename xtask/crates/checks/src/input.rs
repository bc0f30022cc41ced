//! Reads input from a file or standard input.

use std::io::Read;
use std::path::Path;

use diagnostics::Diagnostic;

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
    let marked = utf_16(&bytes).map(|units| {
        String::from_utf16(&units).map_err(|_| {
            finding(
                format!(
                    "'{}' has a byte order mark of UTF-16, and is not UTF-16",
                    file.display()
                ),
                "save it as UTF-8",
            )
        })
    });
    if let Some(text) = marked {
        return text;
    }
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

/// The units of UTF-16 after a byte order mark: `>` of Windows PowerShell writes files so. `None` without the mark.
fn utf_16(bytes: &[u8]) -> Option<Vec<u16>> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    // Half a unit at the end is no text, and neither is half of a pair of surrogates.
    let (pairs, half) = bytes[2..].as_chunks::<2>();
    let mut units: Vec<_> = pairs.iter().copied().map(unit).collect();
    units.extend(half.first().map(|_| 0xd800));
    Some(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_utf_8_or_have_a_byte_order_mark() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let file = dir.path().join("a.json");
        let read = |bytes: &[u8]| {
            std::fs::write(&file, bytes).expect("a file");
            text(&file).map_err(|finding| finding.message.rsplit('/').next().unwrap_or_default().to_owned())
        };
        assert_eq!(read(b"\xef\xbb\xbf{}"), Ok("{}".to_owned()));
        assert_eq!(read(b"{}\n{\xff}"), Err("a.json' is not UTF-8 at line 2".to_owned()));
        for mark in [[0xff, 0xfe], [0xfe, 0xff]] {
            let unit: fn(u16) -> [u8; 2] = if mark[0] == 0xff {
                u16::to_le_bytes
            } else {
                u16::to_be_bytes
            };
            let mut bytes = mark.to_vec();
            bytes.extend("{\"é\": \"🔥\"}\r\n".encode_utf16().flat_map(unit));
            assert_eq!(read(&bytes), Ok("{\"é\": \"🔥\"}\r\n".to_owned()));
            bytes.pop();
            assert_eq!(
                read(&bytes),
                Err("a.json' has a byte order mark of UTF-16, and is not UTF-16".to_owned())
            );
        }
    }
}
