//! YAML that people write: what is wrong with it in one line, and where; values that know where they stand. No I/O.

mod located;

use std::ops::Range;

pub use located::Located;
use serde::de::DeserializeOwned;

/// Reads `text` as one value.
///
/// # Errors
/// What the parser says, in one line, and the bytes of `text` it is about.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, (String, Range<usize>)> {
    if let Some(tab) = indenting_tab(text) {
        return Err(("YAML takes no tabs: use spaces".to_owned(), tab..tab + 1));
    }
    serde_saphyr::from_str(text).map_err(|error| explained(&error, text))
}

/// A tab among the white space a line begins with.
fn indenting_tab(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// What the YAML parser says, in one line, and the bytes it is about.
#[must_use]
pub fn explained(error: &serde_saphyr::Error, yaml: &str) -> (String, Range<usize>) {
    let bare = error.without_snippet();
    let message = serde_saphyr::MessageFormatter::format_message(&serde_saphyr::DefaultMessageFormatter, bare)
        .lines()
        .collect::<Vec<_>>()
        .join(" ");
    let span = bare.location().and_then(|location| bytes(location, yaml));
    (message, span.unwrap_or(0..yaml.trim_end().len()))
}

/// The bytes of a place: those that the parser gives, else the rest of the line from its column on.
fn bytes(location: serde_saphyr::Location, yaml: &str) -> Option<Range<usize>> {
    let as_usize = |n: u64| usize::try_from(n).ok();
    let span = location.span();
    if let (Some(start), Some(len)) = (span.byte_offset().and_then(as_usize), span.byte_len().and_then(as_usize)) {
        return Some(start..start + len.max(1));
    }
    let line_start: usize = yaml.split_inclusive('\n').take(as_usize(location.line())?.checked_sub(1)?).map(str::len).sum();
    let line = yaml.get(line_start..)?.lines().next()?;
    let column: usize = line.chars().take(as_usize(location.column())?.checked_sub(1)?).map(char::len_utf8).sum();
    Some(line_start + column..line_start + line.len().max(column + 1))
}
