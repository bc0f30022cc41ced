//! Canonical text: adjacent terms, `OR`, `-`, and parentheses around every nested operator.

use std::fmt::{self, Display, Formatter, Write};

use super::pattern::is_name;
use super::{Bound, Clause, Expr, Key, KeyKind, NetworkBlock, Node, Pattern, Piece, Search, Test, Variable};

impl Display for Search {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| root.fmt(f))
    }
}

impl<T: Display> Display for Node<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (nodes, between) = match &self.expr {
            Expr::And(nodes) => (nodes, " "),
            Expr::Or(nodes) => (nodes, " OR "),
            Expr::Not(node) => {
                f.write_char('-')?;
                return nested(node, f);
            }
            Expr::Leaf(leaf) => return leaf.fmt(f),
        };
        for (i, node) in nodes.iter().enumerate() {
            if i > 0 {
                f.write_str(between)?;
            }
            match node.expr {
                Expr::Not(_) => node.fmt(f)?,
                _ => nested(node, f)?,
            }
        }
        Ok(())
    }
}

/// Writes a node, in parentheses unless it is a leaf.
fn nested<T: Display>(node: &Node<T>, f: &mut Formatter<'_>) -> fmt::Result {
    match node.expr {
        Expr::Leaf(_) => node.fmt(f),
        _ => write!(f, "({node})"),
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_char('*'),
            Self::Message(pattern) => write_pattern(pattern, true, f),
            Self::Field { key, test } => {
                write!(f, "{key}:")?;
                nested(test, f)
            }
            Self::Exists { key, missing } => write!(f, "{}:{key}", if *missing { "_missing_" } else { "_exists_" }),
            Self::Cidr { key, networks } => {
                write!(f, "CIDR({key}")?;
                networks
                    .iter()
                    .try_for_each(|network| write!(f, ", {}", network.block))?;
                f.write_char(')')
            }
            Self::Variable(variable) => variable.fmt(f),
        }
    }
}

impl Display for Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.kind {
            KeyKind::Anywhere => return f.write_char('*'),
            KeyKind::Attribute => f.write_char('@')?,
            KeyKind::Calculated => f.write_char('#')?,
            KeyKind::Tag if matches!(self.name.as_str(), "_exists_" | "_missing_") => f.write_char('\\')?,
            // A variable as a key stays a variable.
            KeyKind::Tag if is_variable(&self.name) => f.write_char('$')?,
            KeyKind::Tag => return escape(&self.name, true, true, f),
        }
        let start = usize::from(self.kind == KeyKind::Tag && is_variable(&self.name));
        escape(&self.name[start..], false, false, f)
    }
}

impl Display for Test {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_char('*'),
            Self::Matches(pattern) => write_pattern(pattern, false, f),
            Self::Compare { comparator, bound } => write!(f, "{}{bound}", comparator.as_str()),
            Self::Range {
                lower,
                upper,
                inclusive,
            } => {
                let (open, close) = if *inclusive { ('[', ']') } else { ('{', '}') };
                let side = |bound: &Option<Box<Bound>>| {
                    bound.as_ref().map_or_else(|| "*".to_owned(), |bound| bound.to_string())
                };
                write!(f, "{open}{} TO {}{close}", side(lower), side(upper))
            }
        }
    }
}

impl Display for Bound {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.amount {
            super::Amount::Variable(variable) => variable.fmt(f),
            _ if self.text == "TO" => f.write_str("\\TO"),
            super::Amount::Text => escape(&self.text, false, true, f),
            _ => f.write_str(&self.text),
        }
    }
}

impl Display for NetworkBlock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cidr { address, prefix } => write!(f, "{address}/{prefix}"),
            Self::Variable(variable) => variable.fmt(f),
        }
    }
}

impl Display for Variable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "${}{}", self.name, if self.value { ".value" } else { "" })
    }
}

impl Display for Pattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_pattern(self, false, f)
    }
}

/// With `free`, it is free text without an attribute.
fn write_pattern(pattern: &Pattern, free: bool, f: &mut Formatter<'_>) -> fmt::Result {
    if pattern.quoted {
        f.write_char('"')?;
    }
    for (i, piece) in pattern.pieces.iter().enumerate() {
        match piece {
            Piece::AnyText => f.write_char('*')?,
            Piece::AnyCharacter => f.write_char('?')?,
            Piece::Variable(variable) => variable.fmt(f)?,
            Piece::Text(text) => {
                let after_variable = i > 0 && matches!(pattern.pieces[i - 1], Piece::Variable(_));
                if after_variable && lengthens_a_name(text) {
                    f.write_char('\\')?;
                }
                if pattern.quoted {
                    escape_phrase(text, f)?;
                } else {
                    escape(text, free && i == 0, i == 0, f)?;
                }
            }
        }
    }
    if pattern.quoted {
        f.write_char('"')?;
    }
    Ok(())
}

fn escape_phrase(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    for (i, c) in text.char_indices() {
        if matches!(c, '"' | '\\') || is_variable(&text[i..]) {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    Ok(())
}

/// Whether the start of `text` would be parsed as part of the variable's name before it.
fn lengthens_a_name(text: &str) -> bool {
    text.trim_start_matches('.').starts_with(is_name)
}

/// Whether `text` would be parsed as a variable.
fn is_variable(text: &str) -> bool {
    Variable::at(text, 0).is_some()
}

/// Escapes `text` so that it parses as itself. With `free`, no attribute precedes it; with `first`, it starts a word.
fn escape(text: &str, free: bool, first: bool, f: &mut Formatter<'_>) -> fmt::Result {
    if first && (matches!(text, "AND" | "OR" | "NOT") || text.starts_with("&&") || text.starts_with("||")) {
        f.write_char('\\')?;
    }
    for (i, c) in text.char_indices() {
        let special = match c {
            ' ' | '\t' | '\n' | '\r' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '<' | '>' | '\\' | '*' | '?' | ':'
            | '“' | '”' => true,
            '$' => is_variable(&text[i..]),
            '-' | '!' | '+' | '~' | '^' | '=' => first && i == 0,
            '@' | '#' => free && i == 0,
            _ => false,
        };
        if special {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    Ok(())
}
