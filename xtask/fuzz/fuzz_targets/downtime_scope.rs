//! Scopes of downtimes.
#![no_main]

use datadog_query::downtime_scope;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| fuzz::check(text, downtime_scope::parse));
