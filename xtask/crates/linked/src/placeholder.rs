//! Placeholders: `<id of transcription/slos/success>`.

use crate::Id;

/// How a placeholder begins. No text of a payload contains it otherwise: [`crate::Template`] rejects a beginning without an end.
const START: &str = "<id of ";
const END: char = '>';

/// The placeholder of an object's id.
#[must_use]
pub fn placeholder(path: &str) -> String {
    format!("{START}{path}{END}")
}

/// A text with placeholders in the place of [`Id::stand_in`] of the paths, for people.
#[must_use]
pub fn with_placeholders<'p>(text: &str, paths: impl IntoIterator<Item = &'p str>) -> String {
    let with = |text: String, path: &str| text.replace(Id::stand_in(path).as_str(), &placeholder(path));
    paths.into_iter().fold(text.to_owned(), with)
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// As it is.
    Text(&'a str),
    /// The path of the object whose id goes here.
    IdOf(&'a str),
}

/// The parts of a text, or the part of it that begins a placeholder and does not end it.
pub(crate) fn parts(text: &str) -> Result<Vec<Part<'_>>, &str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find(START) {
        let (before, from) = rest.split_at(start);
        let behind = &from[START.len()..];
        let (path, after) = behind.split_once(END).ok_or(from)?;
        if !is_path(path) {
            return Err(&from[..START.len() + path.len() + END.len_utf8()]);
        }
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(Part::IdOf(path));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

/// Whether a text is `<service>/<kind>/<name>`, of lower-case letters, digits and hyphens.
pub(crate) fn is_path(text: &str) -> bool {
    let mut segments = text.split('/');
    let mut segment = || {
        segments.next().is_some_and(|segment| {
            !segment.is_empty()
                && segment
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
    };
    segment() && segment() && segment() && segments.next().is_none()
}
