//! Finds the ends of tags, comments and raw blocks.

use super::condition::BLOCKS;
use super::parse::Parser;
use super::{NodeKind, tag};
use crate::ParseError;

/// The longest opening tag of a raw block.
const RAW_HEADER_BYTES_MAX: usize = 1024;

impl<'a> Parser<'a> {
    /// `{{{ ... }}}`.
    pub(super) fn triple(&mut self) {
        let open = self.at;
        let Some(close) = self.end_of_tag(open + 3) else {
            return;
        };
        let node = tag::raw_variable(&self.text[open + 3..close], open + 3);
        if self.text[close..].starts_with("}}}") {
            self.at = close + 3;
            self.add(node, open..close + 3);
        } else {
            self.at = close + 2;
            self.errors.push(
                ParseError::new("'{{{' is closed by '}}'", open..close + 2)
                    .help("write '{{{name}}}', or two braces on both sides"),
            );
        }
    }

    /// The end of the tag whose content starts at `start`. If there is none, reports it and treats the braces as text.
    pub(super) fn end_of_tag(&mut self, start: usize) -> Option<usize> {
        let close = match self.next_close {
            Some(close) if close >= start => Some(close),
            _ => self.text[start..].find("}}").map(|length| start + length),
        };
        self.next_close = close;
        let another = close.is_some_and(|close| self.text[start..close].contains("{{"));
        if let (Some(close), false) = (close, another) {
            return Some(close);
        }
        let open = self.at;
        self.errors.push(
            ParseError::new("unclosed '{{'", open..start)
                .help("add '}}'; put text with double braces in '{{{{raw}}}} ... {{{{/raw}}}}'"),
        );
        // Without a '}}' in the rest, no tag can follow.
        self.words(if close.is_some() { start } else { self.text.len() });
        None
    }

    pub(super) fn comment(&mut self, rest: &str, end: &str, start: usize) {
        let open = self.at;
        match self.find(rest, end) {
            Some(length) => {
                self.at = start + length + end.len();
                self.push(
                    NodeKind::Comment(rest[..length].to_owned()),
                    open..start + length + end.len(),
                );
            }
            None => {
                self.errors
                    .push(ParseError::new("unclosed comment", open..start).help(format!("add '{end}'")));
                self.words(start);
            }
        }
    }

    /// The position of `end` in `rest`, the rest of the message. After one search without a match it does not search again.
    fn find(&mut self, rest: &str, end: &str) -> Option<usize> {
        if self.absent.iter().any(|absent| absent == end) {
            return None;
        }
        let found = rest.find(end);
        if found.is_none() {
            self.absent.push(end.to_owned());
        }
        found
    }

    /// `{{{{name}}}} ... {{{{/name}}}}`.
    pub(super) fn raw(&mut self) {
        let open = self.at;
        let start = open + 4;
        let header = self.raw_header(start);
        let name = header
            .and_then(|header| header.split_whitespace().next())
            .unwrap_or_default();
        let known = name == "raw" || BLOCKS.contains(&name);
        let (Some(header), true) = (header, known) else {
            self.errors.push(
                ParseError::new("'{{{{' does not start a raw block", open..start)
                    .help("write '{{{{raw}}}} ... {{{{/raw}}}}', or two braces for a variable"),
            );
            // Report a long row of braces once.
            let braces = self.text[open..].bytes().take_while(|byte| *byte == b'{').count();
            self.words(open + braces);
            return;
        };
        let body = start + header.len() + 4;
        let end = format!("{{{{{{{{/{name}}}}}}}}}");
        let Some(length) = self.find(&self.text[body..], &end) else {
            self.errors.push(
                ParseError::new(format!("unclosed '{{{{{{{{{name}}}}}}}}}'"), open..body).help(format!("add '{end}'")),
            );
            self.words(body);
            return;
        };
        let condition = if name == "raw" {
            Ok(None)
        } else {
            tag::condition(header, start).map(Some)
        };
        let text = self.text[body..body + length].to_owned();
        self.at = body + length + end.len();
        self.add(
            condition.map(|condition| NodeKind::Raw { condition, text }),
            open..body + length + end.len(),
        );
    }

    /// The text before `}}}}`, if it is on the same line and not too long for a tag.
    fn raw_header(&self, start: usize) -> Option<&'a str> {
        let mut end = (start + RAW_HEADER_BYTES_MAX).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.text[start..end].split('\n').next().unwrap_or_default();
        line.find("}}}}").map(|length| &line[..length])
    }
}
