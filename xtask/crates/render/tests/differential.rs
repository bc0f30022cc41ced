//! A second opinion: go-jsonnet evaluates the repository's own tree, unit by unit, to the same values as the engine that renders it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use render::{Arena, Selection, Session, Unit};
use repository::{Inventory, Source};
use serde_json::{Map, Value};

/// The program that `cargo xtask test` has built, or `None`, which on CI is a failure.
fn jsonnet() -> Option<PathBuf> {
    let program = std::env::var_os("JSONNET_BIN")
        .map(PathBuf::from)
        .filter(|path| path.is_file());
    if program.is_none() {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "JSONNET_BIN names no go-jsonnet, and with CI=true nothing may be skipped"
        );
        println!("skipped: JSONNET_BIN names no go-jsonnet; `cargo xtask test` builds it and runs this");
    }
    program
}

/// Every unit of the tree, by name.
fn units(inventory: &Inventory) -> BTreeMap<String, Unit> {
    let catalog = render::catalog(inventory).expect("the tree renders");
    let units = Selection::default().units(inventory, &catalog);
    units
        .into_iter()
        .chain([Unit::Policy])
        .map(|unit| (unit.name(), unit))
        .collect()
}

fn write_sources(folder: &Path, sources: &BTreeMap<String, Source>) {
    for (path, source) in sources {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, source.text.as_bytes()).expect("a source is written");
    }
}

/// One object with a field for each unit, so that the program starts once.
fn by_go(program: &Path, folder: &Path, inventory: &Inventory, units: &BTreeMap<String, Unit>) -> Map<String, Value> {
    let mut entry = String::from("{\n");
    for (name, unit) in units {
        writeln!(entry, "  '{name}': {},", unit.snippet(inventory).trim_end()).expect("a String takes every write");
    }
    fs::write(folder.join("units.jsonnet"), entry + "}\n").expect("the entry is written");
    let output = Command::new(program)
        .arg("-J")
        .arg(folder)
        .arg(folder.join("units.jsonnet"))
        .output()
        .expect("go-jsonnet runs");
    assert!(
        output.status.success(),
        "go-jsonnet rejects the tree:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("go-jsonnet returns an object")
}

/// Adds every place where the values differ, numbers compared by value.
fn compare(path: &str, ours: &Value, theirs: &Value, differences: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => {}
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (n, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{path}[{n}]"), a, b, differences);
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            let names: BTreeSet<_> = a.keys().chain(b.keys()).collect();
            for name in names {
                match (a.get(name), b.get(name)) {
                    (Some(a), Some(b)) => compare(&format!("{path}.{name}"), a, b, differences),
                    (Some(_), None) => differences.push(format!("{path}.{name}: only rsjsonnet has the field")),
                    (None, _) => differences.push(format!("{path}.{name}: only go-jsonnet has the field")),
                }
            }
        }
        (a, b) if a == b => {}
        (a, b) => {
            let (ours, theirs) = around_difference(&a.to_string(), &b.to_string());
            differences.push(format!("{path}:\n  rsjsonnet   {ours}\n  go-jsonnet  {theirs}"));
        }
    }
}

/// The part of two texts around the first character that differs: a long text is not read to its end.
fn around_difference(ours: &str, theirs: &str) -> (String, String) {
    let same = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.chars().skip(same.saturating_sub(40)).take(100).collect();
    (part(ours), part(theirs))
}

#[test]
#[ignore = "needs go-jsonnet: `cargo xtask test` builds it and runs this"]
fn go_jsonnet_evaluates_every_unit_to_the_same_value() {
    let Some(program) = jsonnet() else { return };
    let inventory = Inventory::read(&test_support::fixtures::repository()).expect("the tree is read");
    let (sources, units) = (render::sources(&inventory), units(&inventory));
    let folder = tempfile::tempdir().expect("a folder");
    write_sources(folder.path(), &sources);
    let theirs = by_go(&program, folder.path(), &inventory, &units);
    let arena = Arena::new();
    let mut session = Session::new(&arena, &sources);
    let mut differences = Vec::new();
    for (name, unit) in &units {
        let ours = session
            .evaluate(name, &unit.snippet(&inventory), &[], &|_| None)
            .unwrap_or_else(|finding| panic!("{name}: {finding:?}"));
        let ours: Value = serde_json::from_str(&ours).expect("JSON");
        compare(name, &ours, &theirs[name], &mut differences);
    }
    let shown = differences
        .iter()
        .take(20)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        differences.is_empty(),
        "{} values of {} units differ, the first are:\n{shown}",
        differences.len(),
        units.len()
    );
    println!("{} units evaluate to the same values", units.len());
}

#[test]
fn a_difference_is_found_and_named_and_numbers_compare_by_value() {
    let check = |ours: &str, theirs: &str| {
        let parsed = |text| serde_json::from_str::<Value>(text).expect("JSON");
        let mut differences = Vec::new();
        compare("u", &parsed(ours), &parsed(theirs), &mut differences);
        differences
    };
    assert!(check(r#"{"a":[1,2.0]}"#, r#"{"a":[1.0,2]}"#).is_empty());
    assert_eq!(
        check(r#"{"a":[1,2]}"#, r#"{"a":[1,3]}"#),
        ["u.a[1]:\n  rsjsonnet   2\n  go-jsonnet  3"]
    );
    assert_eq!(
        check(r#"{"a":1}"#, r#"{"a":1,"b":null}"#),
        ["u.b: only go-jsonnet has the field"]
    );
    assert_eq!(check("[]", "[1]"), ["u:\n  rsjsonnet   []\n  go-jsonnet  [1]"]);
}
