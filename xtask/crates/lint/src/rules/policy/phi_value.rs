use std::collections::BTreeSet;
use std::sync::Arc;

use diagnostics::Severity;
use documents::phi::{Found, Patterns, hidden};
use rayon::prelude::*;
use render::Object;
use serde_json::Value;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The file of the patterns' exceptions.
const POLICY: &str = "jsonnet/policy/phi_in_files.libsonnet";

const HELP: &str = "remove it: a team, a queue or an error class says enough. A value that is made up on purpose is listed in jsonnet/policy/phi_in_files.libsonnet";

/// A pattern in the form of those of the policy.
const PATTERN: Edit = Edit::Set(
    "catalog/phi",
    r#"[{ "name": "ssn", "pattern": "(\\b)\\d{3}-\\d{2}-\\d{4}\\b", "replacement": "${1}[phi:ssn]" }]"#,
);

pub(crate) static RULE: Rule = Rule {
    name: "policy/phi-value",
    severity: Severity::Error,
    summary: "a text with what looks like an identifier of a patient",
    rationale: "What is written here is kept by Git for ever, and Datadog shows it, unmasked, in lists, messages and pages: the masks of the agent and the services see telemetry only. The patterns of `jsonnet/policy/phi.libsonnet` search every file below `jsonnet/`, `gamedays/` and `runbooks/`, maintenance windows, pipelines with their samples, and the texts of every payload. What does not apply to files, and why, is in `jsonnet/policy/phi_in_files.libsonnet`. The finding shows its line without letters and digits, so that no log of CI repeats it.",
    fix: "Remove the identifier, also from the commits of the branch. Describe the case without it. If the value is made up and needed, as in a sample of a pipeline, list it with its reason in `jsonnet/policy/phi_in_files.libsonnet`.",
    examples: &[
        Example::pass("no identifier", &[PATTERN]),
        Example::pass(
            "a made-up value where the policy expects it",
            &[
                PATTERN,
                Edit::Set(
                    "catalog/phi_in_files",
                    r#"{ "left_out": {}, "harmless": [], "synthetic": [{ "folder": "runbooks/", "values": ["078-05-1120"], "because": "shows the form" }] }"#,
                ),
                Edit::Replace("runbook", "# Scribe", "# Scribe 078-05-1120"),
            ],
        ),
        Example::fail(
            "in a runbook",
            &[PATTERN, Edit::Replace("runbook", "# Scribe", "# Scribe 078-05-1120")],
            "***-**-****",
            "'runbooks/scribe/failure-rate.md' has what looks like an identifier of a patient: the pattern 'ssn' finds it",
        ),
        Example::fail(
            "in a payload that Jsonnet computes",
            &[PATTERN, Edit::Replace("monitor/payload/message", "", "078-05-1120 ")],
            "",
            "monitor 'scribe/failure-rate' has what looks like an identifier of a patient in /message: the pattern 'ssn' finds it",
        ),
        Example::fail(
            "a pattern that does not compile",
            &[Edit::Set(
                "catalog/phi",
                r#"[{ "name": "ssn", "pattern": "(", "replacement": "" }]"#,
            )],
            "",
            "the patterns of patient identifiers cannot be searched for",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let patterns = match Patterns::new(facts.catalog) {
        Ok(patterns) => patterns,
        Err(why) => {
            let message = "the patterns of patient identifiers cannot be searched for";
            reporter.file(POLICY, message).help(why);
            return;
        }
    };
    let texts: Vec<(String, &str)> = facts.written().collect();
    let in_file = |(path, text): &(String, &'a str)| {
        let mut found = patterns.found(path, text);
        // The path itself: names become part of what Datadog shows.
        if found.is_empty() {
            found.extend(
                patterns
                    .found(path, path)
                    .into_iter()
                    .map(|found| Found { at: 0..0, ..found }),
            );
        }
        found
    };
    let all: Vec<_> = texts.par_iter().map(in_file).collect();
    let mut files: BTreeSet<&str> = BTreeSet::new();
    for ((path, text), found) in texts.iter().zip(&all).filter(|(_, found)| !found.is_empty()) {
        files.insert(path);
        let shown: Arc<str> = hidden(text, found).into();
        for Found { pattern, at } in found {
            let what =
                format!("'{path}' has what looks like an identifier of a patient: the pattern '{pattern}' finds it");
            let finding = reporter.file(path.as_str(), what).help(HELP);
            finding.span = Some(at.clone());
            finding.shown = Some(Arc::clone(&shown));
        }
    }
    let in_payload = |object: &'a Object| {
        let mut found = Vec::new();
        texts_of(object.spec.payload(), &mut String::new(), &mut |at, text| {
            let first = patterns.found("", text).into_iter().next();
            found.extend(first.map(|first| (at.to_owned(), first.pattern.to_owned())));
        });
        (object, found)
    };
    let payloads: Vec<_> = facts.objects.par_iter().map(in_payload).collect();
    for (object, found) in payloads {
        // What the file says is reported there.
        if files.contains(&*object.source()) {
            continue;
        }
        for (at, pattern) in found {
            let what =
                format!("has what looks like an identifier of a patient in {at}: the pattern '{pattern}' finds it");
            reporter.object(object, what).help(HELP);
        }
    }
}

/// Calls `seen` with every text of the value and its path in the form of a JSON pointer.
fn texts_of(value: &Value, path: &mut String, seen: &mut impl FnMut(&str, &str)) {
    let length = path.len();
    let mut below = |name: &str, value: &Value, path: &mut String| {
        path.push('/');
        path.push_str(name);
        texts_of(value, path, seen);
        path.truncate(length);
    };
    match value {
        Value::String(text) => seen(path, text),
        Value::Array(values) => {
            for (i, value) in values.iter().enumerate() {
                below(&i.to_string(), value, path);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                below(name, value, path);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
