use std::collections::BTreeSet;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// What runs as this and is written by us has users whom something is promised; stores and agents are promised through their clients.
const OURS: &str = "deployment";

pub(crate) static RULE: Rule = Rule {
    name: "slo/missing-slo",
    severity: Severity::Error,
    summary: "a service of tier 1 that we run as a deployment and that promises nothing",
    rationale: "Tier 1 says that clinicians cannot work without it. Without an SLO nobody can say how often it may fail, nor that it failed too often.",
    fix: "Declare a target in `slos` of its `service.libsonnet`.",
    examples: &[
        Example::pass("it has an SLO", &[]),
        Example::pass(
            "tier 2 may do without",
            &[Edit::Set("slo", "null"), Edit::Set("catalog/services/scribe/tier", "2")],
        ),
        Example::fail(
            "no SLO",
            &[
                Edit::Set("slo", "null"),
                Edit::Set("catalog/services/scribe/slos", "{}"),
            ],
            "slos",
            "service 'scribe' of tier 1 promises nothing",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let promised: BTreeSet<&str> = facts.slos.iter().map(|slo| slo.object.path.service.as_str()).collect();
    for (name, service) in &facts.catalog.services {
        if service.tier == 1 && service.runs.kind == OURS && !promised.contains(name.as_str()) {
            reporter
                .file(
                    format!("jsonnet/{}", service.file),
                    format_args!("service '{name}' of tier 1 promises nothing"),
                )
                .underline("slos")
                .underline("tier")
                .help("declare a target in 'slos': which its archetypes know, docs/observability/monitoring.md shows");
        }
    }
}
