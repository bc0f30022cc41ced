//! Log monitors: which count a line.

use std::path::Path;

use datadog_logs::Log;
use datadog_query::monitor::{self, Monitor};
use datadog_query::search::{self, Options, Search};
use diagnostics::Diagnostic;
use documents::yaml;
use serde_json::Value;

/// A monitor that counts lines.
#[derive(Debug)]
pub(crate) struct LogMonitor {
    /// Environment, service and name.
    pub(crate) name: String,
    search: Search,
    indexes: Vec<String>,
}

impl LogMonitor {
    /// The log monitors that are rendered, of all environments.
    pub(crate) fn read(root: &Path) -> Result<Vec<Self>, Box<Diagnostic>> {
        let mut out = Vec::new();
        for env in entries(&root.join("manifests"))?
            .into_iter()
            .filter(|path| path.is_dir())
        {
            for service in entries(&env)? {
                let monitors = service.join("monitors");
                if !monitors.is_dir() {
                    continue;
                }
                for file in entries(&monitors)? {
                    out.extend(read_file(&service, &file)?);
                }
            }
        }
        Ok(out)
    }

    /// Whether the monitor counts a line that an index keeps.
    pub(crate) fn counts(&self, log: &Log, index: Option<&str>) -> bool {
        let searched =
            |name: &str| self.indexes.is_empty() || self.indexes.iter().any(|index| index == "*" || index == name);
        index.is_some_and(searched) && self.search.matches(log)
    }
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        Box::new(Diagnostic::error(
            "logs/file",
            format!("cannot read '{}': {error}", folder.display()),
        ))
    };
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        out.push(entry.map_err(unreadable)?.path());
    }
    out.sort();
    Ok(out)
}

fn read_file(service: &Path, file: &Path) -> Result<Option<LogMonitor>, Box<Diagnostic>> {
    let shown = file.display().to_string();
    let invalid = |what: String| Box::new(Diagnostic::error("logs/monitor", what).in_file(shown.as_str()));
    let text = std::fs::read_to_string(file).map_err(|error| invalid(format!("cannot read the file: {error}")))?;
    // most monitors are of another type: their files are not parsed
    if !text.contains("\"log alert\"") {
        return Ok(None);
    }
    let tree = yaml::tree(&text).map_err(|error| invalid(error.message))?;
    let Some(Ok(spec)) = tree
        .get("spec")
        .and_then(|spec| spec.get("jsonSpec"))
        .map(|spec| spec.decode::<String>())
    else {
        return Err(invalid("the manifest has no jsonSpec".to_owned()));
    };
    let payload: Value = serde_json::from_str(&spec).map_err(|error| invalid(error.to_string()))?;
    let query = payload["query"].as_str().unwrap_or_default();
    let Ok(Monitor::Event(event)) = monitor::parse(query) else {
        return Ok(None);
    };
    let search =
        search::parse_with(&event.search.text.value, Options::MONITOR).map_err(|error| invalid(error.message))?;
    let part = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(LogMonitor {
        name: format!(
            "{}/{}/{}",
            service.parent().map(part).unwrap_or_default(),
            part(service),
            part(file)
        ),
        search,
        indexes: event.indexes.iter().map(|index| index.value.clone()).collect(),
    }))
}
