use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/open-code-block",
    severity: Severity::Error,
    flags: "a code block that nothing closes",
    why: "Everything after it is shown as code: the sections that come next are gone.",
    mend: "Close it with the same marks on a line of their own.",
    examples: &[
        Example::pass("closed", &[]),
        Example::fail(
            "open",
            &[Edit::Replace("guide", "No logs.", "```sh\nls")],
            "```sh",
            "'runbooks/troubleshooting/logs.md' opens a code block that nothing closes",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for page in facts.pages.iter().map(|page| &page.page) {
        if let Some(span) = &page.outline.open_fence {
            sink.page(page, "opens a code block that nothing closes", span.clone())
                .help("close it with the same marks on a line of their own");
        }
    }
}
