//! Reads the rendered files and the policy of a revision: a commit, or the working tree. Runs `git`, which never runs hooks here, changes anything or connects to a
//! server.

mod git;
mod side;

pub use git::{Commit, commit, merge_base};
pub use side::{Side, snapshots};
