//! Notification handles: `@slack-channel`, `@user@example.com`, `@pagerduty-{{service.name}}` (doc: monitors/notify, "Notifications").
//!
//! An `@` starts a handle only at the start of a word, so that e-mail addresses in the text are not handles. Variables directly after a handle belong to it. Full
//! stops, commas and the like at its end belong to the sentence.

use std::ops::Range;

use super::{Guard, Node, NodeKind, Path, Template, Transition};

/// A handle and the conditions under which it is notified.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle<'a> {
    /// Its parts, without the leading `@`.
    pub pieces: Vec<HandlePiece<'a>>,
    /// The arguments in parentheses after a workflow's name: `key=value, key=value`.
    pub arguments: Option<&'a str>,
    /// Its span, with `@`.
    pub span: Range<usize>,
    /// The conditions for notifying it, outermost first. If empty, every notification goes to it.
    pub guards: Vec<Guard<'a>>,
}

/// A part of a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandlePiece<'a> {
    /// Text.
    Text(&'a str),
    /// A variable.
    Variable(&'a Path),
}

impl Handle<'_> {
    /// The handle as written, with `@`.
    #[must_use]
    pub fn name(&self) -> String {
        let mut name = "@".to_owned();
        for piece in &self.pieces {
            match piece {
                HandlePiece::Text(text) => name.push_str(text),
                HandlePiece::Variable(path) => name.push_str(&format!("{{{{{path}}}}}")),
            }
        }
        name
    }

    /// Whether it contains a variable.
    #[must_use]
    pub fn is_dynamic(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece, HandlePiece::Variable(_)))
    }

    /// The transitions that may notify it.
    #[must_use]
    pub fn transitions(&self) -> Vec<Transition> {
        Transition::all()
            .filter(|transition| self.guards.iter().all(|guard| guard.may_pass(*transition)))
            .collect()
    }
}

impl Template {
    /// Every handle in the order of the text.
    #[must_use]
    pub fn handles(&self) -> Vec<Handle<'_>> {
        let mut out = Vec::new();
        within(&self.nodes, &mut Vec::new(), &mut out);
        out
    }
}

fn within<'a>(nodes: &'a [Node], guards: &mut Vec<Guard<'a>>, out: &mut Vec<Handle<'a>>) {
    for (i, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Text(text) => {
                let after_value = i > 0
                    && !matches!(
                        nodes[i - 1].kind,
                        NodeKind::Block(_)
                            | NodeKind::Comment(_)
                            | NodeKind::Raw { .. }
                            | NodeKind::OverridePriority(_)
                    );
                in_text(text, after_value, &nodes[i..], guards, out);
            }
            NodeKind::Block(block) => {
                let sides = [
                    (Some(&block.body), !block.negated),
                    (block.otherwise.as_ref(), block.negated),
                ];
                for (nodes, holds) in sides {
                    guards.push(Guard {
                        condition: &block.condition,
                        holds,
                        open: block.open.start,
                    });
                    within(nodes.map_or(&[], Vec::as_slice), guards, out);
                    guards.pop();
                }
            }
            _ => {}
        }
    }
}

/// Adds the handles that start in `text`, the first of `nodes`.
fn in_text<'a>(text: &'a str, after_value: bool, nodes: &'a [Node], guards: &[Guard<'a>], out: &mut Vec<Handle<'a>>) {
    let mut at = 0;
    while let Some(length) = text[at..].find('@') {
        let start = at + length;
        at = start + 1;
        let starts_word = match text[..start].chars().next_back() {
            None => !after_value,
            Some(c) => {
                !c.is_alphanumeric() && !matches!(c, '@' | '.' | '_' | '-' | '+' | '%' | '/' | '\\' | '=' | '&' | '#')
            }
        };
        if !starts_word {
            continue;
        }
        let handle = read(text, start, nodes);
        at = at.max(handle.1);
        if !handle.0.pieces.is_empty() {
            out.push(Handle {
                guards: guards.to_vec(),
                ..handle.0
            });
        }
    }
}

/// The handle whose `@` is at `start` of `text`, and the position to continue from.
fn read<'a>(text: &'a str, start: usize, nodes: &'a [Node]) -> (Handle<'a>, usize) {
    let offset = nodes[0].span.start;
    let mut pieces = Vec::new();
    let mut text_end = word_end(text, start + 1);
    let mut end = offset + text_end;
    let mut last = &text[start + 1..text_end];
    // If a piece reaches the end of its node, the handle may continue in the next node.
    let mut rest = nodes[1..].iter();
    let mut current = text;
    while text_end == current.len() {
        let Some(Node {
            kind: NodeKind::Variable { path, .. },
            span,
        }) = rest.next()
        else {
            break;
        };
        pieces.extend((!last.is_empty()).then_some(HandlePiece::Text(last)));
        pieces.push(HandlePiece::Variable(path));
        end = span.end;
        (current, last, text_end) = ("", "", 0);
        if let Some(Node {
            kind: NodeKind::Text(text),
            span,
        }) = rest.as_slice().first()
        {
            rest.next();
            text_end = word_end(text, 0);
            (current, last) = (text, &text[..text_end]);
            end = span.start + text_end;
        }
    }
    let trimmed = last.trim_end_matches(['.', ',', ':', ';', '!', '?', '-']);
    end -= last.len() - trimmed.len();
    pieces.extend((!trimmed.is_empty()).then_some(HandlePiece::Text(trimmed)));
    let is_workflow = matches!(pieces.first(), Some(HandlePiece::Text(name)) if name.starts_with("workflow-"));
    let arguments = if is_workflow {
        parenthesised(&current[text_end.min(current.len())..])
    } else {
        None
    };
    let handle = Handle {
        pieces,
        arguments,
        span: offset + start..end + arguments.map_or(0, |arguments| arguments.len() + 2),
        guards: Vec::new(),
    };
    (handle, word_end(text, start + 1))
}

fn parenthesised(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?;
    inner
        .find([')', '\n'])
        .filter(|end| inner[*end..].starts_with(')'))
        .map(|end| &inner[..end])
}

/// The end of the part of a handle that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    text[start..]
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | ':' | '/' | '@' | '+' | '#'))
        .map_or(text.len(), |length| start + length)
}
