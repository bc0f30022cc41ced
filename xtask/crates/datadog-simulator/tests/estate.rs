//! Every committed monitor of the estate compiles and runs, and every shipped monitor of the corpus compiles or is refused for a reason.

use datadog_simulator::{ErrorKind, Monitor, Semantics, Span, World};
use serde_json::Value;

const DAY: Span = Span { from: 0, to: 86_400 };

#[test]
fn every_monitor_of_the_estate_runs() {
    for (path, json) in test_support::fixtures::monitors("") {
        let payload: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let monitor = Monitor::from_payload(&payload).unwrap_or_else(|r| panic!("{}: {r}", path.display()));
        if payload["type"] != "slo alert" && payload["type"] != "composite" {
            monitor
                .run(&World::default(), DAY, &Semantics::default())
                .unwrap_or_else(|r| panic!("{}: {r}", path.display()));
        }
    }
}

/// Monitors of the corpus that are refused as not valid, and why that is right.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn every_shipped_monitor_compiles_or_says_why_not() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let (mut compiled, mut refused, mut wrong) = (0, 0, Vec::new());
    for line in test_support::fixtures::corpus_lines(&corpus, "monitors.jsonl") {
        let entry: Value = serde_json::from_str(&line).expect("a line of the corpus");
        let source = entry["source"].as_str().unwrap_or_default();
        match Monitor::from_payload(&entry["monitor"]) {
            Ok(monitor) if monitor.unsupported_reason().is_some() => refused += 1,
            Ok(monitor) => {
                compiled += 1;
                match monitor.run(&World::default(), DAY, &Semantics::default()) {
                    Ok(_) => {}
                    Err(refusal) if refusal.kind == ErrorKind::MissingReference => {}
                    Err(refusal) => wrong.push(format!("{source}: {refusal}")),
                }
            }
            Err(refusal) if EXCEPTIONS.iter().any(|(s, _)| *s == source) => println!("exception: {source}: {refusal}"),
            Err(refusal) => wrong.push(format!("{source}: {refusal}")),
        }
    }
    println!("{compiled} compiled, {refused} run on verdicts alone");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compiled > 0);
}
