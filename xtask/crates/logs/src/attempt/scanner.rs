//! The groups of scanner rules.

use std::path::Path;

use datadog_logs::Log;
use datadog_query::search::{self, Options, Search};
use datadog_scanner::definition::{Product, RuleFile};
use datadog_scanner::{Scanner, compile};
use diagnostics::Diagnostic;
use documents::yaml;

const FOLDER: &str = "terraform/scanner";

/// The groups that scan logs.
pub(crate) struct Groups(Vec<(Search, Scanner)>);

impl Groups {
    pub(crate) fn read(root: &Path) -> Result<Self, Box<Diagnostic>> {
        let folder = root.join(FOLDER);
        let mut out = Vec::new();
        if !folder.is_dir() {
            return Ok(Self(out));
        }
        let unreadable =
            |error: std::io::Error| Box::new(Diagnostic::error("logs/file", format!("cannot read {FOLDER}: {error}")));
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            paths.push(entry.map_err(unreadable)?.path());
        }
        paths.sort();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        {
            let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
            let text = std::fs::read_to_string(path).map_err(unreadable)?;
            let file: RuleFile = yaml::parse(&text).map_err(|error| {
                let mut finding =
                    Diagnostic::error("logs/scanner", error.message).at(shown.as_str(), text.as_str(), error.span);
                finding.help = error.help;
                Box::new(finding)
            })?;
            if !file.group.products.contains(&Product::Logs) {
                continue;
            }
            let invalid = |what: String| Box::new(Diagnostic::error("logs/scanner", what).in_file(shown.as_str()));
            let filter =
                search::parse_with(&file.group.filter, Options::FILTER).map_err(|error| invalid(error.message))?;
            let scanner = compile(&[file], false).map_err(|problems| {
                let texts: Vec<String> = problems
                    .into_iter()
                    .map(|p| format!("rule {}: {}: {}", p.rule + 1, p.field, p.message))
                    .collect();
                invalid(texts.join("; "))
            })?;
            out.push((filter, scanner));
        }
        Ok(Self(out))
    }

    /// Replaces what the rules find, and returns the rule and the path of each match.
    pub(crate) fn scan(&self, log: &mut Log) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
        let mut out = Vec::new();
        for (filter, scanner) in &self.0 {
            if !filter.matches(log) {
                continue;
            }
            let found = scanner
                .scan(&mut log.message, &mut log.attributes, &mut log.tags)
                .map_err(|error| Box::new(Diagnostic::error("logs/scanner", error)))?;
            let rule = |index: usize| {
                scanner
                    .rules()
                    .get(index)
                    .map(|rule| rule.name.clone())
                    .unwrap_or_default()
            };
            out.extend(found.into_iter().map(|found| (rule(found.rule), found.path)));
        }
        Ok(out)
    }
}
