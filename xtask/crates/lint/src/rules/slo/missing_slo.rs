use std::collections::BTreeSet;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Our own services run as deployments. Data stores and agents are covered by the SLOs of their clients.
const DEPLOYMENT: &str = "deployment";

pub(crate) static RULE: Rule = Rule {
    name: "slo/missing-slo",
    severity: Severity::Error,
    summary: "a deployment of tier 1 without an SLO",
    rationale: "Clinicians cannot work without a service of tier 1. An SLO says how often it may fail, and shows when it failed too often.",
    fix: "Declare a target in `slos` of its `service.libsonnet`.",
    examples: &[
        Example::pass("an SLO", &[]),
        Example::pass(
            "tier 2 needs none",
            &[Edit::Set("slo", "null"), Edit::Set("catalog/services/scribe/tier", "2")],
        ),
        Example::fail(
            "no SLO",
            &[
                Edit::Set("slo", "null"),
                Edit::Set("catalog/services/scribe/slos", "{}"),
            ],
            "slos",
            "service 'scribe' of tier 1 has no SLO",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let with_slo: BTreeSet<&str> = facts.slos.iter().map(|slo| slo.object.path.service.as_str()).collect();
    for (name, service) in &facts.catalog.services {
        if service.tier == 1 && service.runs.kind == DEPLOYMENT && !with_slo.contains(name.as_str()) {
            reporter
                .file(
                    format!("jsonnet/{}", service.file),
                    format_args!("service '{name}' of tier 1 has no SLO"),
                )
                .underline("slos")
                .underline("tier")
                .help("declare a target in 'slos'; docs/observability/monitoring.md shows those of similar services");
        }
    }
}
