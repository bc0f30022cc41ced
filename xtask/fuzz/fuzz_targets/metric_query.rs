//! Metric queries.
#![no_main]

use libfuzzer_sys::fuzz_target;
use datadog_query::metric::{Context, parse};

fuzz_target!(|text: &str| {
    fuzz::check(text, |text| parse(text, Context::Dashboard));
    fuzz::check(text, |text| parse(text, Context::Monitor));
});
