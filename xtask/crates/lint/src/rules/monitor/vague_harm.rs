use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/vague-harm",
    severity: Severity::Error,
    flags: "a harm that repeats the symptom or is no clause",
    why: "The harm says who is hurt and how, so that whoever is woken knows what is at stake. \"Jobs fail\" is the symptom again; \"clinicians wait for notes\" is the harm.",
    mend: "Write who is hurt and how, as a clause of several words without a full stop.",
    examples: &[
        Example::pass("who is hurt and how", &[]),
        Example::fail(
            "the symptom again",
            &[Edit::Set("monitor/harm", r#""jobs are failing""#)],
            "harm",
            "monitor 'scribe/failure-rate' gives its symptom as its harm",
        ),
        Example::fail(
            "two words",
            &[Edit::Set("monitor/harm", r#""bad service""#)],
            "harm",
            "monitor 'scribe/failure-rate' has the harm 'bad service', which says not who is hurt and how",
        ),
        Example::fail(
            "a sentence",
            &[Edit::Set("monitor/harm", r#""clinicians wait for notes.""#)],
            "harm",
            "monitor 'scribe/failure-rate' has a harm that ends with a full stop",
        ),
    ],
    check: Check::Facts(check),
};

/// Who and how take three words at the least.
const WORDS_MIN: usize = 3;

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for monitor in &facts.monitors {
        let (harm, symptom) = (monitor.spec.harm.trim(), monitor.spec.symptom.trim());
        let wrong = if harm.eq_ignore_ascii_case(symptom) {
            "gives its symptom as its harm".to_owned()
        } else if harm.ends_with('.') {
            "has a harm that ends with a full stop".to_owned()
        } else if harm.split_whitespace().count() < WORDS_MIN {
            format!("has the harm '{harm}', which says not who is hurt and how")
        } else {
            continue;
        };
        sink.object(monitor.object, wrong)
            .word("harm")
            .help("write who is hurt and how, as in 'clinicians wait for notes or lose dictations'");
    }
}
