//! `cargo xtask dashboards`: draws dashboards offline.

mod preview;
mod synthetic;

use cli::{DashboardsArgs, DashboardsVerb, VerbResult};

use crate::estate::Estate;

pub(super) fn run(estate: &Estate, args: &DashboardsArgs) -> VerbResult {
    match &args.verb {
        DashboardsVerb::Preview(args) => preview::run(estate, args),
    }
}
