//! Canonical text: one space around operators, after commas, and only the parentheses that are needed.

use std::fmt::{self, Display, Formatter};

use super::{Argument, Arithmetic, Call, Expr, Groups, Literal};

/// The precedence of an expression; an operand of lower precedence than expected needs parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Sign,
    Atom,
}

impl<L> Expr<L> {
    fn binding(&self) -> Binding {
        match self {
            Self::Arithmetic(arithmetic) if arithmetic.is_multiplicative() => Binding::Product,
            Self::Arithmetic(_) => Binding::Sum,
            Self::Negate(_) => Binding::Sign,
            Self::Number(number) if number.value.is_sign_negative() => Binding::Sign,
            Self::Leaf(_) | Self::Number(_) | Self::Call(_) => Binding::Atom,
        }
    }
}

fn operand<L: Display>(f: &mut Formatter<'_>, expr: &Expr<L>, at_least: Binding) -> fmt::Result {
    if expr.binding() < at_least {
        write!(f, "({expr})")
    } else {
        write!(f, "{expr}")
    }
}

impl<L: Display> Display for Expr<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(leaf) => leaf.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Negate(negation) => {
                f.write_str("-")?;
                operand(f, &negation.operand, Binding::Sign)
            }
            Self::Arithmetic(arithmetic) => arithmetic.fmt(f),
            Self::Call(call) => call.fmt(f),
        }
    }
}

impl<L: Display> Display for Arithmetic<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (first, following) = if self.is_multiplicative() {
            (Binding::Product, Binding::Sign)
        } else {
            (Binding::Sum, Binding::Product)
        };
        operand(f, &self.first, first)?;
        for term in &self.rest {
            write!(f, " {} ", term.operator.symbol())?;
            operand(f, &term.operand, following)?;
        }
        Ok(())
    }
}

impl<L: Display> Display for Call<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.name)?;
        for (index, argument) in self.arguments.iter().enumerate() {
            write!(f, "{}{argument}", if index > 0 { ", " } else { "" })?;
        }
        f.write_str(")")
    }
}

impl<L: Display> Display for Argument<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expr(expr) => expr.fmt(f),
            Self::Text(text) => text.write(f, '\''),
            Self::Groups(groups) => groups.fmt(f),
            Self::Named(named) => write!(f, "{}={}", named.name, named.value),
        }
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.write(f, '\''),
        }
    }
}

impl Display for Groups {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.keys.is_empty() {
            return f.write_str("{*}");
        }
        f.write_str("{")?;
        for (index, key) in self.keys.iter().enumerate() {
            write!(f, "{}{key}", if index > 0 { "," } else { "" })?;
        }
        f.write_str("}")
    }
}
