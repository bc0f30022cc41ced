//! Builds `promtool` from its pinned module, and runs it on equal tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Cost, measured};
use crate::tests;

/// Runs `promtool test rules` on `count` tests.
///
/// # Errors
/// If `promtool` cannot be built: Go is missing, or the module cannot be downloaded.
pub(crate) fn run(root: &Path, count: usize) -> Result<Cost, String> {
    let promtool = built(root)?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let write =
        |name: &str, text: String| std::fs::write(folder.path().join(name), text).map_err(|error| error.to_string());
    write("rules.yml", tests::RULES.to_owned())?;
    write("tests.yml", tests::theirs(count))?;
    let (cost, text) = measured(
        Command::new(promtool)
            .current_dir(folder.path())
            .args(["test", "rules", "tests.yml"]),
    );
    assert!(text.contains("SUCCESS"), "{text}");
    Ok(cost)
}

/// Builds it into `.cache/tools/bin`, which takes minutes the first time.
fn built(root: &Path) -> Result<PathBuf, String> {
    let bin = root.join(".cache/tools/bin");
    std::fs::create_dir_all(&bin).map_err(|error| error.to_string())?;
    let path = bin.join("promtool");
    let status = Command::new("go")
        // service discovery takes most of the build and is not needed for tests of rules
        .args(["build", "-tags", "remove_all_sd", "-o"])
        .arg(&path)
        .arg("github.com/prometheus/prometheus/cmd/promtool")
        .current_dir(root.join("tools/promtool"))
        .env("GOFLAGS", "-mod=readonly -buildvcs=false")
        .env("GOWORK", "off")
        .env("GOTOOLCHAIN", "local")
        .status()
        .map_err(|error| format!("go cannot be run: {error}"))?;
    if status.success() {
        Ok(path)
    } else {
        Err("go cannot build it; its output above says why".to_owned())
    }
}
