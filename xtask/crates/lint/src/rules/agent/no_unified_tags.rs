use diagnostics::Severity;
use serde_json::Value;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

/// The labels of Datadog's documentation (getting_started/tagging/unified_service_tagging), and this platform's `team`.
const LABELS: [(&str, &str); 4] = [
    ("tags.datadoghq.com/env", "env"),
    ("tags.datadoghq.com/service", "service"),
    ("tags.datadoghq.com/version", "version"),
    ("team", "team"),
];

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-unified-tags",
    severity: Severity::Error,
    summary: "agent values that do not map the pod labels of unified service tagging to tags",
    rationale: "`env`, `service`, `version` and `team` connect a Kubernetes metric with the service's traces and its owner.",
    fix: "Map the labels in `jsonnet/agent/unified-tags.libsonnet`.",
    examples: &[
        Example::pass("all four labels", &[]),
        Example::fail(
            "one label is missing",
            &[Edit::Drop("values/datadog/kubeStateMetricsCore/labelsAsTags/pod/team")],
            "",
            "chart 'datadog' does not map the pod label 'team' to the tag 'team'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        let pod = values::at(values, "datadog/kubeStateMetricsCore/labelsAsTags/pod");
        for (label, tag) in LABELS {
            let found = pod.and_then(|labels| labels.get(label)).and_then(Value::as_str);
            if found != Some(tag) {
                reporter
                    .values(
                        env,
                        "unified-tags.libsonnet",
                        format_args!("does not map the pod label '{label}' to the tag '{tag}'"),
                    )
                    .underline("resource_labels")
                    .help("map it below datadog.kubeStateMetricsCore.labelsAsTags");
            }
        }
    }
}
