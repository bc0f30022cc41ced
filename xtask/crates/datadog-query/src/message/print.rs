//! Canonical text: no spaces inside braces, double quotes where possible.

use std::fmt::{self, Display, Formatter};

use super::{Argument, Block, Condition, Expression, ExpressionKind, Node, NodeKind, Template};

impl Display for Template {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_nodes(&self.nodes, f)
    }
}

fn write_nodes(nodes: &[Node], f: &mut Formatter<'_>) -> fmt::Result {
    nodes.iter().try_for_each(|node| node.fmt(f))
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::Text(text) => f.write_str(text),
            NodeKind::Variable { path, raw: false } => write!(f, "{{{{{path}}}}}"),
            NodeKind::Variable { path, raw: true } => write!(f, "{{{{{{{path}}}}}}}"),
            NodeKind::Eval(expression) => write!(f, "{{{{eval \"{expression}\"}}}}"),
            NodeKind::LocalTime { time, zone } => write!(f, "{{{{local_time '{time}' {}}}}}", Quoted(zone)),
            NodeKind::UrlEncode(path) => write!(f, "{{{{urlencode \"{path}\"}}}}"),
            NodeKind::OverridePriority(level) => write!(f, "{{{{override_priority 'P{level}'}}}}"),
            NodeKind::Block(block) => block.fmt(f),
            NodeKind::Raw { condition, text } => match condition {
                None => write!(f, "{{{{{{{{raw}}}}}}}}{text}{{{{{{{{/raw}}}}}}}}"),
                Some(condition) => write!(
                    f,
                    "{{{{{{{{{condition}}}}}}}}}{text}{{{{{{{{/{}}}}}}}}}",
                    condition.name()
                ),
            },
            NodeKind::Comment(text) if text.contains("}}") || text.starts_with("--") => {
                write!(f, "{{{{!--{text}--}}}}")
            }
            NodeKind::Comment(text) => write!(f, "{{{{!{text}}}}}"),
        }
    }
}

impl Display for Block {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{{{{{}{}}}}}", if self.negated { '^' } else { '#' }, self.condition)?;
        write_nodes(&self.body, f)?;
        if let Some(nodes) = &self.otherwise {
            f.write_str("{{else}}")?;
            write_nodes(nodes, f)?;
        }
        write!(f, "{{{{/{}}}}}", self.condition.name())
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::Status(_) => Ok(()),
            Self::Priority(level) => write!(f, " 'P{level}'"),
            Self::Match { subject, texts, .. } => {
                match subject {
                    Argument::Variable(path) => write!(f, " \"{path}\"")?,
                    Argument::Eval(expression) => write!(f, " (eval \"{expression}\")")?,
                }
                texts.iter().try_for_each(|text| write!(f, " {}", Quoted(text)))
            }
            Self::If(path) | Self::Unless(path) | Self::Each(path) | Self::With(path) => write!(f, " {path}"),
        }
    }
}

/// A text in the kind of quotes that it does not contain; it never contains both.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let quote = if self.0.contains('"') { '\'' } else { '"' };
        write!(f, "{quote}{}{quote}", self.0)
    }
}

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Number(number) => write!(f, "{number}"),
            ExpressionKind::Text(text) => write!(f, "'{text}'"),
            ExpressionKind::Variable(path) => path.fmt(f),
            ExpressionKind::Negate(inner) => {
                f.write_str("-")?;
                operand(inner, f)
            }
            ExpressionKind::Binary { operator, left, right } => {
                operand(left, f)?;
                write!(f, " {} ", operator.as_str())?;
                operand(right, f)
            }
            ExpressionKind::Call { function, arguments } => {
                write!(f, "{}(", function.name())?;
                for (i, argument) in arguments.iter().enumerate() {
                    f.write_str(if i > 0 { ", " } else { "" })?;
                    argument.fmt(f)?;
                }
                f.write_str(")")
            }
        }
    }
}

/// Writes an operand, in parentheses if it is an operation.
fn operand(expression: &Expression, f: &mut Formatter<'_>) -> fmt::Result {
    match expression.kind {
        ExpressionKind::Binary { .. } | ExpressionKind::Negate(_) => write!(f, "({expression})"),
        _ => expression.fmt(f),
    }
}
