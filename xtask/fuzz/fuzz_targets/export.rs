//! Exports in JSON or YAML: every object is found or its problem points to where it should be, and nothing that is validated panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use datadog_schema::exports;
use datadog_schema::payload::PayloadKind;
use documents::values;

fuzz_target!(|text: &str| {
    let items = values::values(text);
    assert!(!items.is_empty(), "an input is an item at least");
    for item in items {
        let Ok(value) = item.value else { continue };
        for kind in PayloadKind::ALL {
            for object in exports::objects(kind, value.clone()) {
                match object {
                    Ok(object) => {
                        assert!(value.pointer(&object.path).is_some(), "{}", object.path);
                        for problem in datadog_schema::validate::exported(object.kind, &object.payload) {
                            assert!(!problem.message.is_empty(), "{}", problem.rule);
                        }
                    }
                    Err(problem) => {
                        let (parent, _) = problem.path.rsplit_once('/').unwrap_or_default();
                        assert!(value.pointer(parent).is_some(), "{}: {}", problem.path, problem.message);
                    }
                }
            }
        }
    }
});
