//! The variables and blocks of a message.

use std::ops::Range;

use super::{Argument, Block, Condition, Expression, ExpressionKind, Node, NodeKind, Path, Template};

/// A variable and its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariableUse<'a> {
    /// The variable, with its span.
    pub path: &'a Path,
    /// Its use.
    pub role: Role,
    /// Whether it is inside an `each` or a `with`, so that it may be relative to theirs.
    pub scoped: bool,
}

/// The use of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is shown.
    Shown,
    /// It is part of an `eval`.
    Evaluated,
    /// It is the time of a `local_time`.
    Time,
    /// It is compared by `is_match` or `is_exact_match`.
    Matched,
    /// It is tested by `if` or `unless`, or the subject of `each` or `with`.
    Tested,
}

impl Template {
    /// Every use of a variable in the order of the text.
    #[must_use]
    pub fn variables(&self) -> Vec<VariableUse<'_>> {
        let mut out = Uses::default();
        out.nodes(&self.nodes);
        out.found
    }

    /// Every block in the order of the text, with its span and the number of blocks around it.
    #[must_use]
    pub fn blocks(&self) -> Vec<(&Block, Range<usize>, usize)> {
        let mut out = Vec::new();
        blocks(&self.nodes, 0, &mut out);
        out
    }

    /// Calls `visit` with every part, those within blocks too, in the order of the text.
    pub(super) fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        each(&self.nodes, visit);
    }

    /// The priorities that `override_priority` sets, with their spans.
    #[must_use]
    pub fn priorities(&self) -> Vec<(u8, Range<usize>)> {
        let mut out = Vec::new();
        self.each(&mut |node| {
            if let NodeKind::OverridePriority(level) = node.kind {
                out.push((level, node.span.clone()));
            }
        });
        out
    }
}

fn each<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        if let NodeKind::Block(block) = &node.kind {
            each(&block.body, visit);
            each(block.otherwise.as_deref().unwrap_or_default(), visit);
        }
    }
}

fn blocks<'a>(nodes: &'a [Node], depth: usize, out: &mut Vec<(&'a Block, Range<usize>, usize)>) {
    for node in nodes {
        if let NodeKind::Block(block) = &node.kind {
            out.push((block, node.span.clone(), depth));
            blocks(&block.body, depth + 1, out);
            blocks(block.otherwise.as_deref().unwrap_or_default(), depth + 1, out);
        }
    }
}

#[derive(Default)]
struct Uses<'a> {
    found: Vec<VariableUse<'a>>,
    scopes: usize,
}

impl<'a> Uses<'a> {
    fn add(&mut self, path: &'a Path, role: Role) {
        let scoped = self.scopes > 0;
        self.found.push(VariableUse { path, role, scoped });
    }

    fn nodes(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            match &node.kind {
                NodeKind::Variable { path, .. } | NodeKind::UrlEncode(path) => self.add(path, Role::Shown),
                NodeKind::Eval(expression) => self.expression(expression),
                NodeKind::LocalTime { time, .. } => self.add(time, Role::Time),
                NodeKind::Raw { condition, .. } => condition.iter().for_each(|condition| self.condition(condition)),
                NodeKind::Block(block) => {
                    self.condition(&block.condition);
                    let scope = usize::from(matches!(block.condition, Condition::Each(_) | Condition::With(_)));
                    self.scopes += scope;
                    self.nodes(&block.body);
                    self.scopes -= scope;
                    self.nodes(block.otherwise.as_deref().unwrap_or_default());
                }
                NodeKind::Text(_) | NodeKind::Comment(_) | NodeKind::OverridePriority(_) => {}
            }
        }
    }

    fn condition(&mut self, condition: &'a Condition) {
        match condition {
            Condition::Match {
                subject: Argument::Variable(path),
                ..
            } => self.add(path, Role::Matched),
            Condition::Match {
                subject: Argument::Eval(expression),
                ..
            } => self.expression(expression),
            Condition::If(path) | Condition::Unless(path) | Condition::Each(path) | Condition::With(path) => {
                self.add(path, Role::Tested)
            }
            Condition::Status(_) | Condition::Priority(_) => {}
        }
    }

    fn expression(&mut self, expression: &'a Expression) {
        match &expression.kind {
            ExpressionKind::Number(_) | ExpressionKind::Text(_) => {}
            ExpressionKind::Variable(path) => self.add(path, Role::Evaluated),
            ExpressionKind::Negate(inner) => self.expression(inner),
            ExpressionKind::Binary { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
            ExpressionKind::Call { arguments, .. } => arguments.iter().for_each(|argument| self.expression(argument)),
        }
    }
}
