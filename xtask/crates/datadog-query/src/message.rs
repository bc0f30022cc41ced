//! Message templates of monitors: text, variables, conditional blocks, notification handles.
//!
//! Sources, pages of Datadog's documentation: `monitors/notify/variables`, `monitors/notify` ("Notifications", "Workflows"),
//! `monitors/guide/template-variable-evaluation`, `synthetics/notifications` (`if`, `unless`, `each`, `with`, comments).

mod arguments;
mod ast;
mod braces;
mod branch;
mod compute;
mod condition;
mod eval;
mod expression;
mod function;
mod handle;
mod names;
mod parse;
mod path;
mod print;
mod render;
mod tag;
mod transition;
mod uses;
mod value;

#[cfg(test)]
mod tests;

pub use ast::{Argument, Block, Node, NodeKind, Template};
pub use branch::{Branch, WrittenBranch};
pub use condition::{Condition, Guard, State};
pub use eval::{Expression, ExpressionKind, Operator};
pub use function::Function;
pub use handle::{Handle, HandlePiece};
pub use path::{Path, Segment};
pub use render::{Context, Rendered};
pub use transition::{Status, Transition};
pub use uses::{Role, VariableUse};
pub use value::Value;

use crate::ParseError;

/// Blocks inside each other that a message may have.
pub const DEPTH_MAX: usize = 32;

/// The template `text`, and everything that is wrong with it in the order of the text. What is wrong is left out of the template, or kept as far as it is
/// understood, so that the rest can still be checked.
#[must_use]
pub fn parse(text: &str) -> (Template, Vec<ParseError>) {
    parse::Parser::new(text).template()
}
