//! Payloads of every kind: every problem points to a value that exists.
#![no_main]

use libfuzzer_sys::fuzz_target;
use datadog_schema::payload::PayloadKind;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return;
    };
    for kind in PayloadKind::ALL {
        for problem in datadog_schema::validate::payload(kind, &value) {
            let Some(span) = problem.span else { continue };
            let text = value.pointer(&problem.path).and_then(Value::as_str);
            assert!(
                text.is_some_and(|text| text.get(span).is_some()),
                "{}: {}",
                problem.path,
                problem.message
            );
        }
    }
});
