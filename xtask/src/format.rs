//! Whether Rust code is formatted. `cargo fmt` parses every file in one thread, so it runs only if a file has changed since it last passed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::cargo;
use crate::console::Console;
use crate::step_result::StepResult;
use crate::wording;

/// A key over the files that last passed, from the root of the repository.
const PASSED: &str = ".cache/format.txt";

/// What decides about the format, except the code.
const SETTINGS: [&str; 2] = ["rustfmt.toml", "Cargo.toml"];

/// The step `format`.
pub(crate) fn check(console: &Console, root: &Path) -> StepResult {
    let key = key(root);
    let passed = root.join(PASSED);
    if key.is_some() && fs::read_to_string(&passed).ok() == key {
        console.print("unchanged since it passed\n");
        return StepResult::Passed;
    }
    let result = console.passes(&mut cargo(root, ["fmt", "--all", "--check"]));
    if let (StepResult::Passed, Some(key)) = (result, key) {
        // Without the key the next check only takes longer.
        drop(fs::create_dir_all(root.join(".cache")).and_then(|()| fs::write(passed, key)));
    }
    result
}

/// A key over the code, the settings and the formatter; `None` where a part of it is not known.
fn key(root: &Path) -> Option<String> {
    let version = Command::new("rustfmt").arg("--version").output().ok()?;
    let mut whole = version.stdout;
    let files = wording::tracked(root).ok()?;
    let decides = |path: &&String| path.ends_with(".rs") || SETTINGS.contains(&path.as_str());
    for path in files.iter().filter(decides) {
        // One that was removed and not committed: its name alone.
        let content = fs::read(root.join(path)).unwrap_or_default();
        whole.extend(format!("{path} {:032x}\n", repository::hash(&content)).bytes());
    }
    Some(format!("{:032x}", repository::hash(&whole)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_and_a_new_one_change_the_key() {
        let tree = tempfile::tempdir().expect("a folder");
        let git = Command::new("git").arg("init").arg("--quiet").arg(tree.path()).status();
        assert!(git.expect("git runs").success());
        let write = |name: &str, text: &str| fs::write(tree.path().join(name), text).expect("a file");
        write("a.rs", "fn a() {}");
        let first = key(tree.path()).expect("a key");
        assert_eq!(key(tree.path()), Some(first.clone()));
        write("notes.md", "text");
        assert_eq!(key(tree.path()), Some(first.clone()), "only code counts");
        write("a.rs", "fn a( ) {}");
        let changed = key(tree.path()).expect("a key");
        assert_ne!(changed, first);
        write("rustfmt.toml", "");
        assert_ne!(key(tree.path()), Some(changed));
    }
}
