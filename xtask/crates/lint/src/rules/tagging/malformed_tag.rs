use diagnostics::Severity;

use crate::facts::Facts;
use crate::fix::Fix;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Datadog cuts longer tags (documentation: getting_started/tagging, "Define tags").
const LEN_MAX: usize = 200;

/// The file with the tagging schema.
const SCHEMA: &str = "jsonnet/policy/tags.libsonnet";

pub(crate) static RULE: Rule = Rule {
    name: "tagging/malformed-tag",
    severity: Severity::Error,
    summary: "a tag, or a key of the tagging schema, that Datadog would change",
    rationale: "Datadog lower-cases tags, replaces characters that are not allowed by underscores, cuts tags at 200 characters and drops a trailing colon. A search for the tag as written then returns nothing.",
    fix: "Begin with a letter; continue with lower-case letters, digits and `_ - : . /`; do not end with a colon. `--fix` removes the colon from a key of the schema.",
    examples: &[
        Example::pass("lower case and one colon", &[]),
        Example::fail(
            "capitals",
            &[Edit::Set("slo/payload/tags/4", r#""slo:Success""#)],
            "",
            "slo 'scribe/success' has the tag 'slo:Success', in which 'S' is not allowed",
        ),
        Example::fail(
            "no value",
            &[Edit::Set("slo/payload/tags/4", r#""slo:""#)],
            "",
            "slo 'scribe/success' has the tag 'slo:', which ends with a colon",
        ),
        Example::fail(
            "a key with a colon in the schema",
            &[
                Edit::Set(
                    "catalog/tags/queue:",
                    r#"{ "on": ["telemetry"], "cardinality": 1, "meaning": "a queue" }"#,
                ),
                Edit::Replace("source/tags", "queue:", "'queue:':"),
                Edit::Set("catalog/metrics/jobs.total/tags/queue:", r#""""#),
            ],
            "'queue:'",
            "the tagging schema declares the key 'queue:', which ends with a colon",
        ),
        Example::fail(
            "a key that begins with a digit",
            &[
                Edit::Set(
                    "catalog/tags/2nd",
                    r#"{ "on": ["telemetry"], "cardinality": 1, "meaning": "a queue" }"#,
                ),
                Edit::Set("catalog/metrics/jobs.total/tags/2nd", r#""""#),
            ],
            "",
            "the tagging schema declares the key '2nd', which does not begin with a letter",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let help = "begin with a letter, then use lower-case letters, digits and _ - : . /, at most 200 characters, without a colon at the end";
    for (object, tag, _) in facts.objects_with_tag(|tag, _| problem(tag).is_some()) {
        let problem = problem(tag).unwrap_or_default();
        reporter
            .object(object, format_args!("has the tag '{tag}', {problem}"))
            .underline(tag)
            .help(help);
    }
    for key in facts.catalog.tags.keys() {
        let Some(problem) = problem(key) else { continue };
        let finding = reporter.file(
            SCHEMA,
            format_args!("the tagging schema declares the key '{key}', {problem}"),
        );
        let quoted = format!("'{key}'");
        finding.underline(quoted.clone()).underline(key).help(help);
        // The only problem with a single right answer: a key that was copied with its colon.
        let at = facts
            .file(SCHEMA)
            .and_then(|text| diagnostics::find_word(&text, &(0..0), &quoted));
        if let (Some(span), Some(stem)) = (at, key.strip_suffix(':').filter(|stem| self::problem(stem).is_none())) {
            finding.fix(Fix {
                path: SCHEMA.to_owned(),
                span,
                text: format!("'{stem}'"),
                description: format!("removed the colon from the key '{key}'"),
            });
        }
    }
}

fn problem(tag: &str) -> Option<String> {
    let allowed = |c: char| (c.is_alphanumeric() && !c.is_uppercase()) || matches!(c, '_' | '-' | ':' | '.' | '/');
    if !tag.starts_with(char::is_alphabetic) {
        Some("which does not begin with a letter".to_owned())
    } else if let Some(c) = tag.chars().find(|c| !allowed(*c)) {
        Some(format!("in which '{c}' is not allowed"))
    } else if tag.ends_with(':') {
        Some("which ends with a colon".to_owned())
    } else if tag.chars().count() > LEN_MAX {
        Some(format!("which is longer than {LEN_MAX} characters"))
    } else {
        None
    }
}
