//! Arithmetic and functions over series, as in metric queries and formulas. The leaves of a metric query are of type [`crate::metric::MetricQuery`], those of a
//! formula are names of queries.

mod argument;
mod argument_parse;
mod parse;
mod print;
mod signature;

pub use argument::{Argument, Call, Groups, Literal, Named};
pub(crate) use argument_parse::groups;
pub(crate) use parse::{Grammar, Parser};

use crate::{Number, Span};

/// An expression whose leaves are `L`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Expr<L> {
    /// A series. Boxed, because a query is four times as large as the other variants, and parsing moves expressions from level to level.
    Leaf(Box<L>),
    /// A number, with its sign.
    Number(Number),
    /// `-x`, unless `x` is a number.
    Negate(Negation<L>),
    /// `a + b - c` or `a * b / c`.
    Arithmetic(Arithmetic<L>),
    /// `f(a, 5, 'mean')`.
    Call(Call<L>),
}

/// `-x`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Negation<L> {
    /// The negated expression.
    pub operand: Box<Expr<L>>,
    /// From the sign to the operand's end.
    pub span: Span,
}

/// Operands joined by operators of one precedence, computed from left to right. A list, not a tree of pairs, so that a sum of a thousand series is not a
/// thousand levels deep.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Arithmetic<L> {
    /// The leftmost operand.
    pub first: Box<Expr<L>>,
    /// The other operands, in order; never empty. The operators are all additive or all multiplicative.
    pub rest: Vec<Term<L>>,
    /// From the first operand to the last.
    pub span: Span,
}

/// An operator and its right operand.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Term<L> {
    /// The operator.
    pub operator: Operator,
    /// The operator's span.
    pub operator_span: Span,
    /// Its right operand.
    pub operand: Expr<L>,
}

/// An arithmetic operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Operator {
    /// Whether it is `*` or `/`, which bind tighter than `+` and `-`.
    #[must_use]
    pub fn is_multiplicative(self) -> bool {
        matches!(self, Self::Multiply | Self::Divide)
    }

    /// The operator as written.
    #[must_use]
    pub fn symbol(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }
}

impl<L> Arithmetic<L> {
    /// Whether its operators are `*` and `/`.
    #[must_use]
    pub fn is_multiplicative(&self) -> bool {
        self.rest.first().is_some_and(|term| term.operator.is_multiplicative())
    }
}

impl<L> Expr<L> {
    /// Calls `visit` on this expression and everything below it, in the order of the text.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Self)) {
        visit(self);
        match self {
            Self::Leaf(_) | Self::Number(_) => {}
            Self::Negate(negation) => negation.operand.walk(visit),
            Self::Arithmetic(arithmetic) => {
                arithmetic.first.walk(visit);
                arithmetic.rest.iter().for_each(|term| term.operand.walk(visit));
            }
            Self::Call(call) => call.expressions().for_each(|argument| argument.walk(visit)),
        }
    }

    /// Its leaves, in the order of the text.
    #[must_use]
    pub fn leaves(&self) -> Vec<&L> {
        let mut leaves: Vec<&L> = Vec::new();
        self.walk(&mut |expr| {
            if let Self::Leaf(leaf) = expr {
                leaves.push(leaf);
            }
        });
        leaves
    }

    /// Mutable references to its leaves, in the order of the text.
    pub fn leaves_mut(&mut self) -> Vec<&mut L> {
        let mut leaves = Vec::new();
        self.collect_mut(&mut leaves);
        leaves
    }

    fn collect_mut<'e>(&'e mut self, leaves: &mut Vec<&'e mut L>) {
        match self {
            Self::Leaf(leaf) => leaves.push(leaf),
            Self::Number(_) => {}
            Self::Negate(negation) => negation.operand.collect_mut(leaves),
            Self::Arithmetic(arithmetic) => {
                arithmetic.first.collect_mut(leaves);
                arithmetic
                    .rest
                    .iter_mut()
                    .for_each(|term| term.operand.collect_mut(leaves));
            }
            Self::Call(call) => {
                for argument in &mut call.arguments {
                    if let Argument::Expr(expr) = argument {
                        expr.collect_mut(leaves);
                    }
                }
            }
        }
    }

    /// The functions it calls, in the order of the text.
    #[must_use]
    pub fn calls(&self) -> Vec<&Call<L>> {
        let mut calls = Vec::new();
        self.walk(&mut |expr| {
            if let Self::Call(call) = expr {
                calls.push(call);
            }
        });
        calls
    }
}
