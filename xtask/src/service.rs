//! `cargo xtask service`: compares services with the templates they were copied from, and merges what a template changed since.

mod base;
mod conflicts;
mod find;
mod git;
mod lock;
mod merge;
mod name;
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
        ServiceVerb::Status { services } => status::run(root, services, args.format),
        ServiceVerb::Update { service, dry_run } => update::run(root, service, *dry_run, args.format),
    }
}
