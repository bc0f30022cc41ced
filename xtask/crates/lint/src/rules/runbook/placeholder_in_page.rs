use diagnostics::Severity;
use documents::runbook::{PLACEHOLDERS, Place, find};

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/placeholder-in-page",
    severity: Severity::Error,
    flags: "a placeholder of templates in a page that no template makes",
    why: "It was copied from a template and is read at night as it stands: `{{workload}}`.",
    mend: "Write what it stands for.",
    examples: &[
        Example::pass("words", &[]),
        Example::pass(
            "a template variable of Datadog has a dot",
            &[Edit::Replace("page", "Roll back.", "Roll back {{queue.name}}.")],
        ),
        Example::fail(
            "a placeholder",
            &[Edit::Replace("page", "Roll back.", "Roll back {{workload}}.")],
            "{{workload}}",
            "'runbooks/scribe/failure-rate.md' holds the placeholder 'workload' of a template",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for page in facts
        .pages
        .iter()
        .filter(|page| !matches!(page.place, Place::Template(..)))
        .map(|page| &page.page)
    {
        for found in find(page.text)
            .into_iter()
            .filter(|found| PLACEHOLDERS.contains(&found.name))
        {
            sink.page(
                page,
                format_args!("holds the placeholder '{}' of a template", found.name),
                found.span,
            )
            .help("write what it stands for: only templates are filled in");
        }
    }
}
