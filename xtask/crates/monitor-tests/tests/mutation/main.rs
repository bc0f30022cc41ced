//! The mutants of monitors, and the reports about them.

mod message;
mod own_monitors;
mod page;
mod report;
mod scope;
mod values;

use datadog_simulator::{Definition, Monitor, Semantics, Span, World};
use monitor_tests::mutation::{Mutant, MutantKind, mutants};
use serde_json::{Value, json};

fn definition(kind: &str, query: &str, message: &str, options: Value) -> Definition {
    let payload = json!({ "type": kind, "name": "a monitor", "message": message, "query": query, "options": options });
    Definition::from_payload(&payload).expect("a payload of this test")
}

fn metric(query: &str, options: Value) -> Definition {
    definition("query alert", query, "", options)
}

fn of_kind(definition: &Definition, kind: MutantKind) -> Vec<Mutant> {
    let all = mutants(definition).expect("a monitor of this test");
    all.into_iter().filter(|mutant| mutant.kind == kind).collect()
}

/// Checks the queries of the mutants of a kind.
#[track_caller]
fn queries(definition: &Definition, kind: MutantKind, expected: &[&str]) {
    let queries: Vec<String> = of_kind(definition, kind)
        .iter()
        .map(|m| m.monitor.definition().query.clone())
        .collect();
    assert_eq!(queries, expected);
}

/// Checks the changes of the mutants of a kind.
#[track_caller]
fn changes(definition: &Definition, kind: MutantKind, expected: &[&str]) {
    let changes: Vec<String> = of_kind(definition, kind).into_iter().map(|m| m.change).collect();
    assert_eq!(changes, expected);
}

/// Checks the messages of the mutants of a kind.
#[track_caller]
fn messages(definition: &Definition, kind: MutantKind, expected: &[&str]) {
    let messages: Vec<String> = of_kind(definition, kind)
        .iter()
        .map(|m| m.monitor.definition().message.clone())
        .collect();
    assert_eq!(messages, expected);
}
