//! `cargo xtask monitors`: runs monitors offline, over the telemetry of tests or over exported history.

mod coverage;
mod mutation;
mod quality;
mod replay;
mod test;

use std::path::Path;

use cli::{MonitorsArgs, MonitorsVerb, VerbResult};

pub(super) fn run(root: &Path, args: &MonitorsArgs) -> VerbResult {
    match &args.verb {
        MonitorsVerb::Test(args) => test::run(root, args),
        MonitorsVerb::Replay(args) => replay::run(root, args),
    }
}
