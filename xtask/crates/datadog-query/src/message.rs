//! Message templates of monitors: text, variables, conditional blocks, notification handles.
//!
//! Sources (pages of Datadog's documentation): `monitors/notify/variables`, `monitors/notify` ("Notifications", "Workflows"),
//! `monitors/guide/template-variable-evaluation`, `synthetics/notifications` (`if`, `unless`, `each`, `with`, comments).

mod arguments;
mod ast;
mod braces;
mod branch;
mod compute;
mod condition;
mod eval;
mod expression;
mod extra_brace;
mod foreign;
mod function;
mod handle;
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
pub use condition::{Condition, Guard, StatusCondition};
pub use eval::{Expression, ExpressionKind, Operator};
pub use function::EvalFunction;
pub use handle::{Handle, HandlePiece};
pub use path::{Path, Segment};
pub use render::{Context, Rendered};
pub use transition::{Status, Transition};
pub use uses::{Role, VariableUse};
pub use value::Value;

use crate::ParseError;

/// The deepest nesting of blocks in a message.
pub const DEPTH_MAX: usize = 32;

/// Parses a template and returns it with all errors, in the order of the text. The template contains the valid parts, so that they can be checked despite the
/// errors.
#[must_use]
pub fn parse(text: &str) -> (Template, Vec<ParseError>) {
    parse::Parser::new(text).template()
}
