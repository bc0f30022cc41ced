use diagnostics::Severity;
use documents::runbook::place;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/misplaced-page",
    severity: Severity::Error,
    flags: "a page below `runbooks/` in no known place",
    why: "The path says which monitor a page belongs to. A page elsewhere is reached by no alert and checked by no rule.",
    mend: "Move it to `<service>/<monitor>.md`, `archetypes/<archetype>/<monitor>.md` or `troubleshooting/<topic>.md`.",
    examples: &[
        Example::pass("each page has its place", &[]),
        Example::fail(
            "beside the folders",
            &[Edit::Set("odd", r##""# Notes\n""##)],
            "",
            "'runbooks/notes.md' stands in no known place",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for path in facts.texts.keys() {
        if let Err(refused) = place(path) {
            let finding = sink.file(path, refused.message);
            finding.help = refused.help;
        }
    }
}
