//! Calls of functions and what is handed to them.

use crate::{Number, Quoted, Span, Word};

use super::Expr;

/// A function that is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Call<L> {
    /// The function's name; [`crate::function::find`] knows it.
    pub name: Word,
    /// What is handed to it.
    pub arguments: Vec<Argument<L>>,
    /// From the name to the closing parenthesis.
    pub span: Span,
}

/// An argument.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The keys, at least one.
    pub keys: Vec<Word>,
    /// From brace to brace.
    pub span: Span,
}

/// An argument that is handed over by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its name.
    pub name: Word,
    /// What it is set to.
    pub value: Literal,
    /// From the name to the value's end.
    pub span: Span,
}

/// A value that is written out.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `120`
    Number(Number),
    /// `'both'`
    Text(Quoted),
}

impl<L> Call<L> {
    /// The arguments that are expressions.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr<L>> {
        self.arguments.iter().filter_map(|argument| match argument {
            Argument::Expr(expr) => Some(expr),
            _ => None,
        })
    }

    /// The value of the argument `name`, where it is handed over by name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Literal> {
        self.arguments.iter().find_map(|argument| match argument {
            Argument::Named(named) if named.name.text == name => Some(&named.value),
            _ => None,
        })
    }
}
