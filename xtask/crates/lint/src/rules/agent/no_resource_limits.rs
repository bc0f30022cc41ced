use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-resource-limits",
    severity: Severity::Error,
    summary: "a container of the agent without a memory request or limit",
    rationale: "Without a request the agent is evicted when its neighbours use too much memory, and the whole node sends no telemetry. Without a limit the agent can take the memory of the services.",
    fix: "Add the container to `jsonnet/agent/settings.libsonnet` with a request and a limit.",
    examples: &[
        Example::pass("requests and limits", &[]),
        Example::fail(
            "no limit",
            &[Edit::Drop("values/clusterAgent/resources/limits")],
            "",
            "chart 'datadog' has no memory limits for 'clusterAgent'",
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
                            format_args!("has no memory {bound} for '{name}'"),
                        )
                        .help("set its memory requests and limits there, in every environment");
                }
            }
        }
    }
}
