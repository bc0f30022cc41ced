//! Which path below `runbooks/` is what.

use diagnostics::Diagnostic;
use model::Slug;

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// `runbooks/<service>/<monitor>.md`
    Page(&'a str, &'a str),
    /// `runbooks/archetypes/<archetype>/<monitor>.md`
    Template(&'a str, &'a str),
    /// `runbooks/troubleshooting/<topic>.md`
    Topic,
    /// `runbooks/README.md`, which tells how the folder works.
    About,
}

/// The folders below `runbooks/` that are no service's.
pub const RESERVED: [&str; 2] = ["archetypes", "troubleshooting"];

/// The page of a monitor, from the root of the repository.
#[must_use]
pub fn page_path(service: &str, monitor: &str) -> String {
    format!("runbooks/{service}/{monitor}.md")
}

/// The template of an archetype's monitor, from the root of the repository.
#[must_use]
pub fn template_path(archetype: &str, monitor: &str) -> String {
    format!("runbooks/archetypes/{archetype}/{monitor}.md")
}

/// Where `path` (from the root of the repository, ending in `.md`) stands.
///
/// # Errors
/// Says that it stands in no known place, or which of its names is not usable.
pub fn place(path: &str) -> Result<Place<'_>, Box<Diagnostic>> {
    let refused = |message: String| {
        Box::new(
            Diagnostic::error("runbook/layout", message)
                .in_file(path)
                .help("pages are <service>/<monitor>.md, archetypes/<archetype>/<monitor>.md and troubleshooting/<topic>.md below runbooks/, in kebab-case"),
        )
    };
    if path == "runbooks/README.md" {
        return Ok(Place::About);
    }
    let stem = path
        .strip_prefix("runbooks/")
        .and_then(|p| p.strip_suffix(".md"))
        .unwrap_or(path);
    let segments: Vec<&str> = stem.split('/').collect();
    let place = match segments[..] {
        ["archetypes", archetype, monitor] => Place::Template(archetype, monitor),
        ["troubleshooting", _] => Place::Topic,
        [service, monitor] if !RESERVED.contains(&service) => Place::Page(service, monitor),
        _ => return Err(refused(format!("'{path}' stands in no known place"))),
    };
    match segments
        .iter()
        .find_map(|s| Slug::parse(s).err().map(|error| (s, error)))
    {
        Some((name, error)) => Err(refused(format!("the name '{name}' of '{path}' is not usable: {error}"))),
        None => Ok(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Result<Place<'_>, &str>) {
        assert_eq!(place(path).map_err(|d| d.message), expected.map_err(str::to_owned));
    }

    #[test]
    fn every_page_has_one_place() {
        check("runbooks/s3/upload-errors.md", Ok(Place::Page("s3", "upload-errors")));
        check(
            "runbooks/archetypes/worker/dlq-growth.md",
            Ok(Place::Template("worker", "dlq-growth")),
        );
        check("runbooks/troubleshooting/missing-logs.md", Ok(Place::Topic));
        check("runbooks/README.md", Ok(Place::About));
        check("runbooks/notes.md", Err("'runbooks/notes.md' stands in no known place"));
        check(
            "runbooks/archetypes/worker.md",
            Err("'runbooks/archetypes/worker.md' stands in no known place"),
        );
        check(
            "runbooks/s3/a/b.md",
            Err("'runbooks/s3/a/b.md' stands in no known place"),
        );
        check(
            "runbooks/s3/Upload.md",
            Err(
                "the name 'Upload' of 'runbooks/s3/Upload.md' is not usable: 'U' may not stand there: names are kebab-case, as in 'failure-rate'",
            ),
        );
    }
}
