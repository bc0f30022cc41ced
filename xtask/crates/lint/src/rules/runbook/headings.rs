use diagnostics::{Severity, suggestion};
use documents::runbook::{Heading, Place, Runbook, SECTIONS};

use crate::facts::Facts;
use crate::fix::Fix;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/headings",
    severity: Severity::Error,
    summary: "a runbook without a title, or whose sections are not First command, Meaning, Impact, Diagnosis, Mitigation and Escalation, in this order",
    rationale: "If all runbooks have the same sections, the on-call engineer finds the right one at once.",
    fix: "Use one `#` title and the six `##` sections in their order, none of them empty. `--fix` sorts the sections.",
    examples: &[
        Example::pass("the six sections in their order", &[]),
        Example::pass(
            "deeper headings are free",
            &[Edit::Replace("runbook", "Roll back.", "### First\nRoll back.")],
        ),
        Example::fail(
            "no title",
            &[Edit::Replace("runbook", "# Scribe: jobs are failing\n", "")],
            "## First command",
            "'runbooks/scribe/failure-rate.md' does not begin with a title",
        ),
        Example::fail(
            "a second title",
            &[Edit::Replace("runbook", "## Impact", "# More\n## Impact")],
            "# More",
            "'runbooks/scribe/failure-rate.md' has more than one title",
        ),
        Example::fail(
            "a misspelt section",
            &[Edit::Replace("runbook", "## Impact", "## Impact\nx\n## Imapct")],
            "## Imapct",
            "'runbooks/scribe/failure-rate.md' has an unknown section 'Imapct'",
        ),
        Example::fail(
            "a duplicate section",
            &[Edit::Replace("runbook", "## Escalation", "## Impact\nx\n## Escalation")],
            "## Impact",
            "'runbooks/scribe/failure-rate.md' has more than one section 'Impact'",
        ),
        Example::fail(
            "sections in the wrong order",
            &[
                Edit::Replace("runbook", "## Impact\nClinicians wait.\n\n", ""),
                Edit::Replace(
                    "runbook",
                    "## Mitigation",
                    "## Impact\nClinicians wait.\n\n## Mitigation",
                ),
            ],
            "## Impact",
            "'runbooks/scribe/failure-rate.md' has the section 'Impact' after 'Diagnosis'",
        ),
        Example::fail(
            "an empty section",
            &[Edit::Replace("runbook", "Clinicians wait.", "")],
            "## Impact",
            "'runbooks/scribe/failure-rate.md' has an empty section 'Impact'",
        ),
        Example::fail(
            "a missing section",
            &[Edit::Replace("runbook", "## Impact\nClinicians wait.\n\n", "")],
            "# Scribe: jobs are failing",
            "'runbooks/scribe/failure-rate.md' has no section 'Impact'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in &facts.runbooks {
        check_title(&runbook.runbook, reporter);
        if matches!(runbook.place, Place::Monitor(..) | Place::Template(..)) {
            check_sections(&runbook.runbook, reporter);
        }
    }
}

fn check_title<'a>(runbook: &'a Runbook<'a>, reporter: &mut Reporter<'a>) {
    let mut titles = runbook.outline.headings.iter().filter(|heading| heading.level == 1);
    let start = runbook.body + runbook.text[runbook.body..].len() - runbook.text[runbook.body..].trim_start().len();
    let first_line = start..start + runbook.text[start..].lines().next().unwrap_or_default().len();
    match titles.next() {
        Some(title) if title.span.start == start && !title.title.is_empty() => {}
        // Without valid front matter the start of the body is unknown; `runbook/front-matter` reports it.
        _ if runbook.front.is_err() => {}
        _ => {
            reporter
                .runbook(runbook, "does not begin with a title", first_line)
                .help("write '# <title>' as the first line after the front matter");
        }
    }
    for second in titles {
        reporter
            .runbook(runbook, "has more than one title", second.span.clone())
            .help("use one '#' heading, and '##' for sections");
    }
}

fn check_sections<'a>(runbook: &'a Runbook<'a>, reporter: &mut Reporter<'a>) {
    let sections: Vec<&Heading<'_>> = runbook
        .outline
        .headings
        .iter()
        .filter(|heading| heading.level == 2)
        .collect();
    let (mut last, mut seen): (usize, Vec<usize>) = (0, Vec::new());
    let mut order = sort_fix(runbook, &sections);
    for (n, section) in sections.iter().enumerate() {
        let end = sections.get(n + 1).map_or(runbook.text.len(), |next| next.span.start);
        let (title, at) = (section.title, section.span.clone());
        let place = SECTIONS.iter().position(|known| *known == title);
        match place {
            None => {
                reporter
                    .runbook(runbook, format_args!("has an unknown section '{title}'"), at)
                    .help(suggestion(title, SECTIONS));
            }
            Some(place) if seen.contains(&place) => {
                reporter
                    .runbook(runbook, format_args!("has more than one section '{title}'"), at)
                    .help("merge the two sections");
            }
            Some(place) if place < last => {
                let finding = reporter.runbook(
                    runbook,
                    format_args!("has the section '{title}' after '{}'", SECTIONS[last]),
                    at,
                );
                finding.help(format!("sort the sections: {}", SECTIONS.join(", ")));
                if let Some(fix) = order.take() {
                    finding.fix(fix);
                }
            }
            Some(place) => last = place,
        }
        seen.extend(place);
        if runbook.text[section.span.end..end].trim().is_empty() {
            reporter
                .runbook(
                    runbook,
                    format_args!("has an empty section '{title}'"),
                    section.span.clone(),
                )
                .help("fill it, or say where to find the answer");
        }
    }
    let missing: Vec<&str> = SECTIONS
        .iter()
        .enumerate()
        .filter(|(n, _)| !seen.contains(n))
        .map(|(_, section)| *section)
        .collect();
    if !missing.is_empty() {
        let at = runbook
            .title()
            .map_or(runbook.body..runbook.body, |title| title.span.clone());
        let noun = if missing.len() == 1 { "section" } else { "sections" };
        reporter
            .runbook(runbook, format_args!("has no {noun} '{}'", missing.join("', '")), at)
            .help(format!(
                "add it; the sections are {}, in this order",
                SECTIONS.join(", ")
            ));
    }
}

/// The fix that sorts the sections; `None` if one is unknown or duplicate.
fn sort_fix(runbook: &Runbook<'_>, sections: &[&Heading<'_>]) -> Option<Fix> {
    let start = sections.first()?.span.start;
    let mut parts = Vec::with_capacity(sections.len());
    for (n, section) in sections.iter().enumerate() {
        let end = sections.get(n + 1).map_or(runbook.text.len(), |next| next.span.start);
        let place = SECTIONS.iter().position(|known| *known == section.title)?;
        parts.push((place, runbook.text[section.span.start..end].trim_end()));
    }
    parts.sort_unstable();
    if parts.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return None;
    }
    let texts: Vec<&str> = parts.into_iter().map(|(_, text)| text).collect();
    Some(Fix {
        path: runbook.path.to_owned(),
        span: start..runbook.text.len(),
        text: texts.join("\n\n") + "\n",
        description: "sorted the sections".to_owned(),
    })
}
