//! `cargo xtask monitors`: monitors against telemetry that somebody made up.

mod test;

use std::path::Path;
use std::process::ExitCode;

use cli::{Format, MonitorsArgs, MonitorsVerb};

pub(super) fn run(root: &Path, args: &MonitorsArgs, format: Format) -> ExitCode {
    match &args.verb {
        MonitorsVerb::Test(args) => test::run(root, args, format),
    }
}
