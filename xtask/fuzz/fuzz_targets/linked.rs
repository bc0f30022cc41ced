//! Specs of linked resources, as the API server may hold them.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use linked::{Id, LinkedSpec, Template};

fuzz_target!(|text: &str| {
    let Ok(spec) = serde_json::from_str::<LinkedSpec>(text) else {
        return;
    };
    match Template::parse(&spec) {
        Ok(template) => {
            let unresolved = template.resolve(&BTreeMap::new()).expect_err("a reference has no id");
            assert_eq!(unresolved.missing, spec.references.keys().cloned().collect::<Vec<_>>());
            let id = Id::parse("1").expect("an id");
            let ids = template.paths().map(|path| (path.to_owned(), id.clone())).collect();
            let resolved = template.resolve(&ids).expect("every id is known").to_string();
            assert!(!resolved.contains("<id of "), "{resolved}");
        }
        Err(problems) => assert!(!problems.is_empty()),
    }
});
