//! `cargo xtask monitors`: runs monitors offline, over the telemetry of tests, exported history or worlds.

mod coverage;
mod mutation;
mod pages;
mod quality;
mod replay;
mod test;
mod tested;

use cli::{MonitorsArgs, MonitorsVerb, VerbResult};

use crate::estate::Estate;

pub(super) fn run(estate: &Estate, args: &MonitorsArgs) -> VerbResult {
    match &args.verb {
        MonitorsVerb::Test(args) => test::run(estate, args),
        MonitorsVerb::Replay(args) => replay::run(estate, args),
        MonitorsVerb::Pages(args) => pages::run(estate, args),
    }
}
