//! The environments, of which the policy says how long an index keeps their lines.

use std::collections::BTreeMap;
use std::path::Path;

use diagnostics::{Diagnostic, suggestion};
use documents::account::Policy;

/// Written by `render`: a file for each environment and each organisation.
const FOLDER: &str = "terraform/policy";

/// The names of the environments, with the days for which an index keeps their lines.
#[derive(Debug, Default)]
pub(crate) struct Environments(BTreeMap<String, u32>);

impl Environments {
    pub(crate) fn read(root: &Path) -> Result<Self, Box<Diagnostic>> {
        let unreadable = |path: &str, why: String| {
            Box::new(Diagnostic::error("logs/account", format!("cannot read it: {why}")).in_file(path))
        };
        let mut found = BTreeMap::new();
        let Ok(entries) = std::fs::read_dir(root.join(FOLDER)) else {
            return Ok(Self::default());
        };
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(FOLDER, error.to_string()))?;
            let path = format!("{FOLDER}/{}", entry.file_name().display());
            let text = std::fs::read_to_string(entry.path()).map_err(|error| unreadable(&path, error.to_string()))?;
            let policy: Policy = serde_json::from_str(&text).map_err(|error| unreadable(&path, error.to_string()))?;
            if let Policy::Organisation { environments, .. } = policy {
                found.extend(
                    environments
                        .into_iter()
                        .map(|(name, env)| (name, env.log_retention_days)),
                );
            }
        }
        Ok(Self(found))
    }

    /// The days for which an index keeps lines of this environment; a finding of this rule if there is none of the name.
    pub(crate) fn retention_days(&self, env: &str, rule: &'static str) -> Result<u32, Box<Diagnostic>> {
        self.0.get(env).copied().ok_or_else(|| {
            Box::new(
                Diagnostic::error(rule, format!("no environment '{env}'"))
                    .help(suggestion(env, self.0.keys().map(String::as_str))),
            )
        })
    }
}
