use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/wrong-site",
    severity: Severity::Error,
    summary: "agent values whose Datadog site, cluster name or environment tag differs from the policy",
    rationale: "Another site rejects the organisation's keys. Under a wrong cluster name or tag, production's telemetry appears as staging's.",
    fix: "Take `site`, `clusterName` and `tags` from the policy: `ctx.organisation` and `ctx.environment`.",
    examples: &[
        Example::pass("the values of the policy", &[]),
        Example::fail(
            "another site",
            &[Edit::Set("values/datadog/site", r#""datadoghq.eu""#)],
            "",
            "chart 'datadog' has site 'datadoghq.eu', but the policy has 'datadoghq.com'",
        ),
        Example::fail(
            "another cluster",
            &[Edit::Set("values/datadog/clusterName", r#""acme-dev""#)],
            "",
            "chart 'datadog' has cluster name 'acme-dev', but the policy has 'acme-prod'",
        ),
        Example::fail(
            "no environment",
            &[Edit::Set("values/datadog/tags", "[]")],
            "",
            "chart 'datadog' does not tag its telemetry with 'env:prod'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        let Some(environment) = facts.catalog.environments.get(env) else {
            continue;
        };
        let site = facts
            .catalog
            .organisations
            .get(&environment.organisation)
            .map_or("", |organisation| &organisation.site);
        for (part, key, what, expected) in [
            ("values/datadog.libsonnet", "site", "site", site),
            (
                "kubernetes.libsonnet",
                "clusterName",
                "cluster name",
                environment.cluster.as_str(),
            ),
        ] {
            let found = values::text(values, &format!("datadog/{key}"));
            if found != expected {
                reporter
                    .values(
                        env,
                        part,
                        format_args!("has {what} '{found}', but the policy has '{expected}'"),
                    )
                    .underline(key)
                    .help("take it from the policy: ctx.organisation or ctx.environment");
            }
        }
        let tag = format!("env:{env}");
        if !values::list(values, "datadog/tags")
            .iter()
            .any(|found| *found == tag.as_str())
        {
            reporter
                .values(
                    env,
                    "unified-tags.libsonnet",
                    format_args!("does not tag its telemetry with '{tag}'"),
                )
                .underline("tags")
                .help("put it into datadog.tags");
        }
    }
}
