//! `cargo xtask monitors`: runs monitors offline, over the telemetry of tests, exported history or worlds.

mod coverage;
mod mutation;
mod pages;
mod quality;
mod replay;
mod test;

use std::path::Path;

use cli::{MonitorsArgs, MonitorsVerb, VerbResult};

pub(super) fn run(root: &Path, args: &MonitorsArgs) -> VerbResult {
    match &args.verb {
        MonitorsVerb::Test(args) => test::run(root, args),
        MonitorsVerb::Replay(args) => replay::run(root, args),
        MonitorsVerb::Pages(args) => pages::run(root, args),
    }
}
