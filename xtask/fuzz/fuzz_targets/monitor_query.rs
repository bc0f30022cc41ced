//! Monitor queries, with the kind determined by their start and by a type.
#![no_main]

use libfuzzer_sys::fuzz_target;
use datadog_query::monitor::{MonitorType, parse, parse_of_type};

fuzz_target!(|text: &str| {
    fuzz::check(text, parse);
    for known in MonitorType::ALL {
        fuzz::check(text, |text| parse_of_type(known.name(), text));
    }
});
