//! Canonical text.

use std::fmt::{self, Display, Formatter};

use super::{Condition, Scope, Tag, Values};

impl Display for Scope {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("*"),
            Self::Condition(condition) => write!(f, "{condition}"),
        }
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (conditions, operator) = match self {
            Self::Tag(tag) => return write!(f, "{tag}"),
            Self::All(conditions) => (conditions, "AND"),
            Self::Any(conditions) => (conditions, "OR"),
        };
        for (index, condition) in conditions.iter().enumerate() {
            if index > 0 {
                write!(f, " {operator} ")?;
            }
            match condition {
                Self::Tag(tag) => write!(f, "{tag}")?,
                group => write!(f, "({group})")?,
            }
        }
        Ok(())
    }
}

impl Display for Tag {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.negated { "-" } else { "" };
        write!(f, "{sign}{}:", self.key)?;
        let (values, operator) = match &self.values {
            Values::One(value) => return print_value(f, value),
            Values::Any(values) => (values, "OR"),
            Values::All(values) => (values, "AND"),
        };
        f.write_str("(")?;
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                write!(f, " {operator} ")?;
            }
            print_value(f, value)?;
        }
        f.write_str(")")
    }
}

/// A value, in quotes where it could not be read without.
fn print_value(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    let operator = matches!(value, "AND" | "OR" | "NOT");
    let signed = value.starts_with(['-', '!']);
    if operator || signed || value.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) {
        return write!(f, "\"{value}\"");
    }
    f.write_str(value)
}
