use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-apm",
    severity: Severity::Error,
    summary: "agent values that do not accept traces",
    rationale: "The services' error rates and latencies are computed from traces. Without traces their monitors and SLOs have no data.",
    fix: "Set `datadog.apm.socketEnabled` or `portEnabled` in `jsonnet/agent/apm.libsonnet`.",
    examples: &[
        Example::pass("traces over the socket and the port", &[]),
        Example::pass(
            "the port alone",
            &[Edit::Set("values/datadog/apm/socketEnabled", "false")],
        ),
        Example::fail(
            "neither",
            &[Edit::Set("values/datadog/apm", "{}")],
            "",
            "chart 'datadog' does not accept traces",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        if !values::is_true(values, "datadog/apm/socketEnabled") && !values::is_true(values, "datadog/apm/portEnabled")
        {
            reporter
                .values(env, "apm.libsonnet", "does not accept traces")
                .underline("apm")
                .help("set datadog.apm.socketEnabled or portEnabled to true");
        }
    }
}
