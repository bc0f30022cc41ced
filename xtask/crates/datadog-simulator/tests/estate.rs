//! Every monitor committed in this repository compiles and runs. Every monitor of the corpus compiles, or is refused with a reason.

use datadog_simulator::{ErrorKind, Monitor, Semantics, Span, World};
use serde_json::Value;

const DAY: Span = Span { from: 0, to: 86_400 };

#[test]
fn every_committed_monitor_runs() {
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

/// Monitors of the corpus that are rightly refused as invalid, by source, and why.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn every_monitor_of_the_corpus_compiles_or_is_refused_with_a_reason() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let (mut compiled, mut unsupported, mut wrong) = (0, 0, Vec::new());
    for line in test_support::fixtures::corpus_lines(&corpus, "monitors.jsonl") {
        let entry: Value = serde_json::from_str(&line).expect("a line of the corpus");
        let source = entry["source"].as_str().unwrap_or_default();
        match Monitor::from_payload(&entry["monitor"]) {
            Ok(monitor) if monitor.unsupported_reason().is_some() => unsupported += 1,
            Ok(monitor) => {
                compiled += 1;
                match monitor.run(&World::default(), DAY, &Semantics::default()) {
                    Ok(_) => {}
                    Err(error) if error.kind == ErrorKind::MissingReference => {}
                    Err(error) => wrong.push(format!("{source}: {error}")),
                }
            }
            Err(error) if EXCEPTIONS.iter().any(|(s, _)| *s == source) => println!("exception: {source}: {error}"),
            Err(error) => wrong.push(format!("{source}: {error}")),
        }
    }
    println!("{compiled} compiled, {unsupported} run only on supplied verdicts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compiled > 0);
}
