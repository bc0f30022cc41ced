//! What a path below `runbooks/` means.

use diagnostics::Diagnostic;
use model::{RUNBOOK_FOLDERS, Slug};

/// What kind of file a path below `runbooks/` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// `runbooks/<service>/<monitor>.md`: service and monitor.
    Monitor(&'a str, &'a str),
    /// `runbooks/archetypes/<archetype>/<monitor>.md`: archetype and monitor.
    Template(&'a str, &'a str),
    /// `runbooks/troubleshooting/<topic>.md`
    Troubleshooting,
    /// `runbooks/README.md`, which explains the folder.
    Readme,
}

/// The path of a monitor's runbook from the root of the repository.
#[must_use]
pub fn runbook_path(service: &str, monitor: &str) -> String {
    format!("runbooks/{service}/{monitor}.md")
}

/// The path of the template for an archetype's monitor, from the root of the repository.
#[must_use]
pub fn template_path(archetype: &str, monitor: &str) -> String {
    format!("runbooks/archetypes/{archetype}/{monitor}.md")
}

impl<'a> Place<'a> {
    /// Classifies `path`, from the root of the repository and ending in `.md`.
    ///
    /// # Errors
    /// The path has none of the known forms, or a name in it is not kebab-case.
    pub fn parse(path: &'a str) -> Result<Self, Box<Diagnostic>> {
        let error = |message: String| {
            Box::new(
                Diagnostic::error("runbook/layout", message)
                    .in_file(path)
                    .help("move it to <service>/<monitor>.md, archetypes/<archetype>/<monitor>.md or troubleshooting/<topic>.md below runbooks/"),
            )
        };
        if path == "runbooks/README.md" {
            return Ok(Self::Readme);
        }
        let stem = path
            .strip_prefix("runbooks/")
            .and_then(|path| path.strip_suffix(".md"))
            .unwrap_or(path);
        let segments: Vec<&str> = stem.split('/').collect();
        let place = match segments[..] {
            ["archetypes", archetype, monitor] => Self::Template(archetype, monitor),
            ["troubleshooting", _] => Self::Troubleshooting,
            [service, monitor] if !RUNBOOK_FOLDERS.contains(&service) => Self::Monitor(service, monitor),
            _ => return Err(error(format!("'{path}' is not where a runbook belongs"))),
        };
        let invalid = segments
            .iter()
            .find_map(|name| Slug::parse(name).err().map(|reason| (name, reason)));
        match invalid {
            Some((name, reason)) => Err(error(format!("the name '{name}' in '{path}' is invalid: {reason}"))),
            None => Ok(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Result<Place<'_>, &str>) {
        assert_eq!(
            Place::parse(path).map_err(|d| d.message),
            expected.map_err(str::to_owned)
        );
    }

    #[test]
    fn each_path_is_classified() {
        check(
            "runbooks/s3/upload-errors.md",
            Ok(Place::Monitor("s3", "upload-errors")),
        );
        check(
            "runbooks/archetypes/worker/dlq-growth.md",
            Ok(Place::Template("worker", "dlq-growth")),
        );
        check("runbooks/troubleshooting/missing-logs.md", Ok(Place::Troubleshooting));
        check("runbooks/README.md", Ok(Place::Readme));
        check(
            "runbooks/notes.md",
            Err("'runbooks/notes.md' is not where a runbook belongs"),
        );
        check(
            "runbooks/archetypes/worker.md",
            Err("'runbooks/archetypes/worker.md' is not where a runbook belongs"),
        );
        check(
            "runbooks/s3/a/b.md",
            Err("'runbooks/s3/a/b.md' is not where a runbook belongs"),
        );
        check(
            "runbooks/s3/Upload.md",
            Err(
                "the name 'Upload' in 'runbooks/s3/Upload.md' is invalid: 'U' is not allowed there: names are kebab-case, as in 'failure-rate'",
            ),
        );
    }
}
