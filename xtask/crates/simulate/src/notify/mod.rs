//! Who is notified of what, and with which words.

mod mute;
pub(crate) mod rules;
mod variables;
mod words;

pub(crate) use mute::Mutes;
pub(crate) use words::{Facts, Template};
