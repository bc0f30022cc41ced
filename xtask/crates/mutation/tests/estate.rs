//! The mutants of the committed estate: of every monitor there are some, none is the monitor itself, and no two of a monitor are alike.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mutation::{Kind, mutants};
use serde_json::Value;
use simulate::Definition;

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

#[test]
fn every_monitor_has_mutants() {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../manifests/prod"), &mut paths);
    let mut by_kind: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut monitors = 0;
    for path in paths {
        let Some(payload) = payload(&std::fs::read_to_string(&path).expect("a manifest")) else {
            continue;
        };
        let definition = Definition::from_payload(&payload).unwrap_or_else(|r| panic!("{}: {r}", path.display()));
        let all = mutants(&definition).unwrap_or_else(|r| panic!("{}: {r}", path.display()));
        monitors += 1;
        for mutant in &all {
            *by_kind.entry(mutant.kind).or_default() += 1;
            assert_ne!(*mutant.monitor.definition(), definition, "{}: {}", path.display(), mutant.change);
            let alike = all.iter().filter(|other| other.monitor.definition() == mutant.monitor.definition()).count();
            assert_eq!(alike, 1, "{}: {}", path.display(), mutant.change);
        }
        for kind in [Kind::Threshold, Kind::Scope, Kind::Route, Kind::Conditional, Kind::MissingData] {
            assert!(all.iter().any(|m| m.kind == kind), "{} has no mutant of kind {kind}", path.display());
        }
    }
    println!("{monitors} monitors, {} mutants: {by_kind:?}", by_kind.values().sum::<usize>());
    assert!(monitors > 100, "only {monitors} monitors found");
    assert_eq!(by_kind.len(), Kind::ALL.len(), "{by_kind:?}");
}
