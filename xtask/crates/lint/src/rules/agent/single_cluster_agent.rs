use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/single-cluster-agent",
    severity: Severity::Error,
    summary: "a cluster agent with fewer than two replicas, or without a disruption budget",
    rationale: "The cluster agent distributes the checks of databases, queues and caches, and adds cluster tags. While a single replica moves to another node, these checks do not run. Without a budget both replicas can be evicted at once.",
    fix: "Set two replicas and `pdb.create` in `jsonnet/agent/settings.libsonnet` and `cluster-agent.libsonnet`.",
    examples: &[
        Example::pass("two replicas and a budget", &[]),
        Example::fail(
            "one replica",
            &[Edit::Set("values/clusterAgent/replicas", "1")],
            "",
            "chart 'datadog' runs too few replicas of the cluster agent: 1",
        ),
        Example::fail(
            "no budget",
            &[Edit::Set("values/clusterAgent/pdb/create", "false")],
            "",
            "chart 'datadog' has no disruption budget for the cluster agent",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        let replicas = values::number(values, "clusterAgent/replicas").unwrap_or(1.0);
        if replicas < 2.0 {
            reporter
                .values(
                    env,
                    "cluster-agent.libsonnet",
                    format_args!("runs too few replicas of the cluster agent: {replicas}"),
                )
                .underline("replicas")
                .help("set its replicas to at least 2 in jsonnet/agent/settings.libsonnet");
        }
        if !values::is_true(values, "clusterAgent/pdb/create") {
            reporter
                .values(
                    env,
                    "cluster-agent.libsonnet",
                    "has no disruption budget for the cluster agent",
                )
                .underline("pdb")
                .help("set clusterAgent.pdb.create to true");
        }
    }
}
