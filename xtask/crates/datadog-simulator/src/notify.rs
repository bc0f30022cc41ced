//! The text and the recipients of notifications, and the downtimes that mute them.

mod context;
mod mute;
pub(crate) mod rules;
mod template;
mod variables;

pub(crate) use context::MessageContext;
pub(crate) use mute::{MuteTarget, Mutes};
pub(crate) use template::Template;
