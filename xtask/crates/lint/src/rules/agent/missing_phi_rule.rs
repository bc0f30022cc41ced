use std::collections::BTreeSet;

use diagnostics::Severity;
use serde_json::Value;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

/// The types of identifiers that services log by accident. A masking rule is named `phi_<type>`, or replaces the identifier by `[phi:<type>]`.
const TYPES: [&str; 7] = [
    "address",
    "birth_date",
    "email",
    "medical_record",
    "name",
    "phone",
    "ssn",
];

/// The values with the masking rules of logs and of traces.
const PLACES: [(&str, &str); 2] = [
    (
        "logs",
        "agents/containers/agent/envDict/DD_LOGS_CONFIG_PROCESSING_RULES",
    ),
    ("traces", "agents/containers/traceAgent/envDict/DD_APM_REPLACE_TAGS"),
];

pub(crate) static RULE: Rule = Rule {
    name: "agent/missing-phi-rule",
    severity: Severity::Error,
    summary: "an agent that does not mask a type of patient data in logs or traces",
    rationale: "The agent is the last place where an identifier can be masked before it leaves the cluster. The types are those of HIPAA's Safe Harbor method that the services handle: names, birth dates, record numbers, social security numbers, e-mail addresses, phone numbers and addresses.",
    fix: "Add the pattern to `jsonnet/policy/phi.libsonnet`, which is used for logs and traces.",
    examples: &[
        Example::pass("each type, in logs and in traces", &[]),
        Example::fail(
            "no masking rule for record numbers in traces",
            &[Edit::Replace(
                "values/agents/containers/traceAgent/envDict/DD_APM_REPLACE_TAGS",
                "[phi:medical_record]",
                "x",
            )],
            "",
            "chart 'datadog' does not mask medical_record in traces",
        ),
        Example::fail(
            "no masking rules at all",
            &[Edit::Drop(
                "values/agents/containers/agent/envDict/DD_LOGS_CONFIG_PROCESSING_RULES",
            )],
            "",
            "chart 'datadog' does not mask address, birth_date, email, medical_record, name, phone, ssn in logs",
        ),
        Example::fail(
            "masking rules that are not valid JSON",
            &[Edit::Replace(
                "values/agents/containers/agent/envDict/DD_LOGS_CONFIG_PROCESSING_RULES",
                "[{",
                "[[{",
            )],
            "",
            "chart 'datadog' has masking rules for logs that are not a JSON list",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for (telemetry, path) in PLACES {
            let what = match masked_types(values, path) {
                None => format!("has masking rules for {telemetry} that are not a JSON list"),
                Some(masked) => {
                    let missing: Vec<&str> = TYPES.into_iter().filter(|name| !masked.contains(*name)).collect();
                    if missing.is_empty() {
                        continue;
                    }
                    format!("does not mask {} in {telemetry}", missing.join(", "))
                }
            };
            reporter
                .values(env, "phi.libsonnet", what)
                .underline("patterns")
                .help("add the missing patterns to jsonnet/policy/phi.libsonnet");
        }
    }
}

/// The types that the masking rules at `path` cover; `None` if the value is not a JSON list.
fn masked_types(values: &Value, path: &str) -> Option<BTreeSet<String>> {
    let text = values::text(values, path);
    if text.is_empty() {
        return Some(BTreeSet::new());
    }
    let rules: Vec<Value> = serde_json::from_str(text).ok()?;
    let mut found = BTreeSet::new();
    for rule in &rules {
        // A masking rule without a pattern masks nothing.
        if values::text(rule, "pattern").is_empty() {
            continue;
        }
        let named = values::text(rule, "name").strip_prefix("phi_");
        let marked = values::text(rule, "repl")
            .split("[phi:")
            .nth(1)
            .and_then(|rest| rest.split(']').next());
        found.extend(named.into_iter().chain(marked).map(str::to_owned));
    }
    Some(found)
}
