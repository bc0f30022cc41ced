//! Parses tags and pairs the tags of each block.

use std::ops::Range;

use super::condition::BLOCKS;
use super::{Block, Condition, DEPTH_MAX, Node, NodeKind, Template, Transition, foreign, tag};
use crate::ParseError;
use crate::scan::{choice, near};

/// Parses a message from left to right.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    nodes: Vec<Node>,
    open: Vec<Frame<'a>>,
    pub(super) errors: Vec<ParseError>,
    /// The next `}}`, once found, so that no part of the text is searched twice.
    pub(super) next_close: Option<usize>,
    /// Closing tags that are known not to occur in the rest.
    pub(super) absent: Vec<String>,
    /// Whether there was a tag of another system, whose `{{else}}` is its own.
    has_foreign: bool,
}

/// A block that is not closed yet.
struct Frame<'a> {
    name: &'a str,
    tag: Range<usize>,
    /// `None` if the tag is invalid; its parts then belong to the surrounding block.
    condition: Option<(Condition, bool)>,
    /// The nodes before it in the surrounding block.
    before: Vec<Node>,
    /// The nodes before its `{{else}}`, after an `{{else}}`.
    body: Option<Vec<Node>>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            nodes: Vec::new(),
            open: Vec::new(),
            errors: Vec::new(),
            next_close: None,
            absent: Vec::new(),
            has_foreign: false,
        }
    }

    pub(super) fn template(mut self) -> (Template, Vec<ParseError>) {
        while let Some(length) = self.text[self.at..].find("{{") {
            self.words(self.at + length);
            let braces = self.text[self.at..].bytes().take_while(|byte| *byte == b'{').count();
            match braces {
                2 => self.double(),
                3 => self.triple(),
                _ => self.raw(),
            }
        }
        self.words(self.text.len());
        while let Some(frame) = self.open.last() {
            self.errors.push(unclosed(frame));
            self.close();
        }
        self.errors.sort_by_key(|error| error.span.start);
        (Template { nodes: self.nodes }, self.errors)
    }

    /// Text up to `end`.
    pub(super) fn words(&mut self, end: usize) {
        if end > self.at {
            self.push(NodeKind::Text(self.text[self.at..end].to_owned()), self.at..end);
        }
        self.at = end;
    }

    pub(super) fn push(&mut self, kind: NodeKind, span: Range<usize>) {
        // An invalid tag between two texts leaves them adjacent: join them.
        if let (
            NodeKind::Text(more),
            Some(Node {
                kind: NodeKind::Text(text),
                span: before,
            }),
        ) = (&kind, self.nodes.last_mut())
            && before.end == span.start
        {
            text.push_str(more);
            before.end = span.end;
            return;
        }
        self.nodes.push(Node { kind, span });
    }

    /// `{{ ... }}`.
    fn double(&mut self) {
        let open = self.at;
        let rest = &self.text[open + 2..];
        if let Some(comment) = rest.strip_prefix("!--") {
            return self.comment(comment, "--}}", open + 5);
        }
        if let Some(comment) = rest.strip_prefix('!') {
            return self.comment(comment, "}}", open + 3);
        }
        if let Some(length) = foreign::quoted_braces(&self.text[open..]) {
            self.at = open + length;
            self.has_foreign = true;
            return self.push(NodeKind::Text(self.text[open..self.at].to_owned()), open..self.at);
        }
        let Some(close) = self.end_of_tag(open + 2) else {
            return;
        };
        let inner = &self.text[open + 2..close];
        let start = open + 2;
        let span = open..close + 2;
        self.at = span.end;
        let trimmed = inner.trim();
        match trimmed.as_bytes().first() {
            _ if trimmed == "else" || trimmed == "^" => self.otherwise(span),
            Some(b'#' | b'^') => self.block(inner, start, span),
            Some(b'/') if !trimmed.starts_with("/*") => self.closing(trimmed[1..].trim(), span),
            Some(b'&' | b'>' | b'~') => {
                let error = ParseError::new(format!("'{{{{{}' is not supported", &trimmed[..1]), span)
                    .help("variables are '{{name}}', blocks '{{#is_alert}} ... {{/is_alert}}'");
                self.errors.push(error);
            }
            _ => {
                let node = tag::inline(inner, start);
                if node.is_err() && foreign::is_foreign(inner) {
                    self.has_foreign = true;
                    return self.push(NodeKind::Text(self.text[span.clone()].to_owned()), span);
                }
                self.add(node, span);
            }
        }
    }

    pub(super) fn add(&mut self, node: crate::Result<NodeKind>, span: Range<usize>) {
        match node {
            Ok(kind) => self.push(kind, span),
            Err(error) => self.errors.push(error),
        }
    }

    /// `{{#name ...}}` or `{{^name ...}}`.
    fn block(&mut self, inner: &'a str, start: usize, span: Range<usize>) {
        let blank = inner.len() - inner.trim_start().len();
        let negated = inner.trim_start().starts_with('^');
        let rest = &inner[blank + 1..];
        let condition = match tag::condition(rest, start + blank + 1) {
            Ok(condition) => Some((condition, negated)),
            Err(error) => {
                self.errors.push(error);
                None
            }
        };
        if self.open.len() == DEPTH_MAX {
            self.errors.push(
                ParseError::new(format!("blocks nested more than {DEPTH_MAX} levels deep"), span)
                    .help("close a block before opening the next"),
            );
            self.at = self.text.len();
            return;
        }
        self.open.push(Frame {
            name: rest.split_whitespace().next().unwrap_or_default(),
            tag: span.clone(),
            condition,
            before: std::mem::take(&mut self.nodes),
            body: None,
        });
        self.check_reached(span);
    }

    /// An error if no transition shows the part that starts here.
    fn check_reached(&mut self, span: Range<usize>) {
        let Some((last, outer)) = self.open.split_last() else {
            return;
        };
        let shown = |frames: &[Frame<'_>]| {
            Transition::all().any(|transition| frames.iter().all(|frame| frame.may_pass(transition)))
        };
        if shown(&self.open) || !shown(outer) {
            return;
        }
        let name = last.name;
        let error = ParseError::new(
            format!("this part is never shown: no change of status satisfies '{name}' and the blocks around it"),
            span,
        )
        .help("a monitor has one status at a time: close the outer block first")
        .accepted();
        self.errors.push(error);
    }

    fn otherwise(&mut self, span: Range<usize>) {
        match self.open.last_mut() {
            None if self.has_foreign => self.push(NodeKind::Text(self.text[span.clone()].to_owned()), span),
            None => self.errors.push(
                ParseError::new("'{{else}}' outside of a block", span).help("put it between '{{#...}}' and '{{/...}}'"),
            ),
            Some(frame) if frame.body.is_some() => {
                self.errors.push(
                    ParseError::new(format!("a second '{{{{else}}}}' in '{}'", frame.name), span)
                        .help("close the block before it"),
                );
            }
            Some(frame) => {
                frame.body = Some(std::mem::take(&mut self.nodes));
                self.check_reached(span);
            }
        }
    }

    /// `{{/name}}`.
    fn closing(&mut self, name: &str, span: Range<usize>) {
        let Some(depth) = self.open.iter().rposition(|frame| frame.name == name) else {
            let help = match self.open.last() {
                Some(frame) => format!("the open block is '{{{{#{}}}}}'", frame.name),
                None if BLOCKS.contains(&name) => format!("open it with '{{{{#{name}}}}}', or remove this"),
                None => choice(name, &BLOCKS),
            };
            // A misspelt closing tag still closes the block; otherwise everything after it would count as its content.
            if let Some(frame) = self.open.last()
                && near(name, [frame.name]).is_some()
            {
                self.close();
            }
            self.errors
                .push(ParseError::new(format!("'{{{{/{name}}}}}' does not match an open block"), span).help(help));
            return;
        };
        while self.open.len() > depth + 1 {
            if let Some(frame) = self.open.last() {
                self.errors.push(unclosed(frame));
            }
            self.close();
        }
        self.close();
    }

    /// Closes the innermost block and adds its node.
    fn close(&mut self) {
        let Some(frame) = self.open.pop() else {
            return;
        };
        let last = std::mem::replace(&mut self.nodes, frame.before);
        let (body, otherwise) = match frame.body {
            Some(body) => (body, Some(last)),
            None => (last, None),
        };
        match frame.condition {
            Some((condition, negated)) => self.nodes.push(Node {
                span: frame.tag.start..self.at,
                kind: NodeKind::Block(Block {
                    condition,
                    negated,
                    open: frame.tag,
                    body,
                    otherwise,
                }),
            }),
            None => self.nodes.extend(body.into_iter().chain(otherwise.unwrap_or_default())),
        }
    }
}

impl Frame<'_> {
    /// Whether `transition` may show the side of the block that is being parsed.
    fn may_pass(&self, transition: Transition) -> bool {
        self.condition
            .as_ref()
            .is_none_or(|(condition, negated)| condition.may_be(*negated == self.body.is_some(), transition))
    }
}

fn unclosed(frame: &Frame<'_>) -> ParseError {
    let name = frame.name;
    ParseError::new(format!("unclosed block '{name}'"), frame.tag.clone())
        .help(format!("add '{{{{/{name}}}}}' where it ends"))
}
