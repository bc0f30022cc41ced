//! Formulas.
#![no_main]

use libfuzzer_sys::fuzz_target;
use query::formula::parse;
use query::metric::Context;

fuzz_target!(|text: &str| fuzz::hold(text, |text| parse(text, Context::Dashboard)));
