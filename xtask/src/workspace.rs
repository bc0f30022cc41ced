//! The members of Cargo's workspace.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cargo::cargo;
use serde::Deserialize;

/// What is used of the output of `cargo metadata`; it has many more fields.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
    workspace_default_members: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
}

impl Metadata {
    fn outside_default_members(self) -> Vec<String> {
        let outside: BTreeSet<_> = &self.workspace_members - &self.workspace_default_members;
        let packages = self.packages.into_iter();
        packages
            .filter(|package| outside.contains(&package.id))
            .map(|package| package.name)
            .collect()
    }
}

/// The names of the packages that cargo's commands at the root leave out: members of the workspace that are not in `default-members`.
///
/// # Errors
/// The text of cargo if it cannot read the workspace.
pub(crate) fn outside_default_members(root: &Path) -> Result<Vec<String>, String> {
    let mut command = cargo(root, ["metadata", "--no-deps", "--format-version", "1", "--locked"]);
    let output = command.output().map_err(|cause| cause.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout).map_err(|cause| cause.to_string())?;
    Ok(metadata.outside_default_members())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_that_everyday_commands_leave_out() {
        let text = r#"{
            "packages": [{ "id": "a#1", "name": "a" }, { "id": "b#1", "name": "b" }],
            "workspace_members": ["a#1", "b#1"],
            "workspace_default_members": ["a#1"]
        }"#;
        let metadata: Metadata = serde_json::from_str(text).expect("the fields that are read");
        assert_eq!(metadata.outside_default_members(), ["b"]);
    }
}
