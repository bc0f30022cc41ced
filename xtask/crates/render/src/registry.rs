//! The generated files `registry/*.libsonnet`: what the tree holds, as Jsonnet that imports it by path, so that no index is edited by hand. The engine
//! reads them from memory. A rendering also writes them below `.cache/jsonnet`, where an editor's language server finds them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use model::ObjectKind;
use repository::{Inventory, Source};

/// The import path of editors, next to `jsonnet/`, from the root of the repository.
const FOLDER: &str = ".cache/jsonnet";

/// Names that Jsonnet accepts as a field only in quotes.
const KEYWORDS: [&str; 18] = [
    "assert",
    "else",
    "error",
    "false",
    "for",
    "function",
    "if",
    "import",
    "importbin",
    "importstr",
    "in",
    "local",
    "null",
    "self",
    "super",
    "tailstrict",
    "then",
    "true",
];

/// Every source a rendering may import: the tree's and the registry's.
#[must_use]
pub fn sources(inventory: &Inventory) -> BTreeMap<String, Source> {
    let mut sources = inventory.sources.clone();
    for (path, text) in registry(inventory) {
        sources.insert(path, Source::new(text));
    }
    sources
}

/// Writes the registry for editors, to an ignored folder. Files that are up to date are not touched.
///
/// # Errors
/// When a file cannot be written.
pub fn write_registry(root: &Path, inventory: &Inventory) -> io::Result<()> {
    for (path, text) in registry(inventory) {
        let file = root.join(FOLDER).join(path);
        if fs::read(&file).is_ok_and(|before| before == text.as_bytes()) {
            continue;
        }
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, text)?;
    }
    Ok(())
}

fn registry(inventory: &Inventory) -> impl Iterator<Item = (String, String)> {
    [
        ("archetypes", archetypes(inventory)),
        ("metrics", metrics(inventory)),
        ("services", services(inventory)),
        ("slo_alerts", slo_alerts(inventory)),
    ]
    .into_iter()
    .map(|(name, text)| (format!("registry/{name}.libsonnet"), text))
}

/// `{ <archetype>: { about, signals, dashboard?, monitors: { <name>: import }, slos: ... } }`
fn archetypes(inventory: &Inventory) -> String {
    let mut out = String::from("{\n");
    for (name, archetype) in &inventory.archetypes {
        let folder = format!("lib/archetype/{name}");
        line(&mut out, format_args!("  {}: {{", field(name)));
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
            let names = archetype.objects.get(&kind).filter(|names| !names.is_empty());
            let Some(names) = names else {
                line(&mut out, format_args!("    {}: {{}},", kind.folder()));
                continue;
            };
            line(&mut out, format_args!("    {}: {{", kind.folder()));
            for object in names {
                let file = format!("{folder}/{}/{object}.libsonnet", kind.folder());
                line(&mut out, format_args!("      {}: import '{file}',", field(object)));
            }
            out.push_str("    },\n");
        }
        out.push_str("  },\n");
    }
    out.push_str("}\n");
    out
}

/// `{ <source>: import }`
fn metrics(inventory: &Inventory) -> String {
    index(&inventory.metrics, |name| format!("policy/metrics/{name}.libsonnet"))
}

/// `{ <service>: <declaration> }`
fn services(inventory: &Inventory) -> String {
    index(inventory.services.keys(), |name| {
        format!("services/{name}/service.libsonnet")
    })
}

/// `{ <alert>: import }`
fn slo_alerts(inventory: &Inventory) -> String {
    index(&inventory.slo_alerts, |name| format!("lib/slo-alert/{name}.libsonnet"))
}

fn index<'a>(names: impl IntoIterator<Item = &'a String>, file: impl Fn(&str) -> String) -> String {
    let mut out = String::from("{\n");
    for name in names {
        line(&mut out, format_args!("  {}: import '{}',", field(name), file(name)));
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

/// The name of a field as jsonnetfmt writes it: in quotes only where it needs them. Names are kebab-case.
fn field(name: &str) -> String {
    if name.contains('-') || KEYWORDS.contains(&name) {
        format!("'{name}'")
    } else {
        name.to_owned()
    }
}

fn line(out: &mut String, args: std::fmt::Arguments<'_>) {
    write_to(out, args);
    out.push('\n');
}

fn write_to(out: &mut String, args: std::fmt::Arguments<'_>) {
    out.write_fmt(args).expect("a String takes every write");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_only_where_they_must_be() {
        assert_eq!(field("kafka"), "kafka");
        assert_eq!(field("http-service"), "'http-service'");
        assert_eq!(field("error"), "'error'");
    }
}
