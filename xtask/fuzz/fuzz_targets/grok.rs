//! Support rules, match rules and a text, with a line of dashes between them.
#![no_main]

use datadog_logs::grok::{Clock, Rules};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let mut parts = input.splitn(3, "\n---\n");
    let (support, rules) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match Rules::compile(support, rules) {
        Err(errors) => assert!(!errors.is_empty(), "a refusal has a reason"),
        Ok(compiled) => {
            let names = compiled.names().count();
            if let datadog_logs::grok::Parsed::Matched { rule, .. } =
                compiled.parse(parts.next().unwrap_or_default(), Clock { now_ms: 0 })
            {
                assert!(rule < names);
            }
        }
    }
});
