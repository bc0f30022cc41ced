//! What the binaries `xtask` and `checks` share: the command line, the root of the tree, how findings and differences are printed, exit codes, and how
//! changes are carried out.
//!
//! Light on purpose: `xtask` is compiled before anybody's first rendering.

pub mod apply;
mod line;
pub mod report;
mod start;
pub mod tree;
pub mod unified;

pub use line::{
    Cli, DiffArgs, DocsArgs, Format, Language, LintArgs, MonitorsArgs, MonitorsVerb, NewArgs, NewWhat, ParseArgs,
    PayloadKind, Printing, RenderArgs, ReplayArgs, SnapshotArgs, TestArgs, ValidateArgs, Verb,
};
pub use start::start;
