use diagnostics::Severity;

use crate::facts::{CODEOWNERS, Facts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The folders that belong to a service, before its name.
const FOLDERS: [&str; 2] = ["/jsonnet/services/", "/runbooks/"];

pub(crate) static RULE: Rule = Rule {
    name: "policy/wrong-codeowner",
    severity: Severity::Error,
    summary: "a service whose folders have another owner in `CODEOWNERS` than the team in its declaration",
    rationale: "The team that is paged for a service must review changes to its monitors and runbooks.",
    fix: "Correct the lines in `CODEOWNERS`: one for `/jsonnet/services/<service>/` and one for `/runbooks/<service>/`. If the declaration is wrong, change its `team`. Without a `CODEOWNERS` file nothing is checked.",
    examples: &[
        Example::pass("the team of the declaration", &[]),
        Example::pass(
            "the last line counts",
            &[Edit::Replace(
                "codeowners",
                "/runbooks/scribe/ @acme/ml",
                "/runbooks/scribe/ @acme/data\n/runbooks/scribe/ @acme/ml",
            )],
        ),
        Example::pass("no file", &[Edit::Set("codeowners", "null")]),
        Example::fail(
            "another team",
            &[Edit::Replace(
                "codeowners",
                "/runbooks/scribe/ @acme/ml",
                "/runbooks/scribe/ @acme/data",
            )],
            "/runbooks/scribe/ @acme/data",
            "'/runbooks/scribe/' is owned by @acme/data in CODEOWNERS, but service 'scribe' belongs to team 'ml'",
        ),
        Example::fail(
            "no line",
            &[Edit::Replace("codeowners", "/runbooks/scribe/ @acme/ml\n", "")],
            "",
            "'/runbooks/scribe/' has no owner in CODEOWNERS, but service 'scribe' belongs to team 'ml'",
        ),
        Example::fail(
            "a service that does not exist",
            &[Edit::Replace(
                "codeowners",
                "/runbooks/scribe/ ",
                "/runbooks/scrib/ @acme/ml\n/runbooks/scribe/ ",
            )],
            "/runbooks/scrib/ @acme/ml",
            "'/runbooks/scrib/' has an owner in CODEOWNERS, but service 'scrib' does not exist",
        ),
    ],
    check: Check::Facts(check),
};

/// A line of the file.
struct Line<'t> {
    whole: &'t str,
    pattern: &'t str,
    owners: &'t str,
}

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let Some(text) = facts.codeowners else { return };
    let lines: Vec<Line<'_>> = text.lines().filter_map(Line::parse).collect();
    for (name, service) in &facts.catalog.services {
        for pattern in FOLDERS.map(|folder| format!("{folder}{name}/")) {
            let line = lines.iter().rfind(|line| line.pattern == pattern);
            let owned = |owner: &str| owner.rsplit_once('/').is_some_and(|(_, team)| team == service.team);
            if line.is_some_and(|line| line.owners.split_whitespace().any(owned)) {
                continue;
            }
            let state = line.map_or_else(
                || "has no owner".to_owned(),
                |line| format!("is owned by {}", line.owners),
            );
            let finding = reporter.file(
                CODEOWNERS,
                format_args!(
                    "'{pattern}' {state} in CODEOWNERS, but service '{name}' belongs to team '{}'",
                    service.team
                ),
            );
            finding.help(format!(
                "write '{pattern} @<organisation>/{}', or change 'team' in jsonnet/{}",
                service.team, service.file
            ));
            if let Some(line) = line {
                finding.underline(line.whole);
            }
        }
    }
    for Line { whole, pattern, .. } in &lines {
        let service = FOLDERS
            .iter()
            .find_map(|folder| pattern.strip_prefix(folder)?.strip_suffix('/'));
        let known = |name: &str| facts.catalog.services.contains_key(name) || model::RUNBOOK_FOLDERS.contains(&name);
        if let Some(service) = service.filter(|service| !service.is_empty() && !known(service)) {
            reporter
                .file(
                    CODEOWNERS,
                    format_args!("'{pattern}' has an owner in CODEOWNERS, but service '{service}' does not exist"),
                )
                .underline(*whole)
                .help("remove the line, or correct the name of the service");
        }
    }
}

impl<'t> Line<'t> {
    /// `None` for a comment, an empty line, and a pattern without an owner.
    fn parse(line: &'t str) -> Option<Self> {
        let whole = line.trim();
        let (pattern, owners) = whole.split_once(char::is_whitespace)?;
        (!pattern.starts_with('#')).then(|| Self {
            whole,
            pattern,
            owners: owners.trim(),
        })
    }
}
