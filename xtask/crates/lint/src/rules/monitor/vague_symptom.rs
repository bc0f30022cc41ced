use std::collections::BTreeSet;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Longer titles are cut in notifications.
const LEN_MAX: usize = 80;

/// Words that describe the alert and not the failure.
const NOISE: [&str; 6] = ["alert", "alarm", "monitor", "threshold", "warning", "critical"];

pub(crate) static RULE: Rule = Rule {
    name: "monitor/vague-symptom",
    severity: Severity::Error,
    summary: "a symptom that is not a short clause, or does not say what is wrong",
    rationale: "The symptom is the title of the notification, often read on a phone at night: \"transcription jobs are failing\", not \"Failure threshold alert\".",
    fix: "Write a lower-case clause of at most 80 characters, without a full stop, in the words of the people who notice the failure.",
    examples: &[
        Example::pass("a clause", &[]),
        Example::pass(
            "it may begin with an abbreviation",
            &[Edit::Set("monitor/symptom", r#""EHR deliveries are failing""#)],
        ),
        Example::pass(
            "it may begin with a name",
            &[Edit::Set("monitor/symptom", r#""Worker pods are failing""#)],
        ),
        Example::fail(
            "a sentence",
            &[Edit::Set("monitor/symptom", r#""jobs are failing.""#)],
            "symptom",
            "monitor 'scribe/failure-rate' has the symptom 'jobs are failing.', which ends with a full stop",
        ),
        Example::fail(
            "a capital",
            &[Edit::Set("monitor/symptom", r#""Jobs are failing""#)],
            "symptom",
            "monitor 'scribe/failure-rate' has the symptom 'Jobs are failing', which begins with a capital",
        ),
        Example::fail(
            "a word about the alert",
            &[Edit::Set("monitor/symptom", r#""failure threshold reached""#)],
            "symptom",
            "monitor 'scribe/failure-rate' has the symptom 'failure threshold reached', which has 'threshold' instead of what is wrong",
        ),
        Example::fail(
            "one word",
            &[Edit::Set("monitor/symptom", r#""failures""#)],
            "symptom",
            "monitor 'scribe/failure-rate' has the symptom 'failures', which is a single word",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let names = names(facts);
    for monitor in &facts.monitors {
        let symptom = &monitor.spec.symptom;
        if let Some(problem) = problem(symptom, &names) {
            reporter
                .object(
                    monitor.object,
                    format_args!("has the symptom '{symptom}', which {problem}"),
                )
                .underline("symptom")
                .help("write a lower-case clause that says what is wrong, as in 'transcription jobs are failing'");
        }
    }
}

/// Names that are written with a capital: the words in the titles of services and archetypes, Datadog and Kubernetes.
fn names<'a>(facts: &Facts<'a>) -> BTreeSet<&'a str> {
    let services = facts.catalog.services.values().map(|service| service.title.as_str());
    let archetypes = facts.catalog.archetypes.values().map(|about| about.title.as_str());
    services
        .chain(archetypes)
        .chain(["Datadog Kubernetes"])
        .flat_map(str::split_whitespace)
        .collect()
}

fn problem(symptom: &str, names: &BTreeSet<&str>) -> Option<String> {
    let first = symptom.split_whitespace().next().unwrap_or_default();
    let mut letters = first.chars();
    // A word with a second capital is a name (PostgreSQL) or an abbreviation.
    let capital =
        letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase) && !names.contains(first);
    let noise = symptom
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| NOISE.contains(&word.to_lowercase().as_str()));
    if symptom.ends_with(['.', '!']) {
        Some("ends with a full stop".to_owned())
    } else if capital {
        Some("begins with a capital".to_owned())
    } else if let Some(noise) = noise {
        Some(format!("has '{noise}' instead of what is wrong"))
    } else if symptom.split_whitespace().count() < 2 {
        Some("is a single word".to_owned())
    } else if symptom.chars().count() > LEN_MAX {
        Some(format!("is longer than {LEN_MAX} characters"))
    } else {
        None
    }
}
