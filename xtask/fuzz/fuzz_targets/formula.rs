//! Formulas.
#![no_main]

use libfuzzer_sys::fuzz_target;
use datadog_query::formula::parse;
use datadog_query::metric::Context;

fuzz_target!(|text: &str| fuzz::check(text, |text| parse(text, Context::Dashboard)));
