//! Expressions of `{{eval "..."}}` (doc: monitors/guide/template-variable-evaluation).

use std::ops::Range;

use super::{EvalFunction, Path};

/// An expression and its span.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Expression {
    /// The expression.
    pub kind: ExpressionKind,
    /// Its span, without parentheses.
    pub span: Range<usize>,
}

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum ExpressionKind {
    /// A number.
    Number(f64),
    /// `'text'`.
    Text(String),
    /// `host.name`.
    Variable(Path),
    /// `-x`.
    Negate(Box<Expression>),
    /// `x + y`.
    Binary {
        /// The operator.
        operator: Operator,
        /// Its left side.
        left: Box<Expression>,
        /// Its right side.
        right: Box<Expression>,
    },
    /// `round(x, 2)`.
    Call {
        /// The function.
        function: EvalFunction,
        /// The arguments, as many as the function accepts.
        arguments: Vec<Expression>,
    },
}

/// Arithmetic.
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
    /// `%`
    Modulo,
    /// `^`, right-associative.
    Power,
}

impl Operator {
    /// The operator with the symbol `byte`, and its precedence.
    pub(super) fn from_byte(byte: u8) -> Option<(Self, u8)> {
        Some(match byte {
            b'+' => (Self::Add, 1),
            b'-' => (Self::Subtract, 1),
            b'*' => (Self::Multiply, 2),
            b'/' => (Self::Divide, 2),
            b'%' => (Self::Modulo, 2),
            b'^' => (Self::Power, 4),
            _ => return None,
        })
    }

    /// The operator as written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Power => "^",
        }
    }
}
