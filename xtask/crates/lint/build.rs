//! Lists the rules: every file `src/rules/<group>/<problem>.rs` is one.

use std::fmt::Write;
use std::fs;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=src/rules");
    let mut rules: Vec<(String, String)> = Vec::new();
    for group in names("src/rules") {
        let folder = format!("src/rules/{group}");
        if Path::new(&folder).is_dir() {
            rules.extend(names(&folder).into_iter().map(|rule| (group.clone(), rule)));
        }
    }
    // By the names of the rules, which have hyphens: `no-recovery` is before `no-recovery-margin`.
    rules.sort_by_key(|(group, rule)| format!("{group}/{rule}").replace('_', "-"));
    let mut code = String::from("&[\n");
    for (group, rule) in &rules {
        writeln!(code, "    &{group}::{rule}::RULE,").expect("writing to a String succeeds");
    }
    code.push_str("]\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("rules.rs"), code).expect("OUT_DIR is writable");
}

/// The stems of the Rust files in `folder`, and of its folders.
fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    paths
        .filter(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect()
}
