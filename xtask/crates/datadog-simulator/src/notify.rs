//! Who is notified of what, and with which words.

mod branch;
mod mute;
pub(crate) mod rules;
mod template;
mod variables;

pub use branch::{ConditionalSection, MessageBranch, MessageField};
pub(crate) use mute::Mutes;
pub(crate) use template::{MessageContext, Template};
