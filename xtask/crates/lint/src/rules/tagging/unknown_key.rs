use diagnostics::{Severity, suggestion};

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "tagging/unknown-key",
    severity: Severity::Error,
    flags: "a tag on a monitor, SLO or board whose key the tagging schema does not declare for objects",
    why: "`policy/tags.libsonnet` says which keys there are and what they mean. A key beside it is a second spelling that no filter finds.",
    mend: "Use the declared key, or declare the new one with its meaning and `on: ['object']`.",
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
            &[Edit::Set("board/payload/tags/1", r#""queue:jobs""#)],
            "",
            "dashboard 'scribe/jobs' has a tag 'queue', which the tagging schema declares for telemetry alone",
        ),
        Example::fail(
            "no key at all",
            &[Edit::Set("slo/payload/tags/5", r#""production""#)],
            "",
            "slo 'scribe/success' has a tag 'production', which has no key",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    let known = &facts.catalog.tags;
    for (object, tags) in facts.tagged_all() {
        for (tag, key, _) in tags.iter() {
            let declared = known.get(key);
            if declared.is_some_and(|tag| tag.on.iter().any(|on| on == "object")) {
                continue;
            }
            let (what, help) = match declared {
                _ if !tag.contains(':') => (
                    "has no key",
                    "write it as <key>:<value>, with a key of jsonnet/policy/tags.libsonnet".to_owned(),
                ),
                Some(_) => (
                    "the tagging schema declares for telemetry alone",
                    "add 'object' to its 'on' in jsonnet/policy/tags.libsonnet, or leave it out".to_owned(),
                ),
                None => (
                    "the tagging schema does not declare",
                    format!("{} in jsonnet/policy/tags.libsonnet", suggestion(key, known.keys().map(String::as_str))),
                ),
            };
            sink.object(object, format_args!("has a tag '{key}', which {what}")).word(key).help(help);
        }
    }
}
