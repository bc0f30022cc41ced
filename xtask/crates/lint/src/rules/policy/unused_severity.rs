use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-severity",
    severity: Severity::Warning,
    flags: "a severity that no monitor has",
    why: "The routes and the docs promise a response to it that nobody ever asks for.",
    mend: "Remove it from `severities` and `routes`, or give it to the monitors that deserve it.",
    examples: &[
        Example::pass("each is used", &[]),
        Example::fail(
            "a severity of nothing",
            &[Edit::Set(
                "catalog/severities/P5",
                r#"{ "priority": 5, "meaning": "m", "response": "r", "renotify_min": 0 }"#,
            )],
            "",
            "severity 'P5' is the severity of no monitor",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for name in facts
        .catalog
        .severities
        .keys()
        .filter(|name| !facts.monitors.iter().any(|monitor| monitor.spec.severity == **name))
    {
        sink.file(
            "jsonnet/policy/severities.libsonnet",
            format_args!("severity '{name}' is the severity of no monitor"),
        )
        .word(name)
        .help("remove it there and in jsonnet/policy/routes.libsonnet, or give it to a monitor");
    }
}
