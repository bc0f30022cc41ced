//! `cargo xtask service`: compares services with the templates they were copied from, and merges what a template changed since.

mod git;
mod lock;
mod merge;
mod place;
mod python;
mod replace;
pub(crate) mod scaffold;
mod status;
mod template;
mod update;

use std::path::Path;

use cli::{ServiceArgs, ServiceVerb, VerbResult};

pub(crate) fn run(root: &Path, args: &ServiceArgs) -> VerbResult {
    match &args.verb {
        ServiceVerb::Status { folders } => status::run(root, folders, args.format),
        ServiceVerb::Update { folder } => update::run(root, folder, args.format),
    }
}
