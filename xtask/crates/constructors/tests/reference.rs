//! The libraries in Jsonnet and the tool know the same constructors, and their fields are documented.

use std::collections::BTreeSet;
use std::path::Path;

use constructors::reference;

#[test]
fn the_libraries_have_every_constructor() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../jsonnet/lib/constructor");
    let mut written = BTreeSet::new();
    for group in [
        "dashboard",
        "downtime",
        "monitor",
        "signal",
        "slo",
        "synthetic",
        "widget",
    ] {
        let text = std::fs::read_to_string(folder.join(format!("{group}.libsonnet"))).expect("a library");
        written.extend(
            text.split("constructor: '")
                .skip(1)
                .filter_map(|rest| rest.split_once('\'').map(|(name, _)| name.to_owned())),
        );
    }
    let known: BTreeSet<_> = reference()
        .into_iter()
        .flat_map(|group| group.constructors)
        .map(|constructor| constructor.name)
        .filter(|name| !name.is_empty())
        // Only the tool's own libraries call it.
        .chain(["dashboard.service".to_owned()])
        .collect();
    assert_eq!(written, known);
}

#[test]
fn every_optional_field_states_what_holds_without_it() {
    for constructor in reference().into_iter().flat_map(|group| group.constructors) {
        for field in &constructor.fields {
            assert!(!field.meaning.is_empty(), "{}.{}", constructor.call, field.name);
            assert!(
                !field.required || field.default.is_empty(),
                "{}.{} is required and has a default",
                constructor.call,
                field.name
            );
        }
        let names: BTreeSet<_> = constructor.fields.iter().map(|field| field.name).collect();
        assert_eq!(
            names.len(),
            constructor.fields.len(),
            "{} has a field twice",
            constructor.call
        );
    }
}
