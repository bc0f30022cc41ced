//! The tables are what Datadog's OpenAPI documents describe: no object, field, type, value or bound is missing, and nothing is added that `differences.rs` does
//! not explain. The documents come from the Go module that `tools/datadog-api` pins. After a new release is pinned, this test prints the rows to change.

mod differences;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use datadog_schema::openapi::{self, Comparison, Difference, Pair, Version};
use datadog_schema::payload::PayloadKind;
use datadog_schema::payload::shape::{Object, Shape};
use differences::EXPLAINED;
use test_support::openapi::documents;

#[test]
fn the_tables_are_what_the_openapi_documents_describe() {
    let Some([v1, v2]) = documents() else { return };
    let (mut found, mut matched) = (Vec::new(), BTreeSet::new());
    for (version, document) in [(Version::V1, v1), (Version::V2, v2)] {
        let schemas = document.closure(&openapi::names(version));
        let compared = openapi::compare(version, &schemas);
        found.extend(compared.found);
        matched.extend(compared.matched);
    }
    found.extend(unmatched(&matched));
    let report = report(found);
    assert!(report.is_empty(), "{report}");
}

/// A difference of each table that no schema matches.
fn unmatched(matched: &BTreeSet<usize>) -> Vec<Difference> {
    let (mut seen, mut tables) = (BTreeSet::new(), Vec::new());
    for kind in PayloadKind::ALL {
        collect_tables(&kind.shape(), &mut seen, &mut tables);
    }
    let missing = tables
        .into_iter()
        .filter(|table| !matched.contains(&(std::ptr::from_ref(*table) as usize)));
    let difference = |table: &Object| Difference {
        name: format!("{}: no schema matches this table", table.title),
        source: table.source,
        change: "remove  the table".to_owned(),
    };
    missing.map(difference).collect()
}

/// Every table below a shape.
fn collect_tables(shape: &Shape, seen: &mut BTreeSet<usize>, out: &mut Vec<&'static Object>) {
    if openapi::table(shape).is_some_and(|(table, _)| !seen.insert(table)) {
        return;
    }
    match *shape {
        Shape::Object(object) => {
            out.push(object);
            object
                .fields()
                .for_each(|field| collect_tables(&field.shape, seen, out));
        }
        Shape::Choice(choice) => choice
            .cases
            .iter()
            .for_each(|case| collect_tables(&case.then, seen, out)),
        Shape::List(item, ..) | Shape::Map(item, _) => collect_tables(item, seen, out),
        _ => {}
    }
}

/// The differences that are not explained, by file and table, and the explanations that are no longer needed.
fn report(found: Vec<Difference>) -> String {
    let names: BTreeSet<_> = found.iter().map(|difference| difference.name.clone()).collect();
    let explained = |name: &str| {
        EXPLAINED
            .iter()
            .flat_map(|(_, names)| *names)
            .any(|known| *known == name)
    };
    let mut tables: BTreeMap<_, BTreeMap<String, String>> = BTreeMap::new();
    for difference in found.into_iter().filter(|difference| !explained(&difference.name)) {
        let table = tables
            .entry((difference.source.file, difference.source.constant))
            .or_default();
        table.insert(difference.name, difference.change);
    }
    let mut out = String::new();
    for ((file, constant), changes) in &tables {
        line(&mut out, format_args!("{file}, {constant}:"));
        for (name, change) in changes {
            line(&mut out, format_args!("    {change}\n            ({name})"));
        }
    }
    let needless = EXPLAINED
        .iter()
        .flat_map(|(_, names)| *names)
        .filter(|name| !names.contains(**name));
    for name in needless {
        line(
            &mut out,
            format_args!("tests/openapi/differences.rs:\n    remove  \"{name}\": the document and the table agree"),
        );
    }
    if !out.is_empty() {
        out += "help: change the rows as printed; if the document is wrong or behind what Datadog exports, add the text in brackets to tests/openapi/differences.rs, under its reason\n";
    }
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a String accepts every write");
}

/// A table that lacks a field, and one that has a field too many, are reported as rows to add and to remove.
#[test]
fn a_difference_is_printed_as_the_row_to_change() {
    let mut schemas = serde_json::json!({ "Asset": { "type": "object", "required": ["name"], "properties": {
        "name": { "type": "string", "maxLength": 9 },
        "icon": { "enum": ["book", "bell"], "type": "string", "nullable": true },
    } } });
    schemas["Monitor"] = serde_json::json!({ "type": "object", "properties": { "assets": { "type": "array", "items": { "$ref": "#/components/schemas/Asset" } } } });
    let mut comparison = Comparison::new(&schemas);
    let pair = Pair {
        request: &schemas["Monitor"],
        response: None,
    };
    comparison.compare("Monitor", pair, &PayloadKind::Monitor.shape());
    let assets = comparison
        .found
        .iter()
        .filter(|difference| difference.source.constant == "ASSET");
    let changes: Vec<_> = assets
        .map(|difference| format!("{} ({})", difference.change, difference.name))
        .collect();
    assert_eq!(
        changes,
        [
            "add     icon: nullable Only(\"book\", \"bell\"), (asset of a monitor.icon: missing in the table)",
            "change  name: required Text(0..=9), (asset of a monitor.name: bounds are '', not '0..=9')",
            "remove  category: required Only(\"runbook\"), (asset of a monitor.category: not in the document)",
            "remove  url: required Text, (asset of a monitor.url: not in the document)",
            "remove  resource_key: Text, (asset of a monitor.resource_key: not in the document)",
            "remove  resource_type: Only(\"notebook\"), (asset of a monitor.resource_type: not in the document)",
        ]
    );
}
