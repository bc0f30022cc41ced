use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-log-collection",
    severity: Severity::Error,
    summary: "agent values that do not collect logs",
    rationale: "Without logs the searches in the runbooks return nothing, and the monitors for missing logs alert for every service.",
    fix: "Set `datadog.logs.enabled` and `containerCollectAll` in `jsonnet/agent/logs.libsonnet`.",
    examples: &[
        Example::pass("collected", &[]),
        Example::fail(
            "switched off",
            &[Edit::Set("values/datadog/logs/enabled", "false")],
            "",
            "chart 'datadog' does not collect logs: 'datadog.logs.enabled' is not true",
        ),
        Example::fail(
            "only from annotated containers",
            &[Edit::Drop("values/datadog/logs/containerCollectAll")],
            "",
            "chart 'datadog' does not collect logs: 'datadog.logs.containerCollectAll' is not true",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for key in ["enabled", "containerCollectAll"] {
            if !values::is_true(values, &format!("datadog/logs/{key}")) {
                reporter
                    .values(
                        env,
                        "logs.libsonnet",
                        format_args!("does not collect logs: 'datadog.logs.{key}' is not true"),
                    )
                    .underline(key)
                    .underline("logs")
                    .help(format!("set datadog.logs.{key} to true"));
            }
        }
    }
}
