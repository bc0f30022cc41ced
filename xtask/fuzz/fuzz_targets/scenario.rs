//! Scenarios of game days.
#![no_main]

use gameday_scenarios::{Known, Source, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source {
        path: "gamedays/a.yaml".to_owned(),
        text: text.into(),
    };
    if let Ok(scenario) = source.parse() {
        // Nothing is known, so that a scenario that names anything has findings.
        if let Ok(plan) = check(&source, scenario, &Known::default()) {
            drop(plan.world());
        }
    }
});
