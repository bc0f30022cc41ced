use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/vague-impact",
    severity: Severity::Error,
    summary: "a impact that repeats the symptom or is no clause",
    rationale: "The impact says who is hurt and how, so that whoever is woken knows what is at stake. \"Jobs fail\" is the symptom again; \"clinicians wait for notes\" is the impact.",
    fix: "Write who is hurt and how, as a clause of several words without a full stop.",
    examples: &[
        Example::pass("who is hurt and how", &[]),
        Example::fail(
            "the symptom again",
            &[Edit::Set("monitor/impact", r#""jobs are failing""#)],
            "impact",
            "monitor 'scribe/failure-rate' gives its symptom as its impact",
        ),
        Example::fail(
            "two words",
            &[Edit::Set("monitor/impact", r#""bad service""#)],
            "impact",
            "monitor 'scribe/failure-rate' has the impact 'bad service', which says not who is hurt and how",
        ),
        Example::fail(
            "a sentence",
            &[Edit::Set("monitor/impact", r#""clinicians wait for notes.""#)],
            "impact",
            "monitor 'scribe/failure-rate' has a impact that ends with a full stop",
        ),
    ],
    check: Check::Facts(check),
};

/// Who and how take three words at the least.
const WORDS_MIN: usize = 3;

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let (impact, symptom) = (monitor.spec.impact.trim(), monitor.spec.symptom.trim());
        let wrong = if impact.eq_ignore_ascii_case(symptom) {
            "gives its symptom as its impact".to_owned()
        } else if impact.ends_with('.') {
            "has a impact that ends with a full stop".to_owned()
        } else if impact.split_whitespace().count() < WORDS_MIN {
            format!("has the impact '{impact}', which says not who is hurt and how")
        } else {
            continue;
        };
        reporter
            .object(monitor.object, wrong)
            .underline("impact")
            .help("write who is hurt and how, as in 'clinicians wait for notes or lose dictations'");
    }
}
