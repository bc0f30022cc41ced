//! Parses operators, negation and parentheses. Their operands are in `clause.rs` and `value.rs`.

use std::ops::Range;

use super::{DEPTH_MAX, Expr, Node, Options, Search};
use crate::{ParseError, Result};

/// Parses a search from left to right.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) options: Options,
    /// Whether the values being parsed are whole tags (`key:value`).
    pub(super) raw_tags: bool,
    depth: usize,
}

/// Parses a leaf: a clause of a search or a test of a group.
type Leaf<'a, T> = fn(&mut Parser<'a>) -> Result<T>;

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, options: Options) -> Self {
        Self {
            text,
            at: 0,
            options,
            raw_tags: false,
            depth: 0,
        }
    }

    pub(super) fn search(mut self) -> Result<Search> {
        let root = self.expression(Self::clause)?;
        match self.peek() {
            None => Ok(Search { root }),
            Some(_) => {
                Err(ParseError::new("unmatched ')'", self.at..self.at + 1).help("remove it, or open '(' before it"))
            }
        }
    }

    /// Alternatives up to the end or a closing parenthesis; `None` if there are none.
    fn expression<T>(&mut self, leaf: Leaf<'a, T>) -> Result<Option<Node<T>>> {
        // Most groups have one term.
        let (mut alternatives, mut terms) = (Vec::new(), Vec::with_capacity(1));
        let mut pending: Option<Range<usize>> = None;
        loop {
            self.skip_space();
            if matches!(self.peek(), None | Some(b')')) {
                break;
            }
            let Some((is_or, span)) = self.operator() else {
                terms.push(self.unary(leaf)?);
                pending = None;
                continue;
            };
            if let Some(before) = &pending {
                return Err(ParseError::new(
                    format!(
                        "'{}' follows '{}' directly",
                        &self.text[span.clone()],
                        &self.text[before.clone()]
                    ),
                    span,
                )
                .help("remove one of the operators"));
            }
            if terms.is_empty() {
                return Err(self.nothing("before", &span));
            }
            if is_or {
                alternatives.push(joined(&mut terms, Expr::And));
            }
            pending = Some(span);
        }
        if let Some(operator) = pending {
            return Err(self.nothing("after", &operator));
        }
        if terms.is_empty() {
            return Ok(None);
        }
        let last = joined(&mut terms, Expr::And);
        if alternatives.is_empty() {
            return Ok(Some(last));
        }
        alternatives.push(last);
        Ok(Some(joined(&mut alternatives, Expr::Or)))
    }

    fn nothing(&self, side: &str, operator: &Range<usize>) -> ParseError {
        let word = &self.text[operator.clone()];
        ParseError::new(format!("missing condition {side} '{word}'"), operator.clone()).help(format!(
            "add the condition, or remove the operator; to search for the word itself, write \"{word}\""
        ))
    }

    /// A leaf, a group, or the exclusion of one.
    fn unary<T>(&mut self, leaf: Leaf<'a, T>) -> Result<Node<T>> {
        let start = self.at;
        let length = if self.at_sign() {
            1
        } else if self.is_word("NOT") {
            3
        } else {
            return self.primary(leaf);
        };
        let operator = start..start + length;
        self.at += length;
        self.skip_space();
        let word = &self.text[operator.clone()];
        if matches!(self.peek(), None | Some(b')')) || self.at_operator() {
            return Err(ParseError::new(format!("missing condition after '{word}'"), operator)
                .help("write the condition to exclude right after it, or remove it"));
        }
        if self.at_sign() || self.is_word("NOT") {
            return Err(
                ParseError::new(format!("'{word}' before another negation"), operator.start..self.at + 1)
                    .help("remove both; if the dash belongs to the word, write '\\-' or put the word in double quotes"),
            );
        }
        let inner = self.primary(leaf)?;
        Ok(Node {
            span: start..self.at,
            expr: Expr::Not(Box::new(inner)),
        })
    }

    /// Whether the next character excludes: `-`, or `!`, which Datadog's parser takes as well.
    fn at_sign(&self) -> bool {
        matches!(self.peek(), Some(b'-' | b'!'))
    }

    fn primary<T>(&mut self, leaf: Leaf<'a, T>) -> Result<Node<T>> {
        if self.peek() == Some(b'(') {
            return self.group(leaf);
        }
        let start = self.at;
        let it = leaf(self)?;
        Ok(Node {
            expr: Expr::Leaf(it),
            span: start..self.at,
        })
    }

    /// The expression in the parentheses that open here.
    pub(super) fn group<T>(&mut self, leaf: Leaf<'a, T>) -> Result<Node<T>> {
        let open = self.at;
        if self.depth == DEPTH_MAX {
            return Err(ParseError::new(
                format!("parentheses nested more than {DEPTH_MAX} levels deep"),
                open..open + 1,
            )
            .help("remove parentheses that hold a single condition"));
        }
        self.at += 1;
        self.depth += 1;
        let inner = self.expression(leaf)?;
        self.depth -= 1;
        if self.peek() != Some(b')') {
            return Err(ParseError::new("unclosed '('", open..open + 1)
                .help("add ')', or remove '('; to search for the character, write '\\('"));
        }
        self.at += 1;
        inner.ok_or_else(|| {
            ParseError::new("nothing between the parentheses", open..self.at)
                .help("write a condition between them, or remove them")
        })
    }

    /// Reads the operator that starts here: whether it is `OR`, and its span.
    fn operator(&mut self) -> Option<(bool, Range<usize>)> {
        let (is_or, length) = self.operator_here()?;
        let span = self.at..self.at + length;
        self.at = span.end;
        Some((is_or, span))
    }

    fn at_operator(&self) -> bool {
        self.operator_here().is_some()
    }

    fn operator_here(&self) -> Option<(bool, usize)> {
        let rest = self.rest();
        if rest.starts_with("&&") || rest.starts_with("||") {
            return Some((rest.starts_with('|'), 2));
        }
        let (word, is_or) = if self.is_word("AND") {
            ("AND", false)
        } else {
            ("OR", true)
        };
        self.is_word(word).then_some((is_or, word.len()))
    }

    /// Whether the next word is exactly `word`.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.rest().strip_prefix(word).is_some_and(|rest| {
            rest.as_bytes()
                .first()
                .is_none_or(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'(' | b')'))
        })
    }

    /// Whether the next word is an operator or `NOT`.
    pub(super) fn is_operator(&self) -> bool {
        self.at_operator() || self.is_word("NOT")
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The span of the next character, empty at the end.
    pub(super) fn here(&self) -> Range<usize> {
        self.at..self.at + self.rest().chars().next().map_or(0, char::len_utf8)
    }
}

/// The only node as it is, several of them joined. Empties `nodes`, which must not be empty.
fn joined<T>(nodes: &mut Vec<Node<T>>, join: fn(Vec<Node<T>>) -> Expr<T>) -> Node<T> {
    match (nodes.first(), nodes.last()) {
        (Some(first), Some(last)) if nodes.len() > 1 => Node {
            span: first.span.start..last.span.end,
            expr: join(drain(nodes)),
        },
        _ => nodes.swap_remove(0),
    }
}

/// Moves all nodes to a vector of their size. Unlike `mem::take`, this keeps the allocation for the next alternative.
#[allow(clippy::drain_collect)]
fn drain<T>(nodes: &mut Vec<Node<T>>) -> Vec<Node<T>> {
    nodes.drain(..).collect()
}
