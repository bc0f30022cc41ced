use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/wrong-site",
    severity: Severity::Error,
    summary: "agent values that send an environment's telemetry to another Datadog site than its organisation has, or under another cluster or environment",
    rationale: "The organisation's keys are refused by every other site, and under a wrong name production's telemetry is staging's.",
    fix: "Take `site`, `clusterName` and `tags` from the policy.",
    examples: &[
        Example::pass("as the policy says", &[]),
        Example::fail(
            "another site",
            &[Edit::Set("values/datadog/site", r#""datadoghq.eu""#)],
            "",
            "chart 'datadog' has 'datadoghq.eu' as its site where the policy says 'datadoghq.com'",
        ),
        Example::fail(
            "another cluster",
            &[Edit::Set("values/datadog/clusterName", r#""acme-dev""#)],
            "",
            "chart 'datadog' has 'acme-dev' as its cluster name where the policy says 'acme-prod'",
        ),
        Example::fail(
            "no environment",
            &[Edit::Set("values/datadog/tags", "[]")],
            "",
            "chart 'datadog' does not tag what it sends with 'env:prod'",
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
                        format_args!("has '{found}' as its {what} where the policy says '{expected}'"),
                    )
                    .underline(key)
                    .help("take it from jsonnet/policy, as ctx.organisation and ctx.environment");
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
                    format_args!("does not tag what it sends with '{tag}'"),
                )
                .underline("tags")
                .help("put it into datadog.tags");
        }
    }
}
