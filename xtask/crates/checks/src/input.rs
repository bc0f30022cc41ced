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

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
