//! Every committed monitor of the estate compiles and runs, and every shipped monitor of the corpus compiles or is refused for a reason.

use std::path::{Path, PathBuf};

use serde_json::Value;
use simulate::{Cause, Monitor, Semantics, Span, World};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// The `jsonSpec` of a manifest of a monitor: a block of text, indented by four.
fn payload(manifest: &str) -> Option<Value> {
    if !manifest.contains("\n  type: monitor\n") {
        return None;
    }
    let (_, block) = manifest.split_once("  jsonSpec: |-\n")?;
    let text: String = block.lines().take_while(|l| l.starts_with("    ")).map(|l| format!("{}\n", &l[4..])).collect();
    Some(serde_json::from_str(&text).expect("the JSON of a committed manifest"))
}

const DAY: Span = Span { from: 0, to: 86_400 };

#[test]
fn every_monitor_of_the_estate_runs() {
    let mut paths = Vec::new();
    files(&root().join("manifests"), &mut paths);
    let payloads: Vec<(PathBuf, Value)> = paths
        .into_iter()
        .filter_map(|p| Some((p.clone(), payload(&std::fs::read_to_string(&p).expect("a manifest"))?)))
        .collect();
    assert!(payloads.len() > 100, "only {} monitors found", payloads.len());
    for (path, payload) in payloads {
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
    let corpus = std::env::var_os("CORPUS_DIR").map_or_else(|| root().join("../shared/corpus"), PathBuf::from);
    let Ok(lines) = std::fs::read_to_string(corpus.join("monitors.jsonl")) else {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "the corpus is required in CI");
        println!("skipped: no corpus at {}", corpus.display());
        return;
    };
    let (mut compiled, mut refused, mut wrong) = (0, 0, Vec::new());
    for line in lines.lines() {
        let entry: Value = serde_json::from_str(line).expect("a line of the corpus");
        let source = entry["source"].as_str().unwrap_or_default();
        match Monitor::from_payload(&entry["monitor"]) {
            Ok(monitor) if monitor.refusal().is_some() => refused += 1,
            Ok(monitor) => {
                compiled += 1;
                match monitor.run(&World::default(), DAY, &Semantics::default()) {
                    Ok(_) => {}
                    Err(refusal) if refusal.cause == Cause::Missing => {}
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
