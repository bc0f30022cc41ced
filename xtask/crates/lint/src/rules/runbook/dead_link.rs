use diagnostics::{Severity, suggestion};
use documents::runbook::{Place, find_placeholders, link_target};

use crate::facts::Facts;
use crate::fix::Fix;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/dead-link",
    severity: Severity::Error,
    summary: "a link to a page or file of this repository that does not exist",
    rationale: "Who follows it at night must arrive. A link of a template is followed from every page that is made of it.",
    fix: "Name the path relative to the page, as in `../redis/down.md`. `--fix` takes the one page of that name, where there is just one.",
    examples: &[
        Example::pass("a guide that exists", &[]),
        Example::pass(
            "what lies outside of the repository is not known",
            &[Edit::Replace(
                "runbook",
                "../troubleshooting/logs.md",
                "https://example.com/logs.md",
            )],
        ),
        Example::fail(
            "a page in another folder",
            &[Edit::Replace("runbook", "../troubleshooting/logs.md", "logs.md")],
            "logs.md",
            "'runbooks/scribe/failure-rate.md' links to 'runbooks/scribe/logs.md', which does not exist",
        ),
        Example::fail(
            "a link that a page made of the template cannot follow",
            &[
                Edit::Set(
                    "template",
                    r##""---\nsummary: s\nreviewed: 2026-11-01\n---\n# T\n\n## Meaning\n[a](../worker/gone.md)\n\n## Impact\na\n\n## Diagnosis\na\n\n## Mitigation\na\n\n## Escalation\na\n""##,
                ),
                Edit::Set(
                    "more",
                    r#"{ "prod|scribe|late|worker": { "payload/query": "avg(last_10m):avg:acme.a{env:prod,service:scribe} by {queue} > 5" } }"#,
                ),
            ],
            "../worker/gone.md",
            "'runbooks/archetypes/worker/late.md' links to 'runbooks/worker/gone.md' in the page 'runbooks/scribe/late.md', which does not exist",
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
    for (made, template) in &facts.generated {
        let Some(runbook) = facts.handwritten(template).map(|runbook| &runbook.runbook) else {
            continue;
        };
        for span in &runbook.outline.links {
            let address = &runbook.text[span.clone()];
            // A placeholder in a link is known to `docs`, which fills it in.
            let dead = link_target(made, address)
                .filter(|path| find_placeholders(address).is_empty() && !facts.has_file(path));
            if let Some(path) = dead {
                reporter
                    .runbook(
                        runbook,
                        format_args!("links to '{path}' in the page '{made}', which does not exist"),
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

/// The pages of the same file name.
fn runbooks_like(facts: &Facts<'_>, path: &str) -> Vec<String> {
    facts
        .runbook_paths()
        .filter(|known| file(known) == file(path))
        .map(str::to_owned)
        .collect()
}

fn help(facts: &Facts<'_>, path: &str, near: &[String]) -> String {
    if near.is_empty() {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        suggestion(
            path,
            facts.runbook_paths().filter(|known| folder(known) == folder(path)),
        )
    } else {
        let shown: Vec<&str> = near.iter().take(3).map(String::as_str).collect();
        format!("a page of that name is {}", shown.join(", "))
    }
}

/// The address of `to` in the page `from`.
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
    fn addresses_are_relative_to_the_page() {
        assert_eq!(relative("runbooks/a/b.md", "runbooks/c/d.md"), "../c/d.md");
        assert_eq!(relative("runbooks/a/b.md", "runbooks/a/d.md"), "d.md");
        assert_eq!(relative("runbooks/a/b.md", "docs/d.md"), "../../docs/d.md");
    }
}
