use diagnostics::Severity;
use documents::runbook::Place;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/misplaced-file",
    severity: Severity::Error,
    summary: "a page below `runbooks/` in no known place",
    rationale: "The path says which monitor a page belongs to. A page elsewhere is reached by no alert and checked by no rule.",
    fix: "Move it to `<service>/<monitor>.md`, `archetypes/<archetype>/<monitor>.md` or `troubleshooting/<topic>.md`.",
    examples: &[
        Example::pass("each page has its place", &[]),
        Example::fail(
            "beside the folders",
            &[Edit::Set("odd", r##""# Notes\n""##)],
            "",
            "'runbooks/notes.md' is not where a runbook belongs",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for path in facts.runbook_texts.keys() {
        if let Err(error) = Place::parse(path) {
            let finding = reporter.file(path, error.message);
            finding.help = error.help;
        }
    }
}
