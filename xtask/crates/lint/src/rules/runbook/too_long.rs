use diagnostics::Severity;
use documents::runbook::Place;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Without the front matter; stated in `runbooks/README.md`.
const LINES_MAX: usize = 80;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/too-long",
    severity: Severity::Warning,
    summary: "a runbook of more than 80 lines",
    rationale: "An on-call engineer cannot read a long text during an incident.",
    fix: "Move shared content to `troubleshooting/`, and remove what the alert already says.",
    examples: &[
        Example::pass("a short runbook", &[]),
        Example::fail(
            "a hundred lines",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25\n26\n27\n28\n29\n30\n31\n32\n33\n34\n35\n36\n37\n38\n39\n40\n41\n42\n43\n44\n45\n46\n47\n48\n49\n50\n51\n52\n53\n54\n55\n56\n57\n58\n59\n60\n61\n62\n63\n64\n65\n66\n67\n68\n69\n70",
            )],
            "",
            "'runbooks/scribe/failure-rate.md' has 93 lines, more than 80",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts
        .runbooks
        .iter()
        .filter(|runbook| matches!(runbook.place, Place::Monitor(..) | Place::Template(..)))
        .map(|runbook| &runbook.runbook)
    {
        let lines = runbook.text[runbook.body..].lines().count();
        if lines > LINES_MAX {
            reporter
                .runbook(runbook, format_args!("has {lines} lines, more than {LINES_MAX}"), 0..0)
                .help("move content that several runbooks share to runbooks/troubleshooting/");
        }
    }
}
