//! YAML that people write: what is wrong with it in one line, and where; values that know where they stand. No I/O.

mod located;

use std::ops::Range;

pub use located::Located;
use model::suggestion;
use serde::de::DeserializeOwned;
use serde_saphyr::Error;

/// Why a text is not the YAML that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong, in one line.
    pub message: String,
    /// The bytes of the text it is about.
    pub span: Range<usize>,
    /// What to do, where that is known: near matches of a misspelt field.
    pub help: Option<String>,
}

/// Reads `text` as one value. Of words that YAML once took for booleans only those that look like one are: `y` and `on` are texts.
///
/// # Errors
/// What is wrong, and where.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    if let Some(tab) = indenting_tab(text) {
        return Err(Wrong {
            message: "a line begins with a tab".to_owned(),
            span: tab..tab + 1,
            help: Some("YAML takes no tabs: use spaces".to_owned()),
        });
    }
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| explained(&error, text))
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

fn explained(error: &Error, yaml: &str) -> Wrong {
    let bare = error.without_snippet();
    let near = |word: &str, known: &[&str]| Some(suggestion(word, known.iter().copied()));
    let (message, help) = match bare {
        Error::SerdeUnknownField { field, expected, .. } => (format!("unknown field '{field}'"), near(field, expected)),
        Error::SerdeUnknownVariant { variant, expected, .. } => (format!("unknown value '{variant}'"), near(variant, expected)),
        Error::SerdeMissingField { field, .. } => (format!("missing field '{field}'"), None),
        other => {
            let message = serde_saphyr::MessageFormatter::format_message(&serde_saphyr::DefaultMessageFormatter, other);
            (message.lines().collect::<Vec<_>>().join(" "), None)
        }
    };
    let span = bare.location().and_then(|location| bytes(location, yaml));
    Wrong {
        message,
        span: span.unwrap_or(0..yaml.trim_end().len()),
        help,
    }
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
