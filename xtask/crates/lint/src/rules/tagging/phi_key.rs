use std::collections::HashMap;

use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The identifiers of HIPAA's Safe Harbor method (45 CFR 164.514(b)(2)), as they occur in tag keys.
const WORDS: [&str; 30] = [
    "address",
    "birthdate",
    "birthday",
    "claim",
    "clinician",
    "diagnosis",
    "dob",
    "email",
    "encounter",
    "fax",
    "firstname",
    "fullname",
    "lastname",
    "mbi",
    "member",
    "mrn",
    "npi",
    "passport",
    "patient",
    "person",
    "phone",
    "postcode",
    "provider_name",
    "ssn",
    "street",
    "subscriber",
    "surname",
    "telephone",
    "username",
    "zip",
];

/// Pairs of words that name a person.
const NAMES: [&str; 6] = [
    "first_name",
    "last_name",
    "full_name",
    "given_name",
    "family_name",
    "maiden_name",
];

pub(crate) static RULE: Rule = Rule {
    name: "tagging/phi-key",
    severity: Severity::Error,
    summary: "a tag key that could name a patient or another person",
    rationale: "Tags are stored unmasked for fifteen months, shown in every list and sent with every notification. A key such as `patient_id` or `mrn` puts identifiers there.",
    fix: "Do not tag by it. Count by a key with a closed set of values, and write the masked id into the log line.",
    examples: &[
        Example::pass("a queue", &[]),
        Example::pass(
            "a provider of models is no person",
            &[
                Edit::Set(
                    "catalog/tags/provider",
                    r#"{ "on": ["telemetry"], "cardinality": 3, "meaning": "who serves the model" }"#,
                ),
                Edit::Set("catalog/metrics/jobs.total/tags/provider", r#""""#),
            ],
        ),
        Example::fail(
            "declared in the schema",
            &[Edit::Set(
                "catalog/tags/patient_id",
                r#"{ "on": ["telemetry"], "cardinality": 1, "meaning": "p" }"#,
            )],
            "",
            "the tagging schema declares the key 'patient_id', which could name a patient",
        ),
        Example::fail(
            "on a metric",
            &[Edit::Set("catalog/metrics/jobs.total/tags/mrn", r#""""#)],
            "'jobs.total'",
            "metric 'jobs.total' declares the tag 'mrn', which could name a patient",
        ),
        Example::fail(
            "on an object",
            &[Edit::Set("monitor/payload/tags/6", r#""clinician-email:x""#)],
            "",
            "monitor 'scribe/failure-rate' has a tag 'clinician-email', which could name a patient",
        ),
        Example::fail(
            "in a query's `by`",
            &[Edit::Replace("monitor/payload/query", "by {queue}", "by {queue,dob}")],
            "by",
            "monitor 'scribe/failure-rate' groups by 'dob', which could name a patient",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let help = "do not tag by it: tags are stored unmasked and sent with every notification";
    for key in facts.catalog.tags.keys().filter(|key| names_a_person(key)) {
        reporter
            .file(
                "jsonnet/policy/tags.libsonnet",
                format_args!("the tagging schema declares the key '{key}', which could name a patient"),
            )
            .underline(key)
            .help(help);
    }
    for (name, metric) in &facts.catalog.metrics {
        for key in metric.tags.keys().filter(|key| names_a_person(key)) {
            reporter
                .file(
                    metric_file(&metric.source),
                    format_args!("metric '{name}' declares the tag '{key}', which could name a patient"),
                )
                .underline(format!("'{name}'"))
                .help(help);
        }
    }
    for (object, _, key) in facts.objects_with_tag(|_, key| names_a_person(key)) {
        reporter
            .object(object, format_args!("has a tag '{key}', which could name a patient"))
            .underline(key)
            .help(help);
    }
    // Thousands of monitors group by a few keys: each key is checked once.
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut names_a_person = |key: &str| match known.get(key) {
        Some(known) => *known,
        None => *known.entry(key.to_owned()).or_insert_with(|| names_a_person(key)),
    };
    for monitor in &facts.monitors {
        for key in monitor.groups().into_iter().filter(|key| names_a_person(key)) {
            reporter
                .object(
                    monitor.object,
                    format_args!("groups by '{key}', which could name a patient"),
                )
                .underline(key)
                .underline("by")
                .help(help);
        }
    }
    for dashboard in &facts.dashboards {
        for key in dashboard.groups().into_iter().filter(|key| names_a_person(key)) {
            reporter
                .object(
                    dashboard.object,
                    format_args!("groups by '{key}', which could name a patient"),
                )
                .underline(key)
                .underline("by")
                .help(help);
        }
    }
}

/// Whether a word of the key is one of [`WORDS`], or the key ends with one of [`NAMES`]. The parts of an attribute's path count as words.
fn names_a_person(key: &str) -> bool {
    let key = key.trim_start_matches('@').to_lowercase();
    let mut words = key.split(['_', '-', '.', '/', ':']);
    let plain = key.replace(['-', '.'], "_");
    words.any(|word| WORDS.contains(&word)) || key == "name" || NAMES.iter().any(|name| plain.ends_with(name))
}

#[cfg(test)]
mod tests {
    use super::names_a_person;

    #[test]
    fn keys_are_checked_word_by_word() {
        for key in [
            "mrn",
            "patient.id",
            "@usr.email",
            "first_name",
            "patient-first-name",
            "Date.DOB",
            "name",
            "ssn",
        ] {
            assert!(names_a_person(key), "{key}");
        }
        for key in [
            "queue",
            "pod_name",
            "provider",
            "bucketname",
            "rabbitmq_queue",
            "kube_namespace",
            "host",
            "zipkin",
            "dobby",
        ] {
            assert!(!names_a_person(key), "{key}");
        }
    }
}
