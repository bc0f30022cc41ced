use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/vague-impact",
    severity: Severity::Error,
    summary: "an impact that repeats the symptom or does not say who is affected",
    rationale: "The impact shows the on-call engineer what is at stake. \"Jobs fail\" is the symptom again; \"clinicians wait for notes\" is the impact.",
    fix: "Say who is affected and how, in a clause of at least three words without a full stop.",
    examples: &[
        Example::pass("who is affected and how", &[]),
        Example::fail(
            "the symptom again",
            &[Edit::Set("monitor/impact", r#""jobs are failing""#)],
            "impact",
            "monitor 'scribe/failure-rate' repeats its symptom as its impact",
        ),
        Example::fail(
            "two words",
            &[Edit::Set("monitor/impact", r#""bad service""#)],
            "impact",
            "monitor 'scribe/failure-rate' has the impact 'bad service', which does not say who is affected and how",
        ),
        Example::fail(
            "a sentence",
            &[Edit::Set("monitor/impact", r#""clinicians wait for notes.""#)],
            "impact",
            "monitor 'scribe/failure-rate' has an impact that ends with a full stop",
        ),
    ],
    check: Check::Facts(check),
};

/// Fewer words cannot say who is affected and how.
const WORDS_MIN: usize = 3;

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let (impact, symptom) = (monitor.spec.impact.trim(), monitor.spec.symptom.trim());
        let what = if impact.eq_ignore_ascii_case(symptom) {
            "repeats its symptom as its impact".to_owned()
        } else if impact.ends_with('.') {
            "has an impact that ends with a full stop".to_owned()
        } else if impact.split_whitespace().count() < WORDS_MIN {
            format!("has the impact '{impact}', which does not say who is affected and how")
        } else {
            continue;
        };
        reporter
            .object(monitor.object, what)
            .underline("impact")
            .help("say who is affected and how, as in 'clinicians wait for notes or lose dictations'");
    }
}
