use diagnostics::{Severity, suggestion_or_declaration};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/unknown-key",
    severity: Severity::Error,
    summary: "a tag on a monitor, SLO or dashboard whose key is not declared for objects",
    rationale: "`policy/tags.libsonnet` defines the keys and their meaning. Filters do not find an object by another spelling.",
    fix: "Use a declared key, or declare the new one with its meaning and `on: ['object']`.",
    examples: &[
        Example::pass("declared keys", &[]),
        Example::fail(
            "a misspelt key",
            &[Edit::Set("monitor/payload/tags/6", r#""sevrity:p1""#)],
            "",
            "monitor 'scribe/failure-rate' has a tag 'sevrity', which the tagging schema does not declare",
        ),
        Example::fail(
            "a key of telemetry",
            &[Edit::Set("dashboard/payload/tags/1", r#""queue:jobs""#)],
            "",
            "dashboard 'scribe/jobs' has a tag 'queue', which the tagging schema declares for telemetry only",
        ),
        Example::fail(
            "no key",
            &[Edit::Set("slo/payload/tags/5", r#""production""#)],
            "",
            "slo 'scribe/success' has a tag 'production', which has no key",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let known = &facts.catalog.tags;
    let declared = |key: &str| known.get(key).is_some_and(|tag| tag.on.iter().any(|on| on == "object"));
    for (object, tag, key) in facts.objects_with_tag(|_, key| !declared(key)) {
        let (what, help) = if !tag.contains(':') {
            let help = "write it as <key>:<value>, with a key of jsonnet/policy/tags.libsonnet";
            ("has no key", help.to_owned())
        } else if known.contains_key(key) {
            let help = "add 'object' to its 'on' in jsonnet/policy/tags.libsonnet, or remove the tag";
            ("the tagging schema declares for telemetry only", help.to_owned())
        } else {
            let names = known.keys().map(String::as_str);
            (
                "the tagging schema does not declare",
                suggestion_or_declaration(key, names, "jsonnet/policy/tags.libsonnet"),
            )
        };
        reporter
            .object(object, format_args!("has a tag '{key}', which {what}"))
            .underline(key)
            .help(help);
    }
}
