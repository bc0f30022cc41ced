//! `cargo xtask monitors`: runs monitors offline, over the telemetry of tests or over exported history.

mod coverage;
mod mutation;
mod quality;
mod replay;
mod test;

use std::path::Path;
use std::process::ExitCode;

use cli::{Format, MonitorsArgs, MonitorsVerb};

pub(super) fn run(root: &Path, args: &MonitorsArgs, format: Format) -> ExitCode {
    match &args.verb {
        MonitorsVerb::Test(args) => test::run(root, args, format),
        MonitorsVerb::Replay(args) => replay::run(root, args, format),
    }
}
