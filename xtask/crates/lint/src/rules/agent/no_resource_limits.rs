use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-resource-limits",
    severity: Severity::Error,
    summary: "a container of the agent without memory requests or limits",
    rationale: "An agent that is killed for the memory of its neighbours takes the whole node's telemetry with it; one without a limit takes the services' memory.",
    fix: "Give it a row in `jsonnet/agent/settings.libsonnet`.",
    examples: &[
        Example::pass("requests and limits", &[]),
        Example::fail(
            "no limit",
            &[Edit::Drop("values/clusterAgent/resources/limits")],
            "",
            "chart 'datadog' sets no memory limits for 'clusterAgent'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for part in [
            "agents/containers/agent",
            "agents/containers/traceAgent",
            "clusterAgent",
        ] {
            let name = part.rsplit('/').next().unwrap_or(part);
            for bound in ["requests", "limits"] {
                if values::text(values, &format!("{part}/resources/{bound}/memory")).is_empty() {
                    reporter
                        .values(
                            env,
                            "settings.libsonnet",
                            format_args!("sets no memory {bound} for '{name}'"),
                        )
                        .help("set resources for it in every environment");
                }
            }
        }
    }
}
