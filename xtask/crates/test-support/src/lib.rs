//! Support for tests and benchmarks.
//!
//! - [`fixtures`]: trees of files, generated and committed ones, and the corpus of definitions by others
//! - [`interruption`]: Ctrl-C, on Linux
//! - [`json`]: what verbs print for programs
//! - [`openapi`]: the published schemas of Datadog's API
//! - [`tree`]: a tree in a temporary folder, and the real command run in it
//!
//! Functions in [`tree`] panic if a test cannot continue.

pub mod fixtures;
#[cfg(target_os = "linux")]
pub mod interruption;
pub mod json;
pub mod openapi;
pub mod tree;
