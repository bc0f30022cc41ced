//! What the binaries `xtask` and `checks` share: the command line, the root of the repository, how findings and differences are printed, exit codes, and how
//! generated files are written.
//!
//! Keep it light: `xtask` is compiled before the first `cargo xtask render`.

pub mod apply;
mod args;
pub mod interruption;
pub mod question;
pub mod report;
pub mod root;
pub mod terminal;
pub mod unified;

pub use args::*;
pub use report::{Exit, Failure, VerbResult};
