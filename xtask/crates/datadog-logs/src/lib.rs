//! Datadog's log pipelines, offline: their definition, an engine that runs logs through them, and an explanation of what each processor did.
//!
//! No I/O, no clock: the time is an input. Whatever a pipeline or a log contains, nothing panics or runs without a bound.

mod compile;
mod date;
pub mod definition;
mod engine;
mod expression;
pub mod grok;
mod json;
mod log;
mod matching;
mod observe;
pub mod path;
mod processor;
mod reserved;
pub mod samples;
mod status;
mod template;

pub use compile::{Problem, compile};
pub use engine::{Context, Engine, Node};
pub use log::{Log, MESSAGE_BYTES_MAX};
pub use observe::{Effect, Observer, Outcome, Silent, Skip};
pub use processor::url;
pub use status::Status;
