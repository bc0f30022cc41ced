use std::collections::BTreeSet;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/duplicate-key",
    severity: Severity::Error,
    summary: "an object with two tags of the same key",
    rationale: "The object matches both values: it appears under two teams or severities, and a downtime for either mutes it.",
    fix: "Remove one of the tags.",
    examples: &[
        Example::pass("different keys", &[]),
        Example::fail(
            "two teams",
            &[Edit::Set("dashboard/payload/tags/1", r#""team:data""#)],
            "",
            "dashboard 'scribe/jobs' has two tags with the key 'team'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, tags) in facts.tagged_all() {
        let mut seen = BTreeSet::new();
        for (_, key, _) in tags.iter() {
            if !seen.insert(key) {
                reporter
                    .object(object, format_args!("has two tags with the key '{key}'"))
                    .underline(key)
                    .help("remove one of them");
            }
        }
    }
}
