//! Calls of functions and their arguments.

use crate::function::{self, Function};
use crate::{Number, Quoted, Span, Word};

use super::Expr;

/// A call of a function.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Call<L> {
    /// The function's name.
    pub name: Word,
    /// Its arguments.
    pub arguments: Vec<Argument<L>>,
    /// From the name to the closing parenthesis.
    pub span: Span,
}

/// An argument.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Argument<L> {
    /// A series or a number.
    Expr(Expr<L>),
    /// `'mean'`
    Text(Quoted),
    /// `{host, env}`
    Groups(Groups),
    /// `direction='both'`
    Named(Named),
}

/// Tag keys to group by.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Groups {
    /// The keys; none for `{*}`, which makes one group of everything.
    pub keys: Vec<Word>,
    /// From brace to brace.
    pub span: Span,
}

/// A named argument.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Named {
    /// Its name.
    pub name: Word,
    /// Its value.
    pub value: Literal,
    /// From the name to the value's end.
    pub span: Span,
}

/// A literal value.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Literal {
    /// `120`
    Number(Number),
    /// `'both'`
    Text(Quoted),
}

impl<L> Call<L> {
    /// The function; `None` for one that is not in the table, which only job monitors may call.
    #[must_use]
    pub fn function(&self) -> Option<Function> {
        function::find(&self.name.text).map(|signature| signature.function)
    }

    /// The arguments that are expressions.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr<L>> {
        self.arguments.iter().filter_map(|argument| match argument {
            Argument::Expr(expr) => Some(expr),
            _ => None,
        })
    }

    /// The value of the named argument `name`.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Literal> {
        self.arguments.iter().find_map(|argument| match argument {
            Argument::Named(named) if named.name.text == name => Some(&named.value),
            _ => None,
        })
    }
}
