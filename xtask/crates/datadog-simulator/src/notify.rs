//! Who is notified of what, and with which words.

mod mute;
pub(crate) mod rules;
mod section;
mod variables;
mod words;

pub(crate) use mute::Mutes;
pub use section::{Section, Shown, Text};
pub(crate) use words::{Facts, Template};
