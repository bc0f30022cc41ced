//! Variables: `host.name`, `[dotted.key].name`, `log.attributes.[error.message]`, `service.links[Runbook]`, `@facet.name`.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Path {
    /// Its names, one or more.
    pub segments: Vec<Segment>,
    /// Its span.
    pub span: Range<usize>,
}

/// One name of a variable.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Segment {
    /// The name, without brackets.
    pub name: String,
    /// Whether it is in brackets, as a name with a full stop must be.
    pub bracketed: bool,
    /// Whether a full stop precedes it: not for the first name, nor for brackets as in `links[Runbook]`.
    pub dotted: bool,
}

impl Path {
    /// The variable at the start of `text`, which is at `start` of the message, and its length; `None` if there is none. With `dashes`, names may contain `-`.
    pub(super) fn at(text: &str, start: usize, dashes: bool) -> Option<(Self, usize)> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut at = 0;
        loop {
            let rest = &text[at..];
            let dotted = !segments.is_empty() && rest.starts_with('.');
            let rest = if dotted { &rest[1..] } else { rest };
            let (name, bracketed, length) = if let Some(inner) = rest.strip_prefix('[') {
                let end = inner.find([']', '[', '{', '}', '\n'])?;
                if !inner[end..].starts_with(']') || inner[..end].trim().is_empty() {
                    return None;
                }
                (&inner[..end], true, end + 2)
            } else {
                if !segments.is_empty() && !dotted {
                    break;
                }
                let end = rest.find(|c: char| !is_name(c, dashes)).unwrap_or(rest.len());
                (&rest[..end], false, end)
            };
            if length == 0 {
                if dotted || segments.is_empty() {
                    return None;
                }
                break;
            }
            segments.push(Segment {
                name: name.to_owned(),
                bracketed,
                dotted,
            });
            at += length + usize::from(dotted);
        }
        let span = start..start + at;
        Some((Self { segments, span }, at))
    }

    /// The variable that is the whole of `text`.
    pub(super) fn whole(text: &str, start: usize) -> Option<Self> {
        Self::at(text, start, true)
            .filter(|(_, length)| *length == text.len())
            .map(|(path, _)| path)
    }

    /// The names joined by full stops, without brackets.
    #[must_use]
    pub fn dotted(&self) -> String {
        self.segments
            .iter()
            .map(|segment| segment.name.as_str())
            .collect::<Vec<_>>()
            .join(".")
    }

    /// The tag or facet of `{{key.name}}`.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [key, name] if name.name == "name" => Some(&key.name),
            _ => None,
        }
    }
}

fn is_name(c: char, dashes: bool) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '@' | '$') || (dashes && matches!(c, '-' | '/' | ':'))
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for segment in &self.segments {
            let dot = if segment.dotted { "." } else { "" };
            match segment.bracketed {
                true => write!(f, "{dot}[{}]", segment.name)?,
                false => write!(f, "{dot}{}", segment.name)?,
            }
        }
        Ok(())
    }
}
