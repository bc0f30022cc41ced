use diagnostics::{Severity, suggestion};
use documents::runbook::{Place, find_placeholders, link_target};

use crate::facts::Facts;
use crate::fix::Fix;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/dead-link",
    severity: Severity::Error,
    summary: "a link to a file of this repository that does not exist",
    rationale: "Links in a runbook must work during an incident. The links of a template are checked in every runbook generated from it.",
    fix: "Use a path relative to the file, as in `../redis/down.md`. `--fix` corrects the path if exactly one runbook has that file name.",
    examples: &[
        Example::pass("the file exists", &[]),
        Example::pass(
            "a URL is not checked",
            &[Edit::Replace(
                "runbook",
                "../troubleshooting/logs.md",
                "https://example.com/logs.md",
            )],
        ),
        Example::fail(
            "the file is in another folder",
            &[Edit::Replace("runbook", "../troubleshooting/logs.md", "logs.md")],
            "logs.md",
            "'runbooks/scribe/failure-rate.md' links to 'runbooks/scribe/logs.md', which does not exist",
        ),
        Example::fail(
            "a link in a template that is dead in a generated runbook",
            &[
                Edit::Set(
                    "template",
                    r##""---\nsummary: s\nreviewed: 2026-11-01\n---\n# T\n\n## First command\n```sh\nkubectl get pods\n```\n\n## Meaning\n[a](../worker/gone.md)\n\n## Impact\na\n\n## Diagnosis\na\n\n## Mitigation\na\n\n## Escalation\na\n""##,
                ),
                Edit::Set(
                    "more",
                    r#"{ "prod|scribe|late|worker": { "payload/query": "avg(last_10m):avg:acme.a{env:prod,service:scribe} by {queue} > 5" } }"#,
                ),
            ],
            "../worker/gone.md",
            "'runbooks/archetypes/worker/late.md' links to 'runbooks/worker/gone.md', which does not exist, in the generated 'runbooks/scribe/late.md'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts
        .runbooks
        .iter()
        .filter(|runbook| !matches!(runbook.place, Place::Template(..)))
        .map(|runbook| &runbook.runbook)
    {
        for span in &runbook.outline.links {
            let Some(path) =
                link_target(runbook.path, &runbook.text[span.clone()]).filter(|path| !facts.has_file(path))
            else {
                continue;
            };
            let near = runbooks_like(facts, &path);
            let finding = reporter.runbook(
                runbook,
                format_args!("links to '{path}', which does not exist"),
                span.clone(),
            );
            finding.help(help(facts, &path, &near));
            if let [one] = near.as_slice() {
                finding.fix(Fix {
                    path: runbook.path.to_owned(),
                    span: span.clone(),
                    text: relative(runbook.path, one),
                    description: format!("link to '{one}'"),
                });
            }
        }
    }
    for (generated, template) in &facts.generated {
        let Some(runbook) = facts.handwritten(template).map(|runbook| &runbook.runbook) else {
            continue;
        };
        for span in &runbook.outline.links {
            let address = &runbook.text[span.clone()];
            // `docs` checks addresses with placeholders after filling them.
            let dead = link_target(generated, address)
                .filter(|path| find_placeholders(address).is_empty() && !facts.has_file(path));
            if let Some(path) = dead {
                reporter
                    .runbook(
                        runbook,
                        format_args!("links to '{path}', which does not exist, in the generated '{generated}'"),
                        span.clone(),
                    )
                    .help(help(facts, &path, &runbooks_like(facts, &path)));
            }
        }
    }
}

fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The runbooks with the same file name.
fn runbooks_like(facts: &Facts<'_>, path: &str) -> Vec<String> {
    facts
        .runbook_paths()
        .filter(|known| file(known) == file(path))
        .map(str::to_owned)
        .collect()
}

fn help(facts: &Facts<'_>, path: &str, near: &[String]) -> String {
    if near.is_empty() {
        // Names only: paths in the same folder begin alike, so whole paths are all similar.
        let folder = |path: &'_ str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let names: Vec<&str> = facts
            .runbook_paths()
            .filter(|known| folder(known) == folder(path))
            .map(file)
            .collect();
        if names.is_empty() {
            format!("there is no runbook in '{}'", folder(path).unwrap_or_default())
        } else {
            suggestion(file(path), names)
        }
    } else {
        let shown: Vec<&str> = near.iter().take(3).map(String::as_str).collect();
        format!("did you mean {}?", shown.join(", "))
    }
}

/// The path of `to`, relative to the file `from`.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let common = from
        .iter()
        .zip(&to)
        .take_while(|(a, b)| a == b)
        .count()
        .min(from.len() - 1);
    "../".repeat(from.len() - 1 - common) + &to[common..].join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn paths_are_relative_to_the_file() {
        assert_eq!(relative("runbooks/a/b.md", "runbooks/c/d.md"), "../c/d.md");
        assert_eq!(relative("runbooks/a/b.md", "runbooks/a/d.md"), "d.md");
        assert_eq!(relative("runbooks/a/b.md", "docs/d.md"), "../../docs/d.md");
    }
}
