//! Which test files run again after a run in which they passed.

use monitor_tests::{Known, Suite};
use serde_json::{Value, json};

use crate::{TIMELINE, failures, findings, jobs_fail, suite_after, suite_of, test};

/// What the next run knows after this one.
fn known_after(facts: &str, suite: &Suite) -> Vec<u8> {
    let known = Known::new(facts.to_owned(), None);
    known.after(suite, &suite.run()).expect("bytes")
}

#[test]
fn a_file_that_passed_runs_again_only_after_a_change() {
    let text = test(&format!("{TIMELINE}  envs: [prod]\n"));
    let first = suite_of(&text);
    assert_eq!(failures(&first), [""; 0]);
    let bytes = known_after("facts", &first);
    let ran = |facts: &str, bytes: &[u8], monitor: &dyn Fn(&str) -> Value, text: &str| {
        let suite = suite_after(monitor, text, &Known::new(facts.to_owned(), Some(bytes)));
        (suite.cases.len(), suite.unchanged_tests())
    };
    assert_eq!(ran("facts", &bytes, &jobs_fail, &text), (0, 1), "unchanged");
    assert_eq!(ran("others", &bytes, &jobs_fail, &text), (1, 0), "other facts");
    assert_eq!(ran("facts", b"[", &jobs_fail, &text), (1, 0), "damaged");
    assert_eq!(
        ran("facts", &bytes, &jobs_fail, &format!("{text}\n")),
        (1, 0),
        "another text"
    );
    let louder = |env: &str| {
        let mut payload = jobs_fail(env);
        payload["options"]["thresholds"]["critical"] = json!(11);
        payload["query"] = json!(payload["query"].as_str().map(|query| query.replace("> 10", "> 11")));
        payload
    };
    assert_eq!(ran("facts", &bytes, &louder, &text), (1, 0), "another monitor");
}

#[test]
fn an_unchanged_file_keeps_its_coverage_and_its_untested_monitors() {
    let text = test(&format!("{TIMELINE}  envs: [prod]\n"));
    let first = suite_of(&text);
    let known = Known::new("facts".to_owned(), Some(&known_after("facts", &first)));
    let next = suite_after(&jobs_fail, &text, &known);
    let described = |suite: &Suite| {
        let coverage = suite.coverage(&suite.run());
        let untested: Vec<String> = suite.untested().iter().map(|monitor| monitor.title()).collect();
        (format!("{coverage:?}"), untested)
    };
    assert_eq!(described(&next), described(&first));
    assert_eq!(described(&next).1, ["a/m in dev"]);
    // It is known to the run after the next, too.
    let again = Known::new("facts".to_owned(), known.after(&next, &next.run()).ok().as_deref());
    assert_eq!(suite_after(&jobs_fail, &text, &again).unchanged_tests(), 1);
}

#[test]
fn a_file_with_a_failure_or_a_finding_is_not_known() {
    let fails = test("  timeline: {'queue:q': [OK@0m]}\n");
    let wrong = test(&format!("{TIMELINE}- {{name: b, envs: [prd], timeline: {{}}}}\n"));
    for text in [fails, wrong] {
        let first = suite_of(&text);
        let known = Known::new("facts".to_owned(), Some(&known_after("facts", &first)));
        let next = suite_after(&jobs_fail, &text, &known);
        assert_eq!(next.unchanged_tests(), 0, "{text}");
        assert_eq!(findings(&next), findings(&first));
        assert_eq!(next.cases.len(), first.cases.len());
    }
}
