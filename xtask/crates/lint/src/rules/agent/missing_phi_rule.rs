use std::collections::BTreeSet;

use diagnostics::Severity;
use serde_json::Value;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

/// The kinds of identifiers that services log by accident, by the mark that a rule leaves in their place: `[phi:<kind>]`, or its name `phi_<kind>`.
const KINDS: [&str; 7] = [
    "address",
    "birth_date",
    "email",
    "medical_record",
    "name",
    "phone",
    "ssn",
];

/// Where the rules of logs and those of traces stand in the values.
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
    summary: "an agent that lets a kind of patient data through in logs or traces",
    rationale: "The agent is the last place where an identifier can be masked before it leaves the cluster. The kinds are those of the Safe Harbor method that services handle: names, birth dates, record numbers, social security numbers, e-mail, phone, addresses.",
    fix: "Add the pattern to `jsonnet/agent/phi/patterns.libsonnet`, which serves logs and traces alike.",
    examples: &[
        Example::pass("each kind, in logs and in traces", &[]),
        Example::fail(
            "no rule for record numbers in traces",
            &[Edit::Replace(
                "values/agents/containers/traceAgent/envDict/DD_APM_REPLACE_TAGS",
                "[phi:medical_record]",
                "x",
            )],
            "",
            "chart 'datadog' lets medical_record through in traces",
        ),
        Example::fail(
            "no rules at all",
            &[Edit::Drop(
                "values/agents/containers/agent/envDict/DD_LOGS_CONFIG_PROCESSING_RULES",
            )],
            "",
            "chart 'datadog' lets address, birth_date, email, medical_record, name, phone, ssn through in logs",
        ),
        Example::fail(
            "rules that are no JSON",
            &[Edit::Replace(
                "values/agents/containers/agent/envDict/DD_LOGS_CONFIG_PROCESSING_RULES",
                "[{",
                "[[{",
            )],
            "",
            "chart 'datadog' has rules for logs that are no JSON list",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for (what, path) in PLACES {
            let wrong = match kinds(values, path) {
                None => format!("has rules for {what} that are no JSON list"),
                Some(masked) => {
                    let missing: Vec<&str> = KINDS.into_iter().filter(|kind| !masked.contains(*kind)).collect();
                    if missing.is_empty() {
                        continue;
                    }
                    format!("lets {} through in {what}", missing.join(", "))
                }
            };
            reporter
                .values(env, "phi.libsonnet", wrong)
                .underline("patterns")
                .help("add its pattern to jsonnet/agent/phi/patterns.libsonnet");
        }
    }
}

/// The kinds that the rules at `path` mask; `None` where they are no list.
fn kinds(values: &Value, path: &str) -> Option<BTreeSet<String>> {
    let text = values::text(values, path);
    if text.is_empty() {
        return Some(BTreeSet::new());
    }
    let rules: Vec<Value> = serde_json::from_str(text).ok()?;
    let mut found = BTreeSet::new();
    for rule in &rules {
        // A rule without a pattern masks nothing, whatever it is called.
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
