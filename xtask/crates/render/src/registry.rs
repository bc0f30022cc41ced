//! The generated files `registry/*.libsonnet`: what the tree holds, as Jsonnet that imports it by path. They exist in memory only; nobody
//! edits an index by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use model::ObjectKind;
use repository::{Inventory, Source};

/// Every source a rendering may import: the tree's and the registry's.
#[must_use]
pub fn sources(inventory: &Inventory) -> BTreeMap<String, Source> {
    let mut sources = inventory.sources.clone();
    for (name, text) in [
        ("archetypes", archetypes(inventory)),
        ("metrics", metrics(inventory)),
        ("services", services(inventory)),
    ] {
        sources.insert(format!("registry/{name}.libsonnet"), Source::new(text));
    }
    sources
}

/// `{ <archetype>: { about, signals, dashboard?, monitors: { <name>: import }, slos: ... } }`
fn archetypes(inventory: &Inventory) -> String {
    let mut out = String::from("{\n");
    for (name, archetype) in &inventory.archetypes {
        let folder = format!("lib/archetype/{name}");
        line(&mut out, format_args!("  '{name}': {{"));
        line(
            &mut out,
            format_args!("    about: import '{folder}/archetype.libsonnet',"),
        );
        line(
            &mut out,
            format_args!("    signals: import '{folder}/signals.libsonnet',"),
        );
        if archetype.files.contains("dashboard") {
            line(
                &mut out,
                format_args!("    dashboard: import '{folder}/dashboard.libsonnet',"),
            );
        }
        for kind in [ObjectKind::Monitor, ObjectKind::Slo] {
            line(
                &mut out,
                format_args!(
                    "    {}: {},",
                    kind.folder(),
                    imports(&folder, kind, archetype.objects.get(&kind))
                ),
            );
        }
        out.push_str("  },\n");
    }
    out.push_str("}\n");
    out
}

/// `{ <source>: import }`
fn metrics(inventory: &Inventory) -> String {
    let mut out = String::from("{\n");
    for name in &inventory.metrics {
        line(
            &mut out,
            format_args!("  '{name}': import 'policy/metrics/{name}.libsonnet',"),
        );
    }
    out.push_str("}\n");
    out
}

/// `{ <service>: <declaration> }`
fn services(inventory: &Inventory) -> String {
    let mut out = String::from("{\n");
    for name in inventory.services.keys() {
        line(
            &mut out,
            format_args!("  '{name}': import 'services/{name}/service.libsonnet',"),
        );
    }
    out.push_str("}\n");
    out
}

/// `{ 'name': import '<folder>/<kind>s/name.libsonnet', ... }` on one line.
pub(crate) fn imports(folder: &str, kind: ObjectKind, names: Option<&BTreeSet<String>>) -> String {
    let mut out = String::from("{");
    for name in names.into_iter().flatten() {
        write_to(
            &mut out,
            format_args!(" '{name}': import '{folder}/{}/{name}.libsonnet',", kind.folder()),
        );
    }
    out.push_str(" }");
    out
}

fn line(out: &mut String, args: std::fmt::Arguments<'_>) {
    write_to(out, args);
    out.push('\n');
}

fn write_to(out: &mut String, args: std::fmt::Arguments<'_>) {
    out.write_fmt(args).expect("a String takes every write");
}
