use diagnostics::Severity;
use documents::runbook::Place;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/misplaced-file",
    severity: Severity::Error,
    summary: "a file below `runbooks/` that is not where a runbook belongs",
    rationale: "The path says to which monitor a runbook belongs. No alert links to a file elsewhere, and no rule checks it.",
    fix: "Move it to `<service>/<monitor>.md`, `archetypes/<archetype>/<monitor>.md` or `troubleshooting/<topic>.md`.",
    examples: &[
        Example::pass("every file has a known path", &[]),
        Example::fail(
            "outside of the folders",
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
