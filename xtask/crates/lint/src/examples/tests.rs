use std::collections::BTreeSet;
use std::sync::LazyLock;

use diagnostics::Diagnostic;

use super::fixture::{Fixture, document};
use crate::rule::{Edit, Example, Rule};
use crate::{apply, find, rules};

/// What each rule finds in each of its examples. A fixture takes milliseconds to build, so it is built once for all tests.
static FOUND: LazyLock<Vec<(&'static Rule, &'static Example, Vec<Diagnostic>)>> = LazyLock::new(|| {
    let examples = rules()
        .iter()
        .flat_map(|rule| rule.examples.iter().map(move |e| (*rule, e)));
    examples
        .map(|(rule, example)| {
            let report = Fixture::new(&document(example.edits)).lint(Some(rule));
            (rule, example, report.findings)
        })
        .collect()
});

/// The message and the underlined text.
fn message_and_excerpt(finding: &Diagnostic) -> (String, String) {
    let excerpt = finding.place.as_ref().and_then(|place| place.excerpt.as_ref());
    (
        finding.message.clone(),
        excerpt.map_or(String::new(), |(text, span)| text[span.clone()].to_owned()),
    )
}

#[test]
fn the_valid_definitions_have_no_finding() {
    let report = Fixture::new(&document(&[])).lint(None);
    assert!(
        report.findings.is_empty(),
        "{}",
        diagnostics::text(&report.findings, false)
    );
}

#[test]
fn every_rule_can_fail_and_can_pass() {
    for rule in rules() {
        assert!(
            rule.examples.iter().any(|example| example.finds.is_some()),
            "{} has no failing example",
            rule.name
        );
        assert!(
            rule.examples.iter().any(|example| example.finds.is_none()),
            "{} has no passing example",
            rule.name
        );
    }
}

#[test]
fn a_rule_has_the_name_of_its_file_and_can_be_found() {
    let names: Vec<&str> = rules().iter().map(|rule| rule.name).collect();
    assert!(names.is_sorted(), "{names:?}");
    for (rule, line) in rules()
        .iter()
        .zip(include_str!(concat!(env!("OUT_DIR"), "/rules.rs")).lines().skip(1))
    {
        let module = rule.name.replace('/', "::").replace('-', "_");
        assert_eq!(line.trim(), format!("&{module}::RULE,"));
        assert!(find(rule.name).is_some_and(|found| std::ptr::eq(found, *rule)));
    }
}

/// A finding that two environments and two services share is reported once.
#[test]
fn equal_findings_are_reported_once() {
    let prod = r#"{ "title": "Production", "organisation": "acme", "cluster": "c", "notify": "page", "secret_store": "vault", "secret_path": "p", "log_retention_days": 3 }"#;
    let more = r#"{
        "dev|scribe|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "prod|scribe|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "dev|db|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "prod|db|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "dev|db|slow": { "payload/options/thresholds": { "critical": 5 } }
    }"#;
    let built = Fixture::new(&document(&[
        Edit::Set("catalog/environments/dev", prod),
        Edit::Set("more", more),
    ]));
    let report = built.lint(find("monitor/no-recovery"));
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|d| {
            (
                d.message.as_str(),
                d.notes.iter().map(String::as_str).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "monitor 'db/late' has an alert threshold without a recovery threshold",
                vec!["also in 'scribe/late'"]
            ),
            (
                "monitor 'db/slow' has an alert threshold without a recovery threshold",
                vec!["only in dev"]
            ),
        ]
    );
}

/// All services of an archetype have the suppressions of its file, whether they need them or not; what a service tunes may make one superfluous.
#[test]
fn one_service_that_needs_it_is_enough_for_the_suppression_of_an_archetype() {
    let more = r#"{
        "prod|scribe|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "prod|db|late|worker": {},
        "prod|db|slow|worker": {},
        "prod|scribe|tuned|worker": {}
    }"#;
    let suppress = r#"{ "monitor/no-recovery": { "reason": "the metric is a step" } }"#;
    let built = Fixture::new(&document(&[
        Edit::Set("more", more),
        Edit::Set("suppress", suppress),
        Edit::Set("catalog/services/scribe/tune", r#"{ "tuned": { "recover": 4 } }"#),
    ]));
    let report = built.lint(find("policy/unused-suppression"));
    let found: Vec<_> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    let unused = |monitor| format!("monitor '{monitor}' suppresses 'monitor/no-recovery', which reports nothing here");
    assert_eq!(found, [unused("db/slow"), unused("scribe/failure-rate")]);
}

/// All examples of all rules: `cargo xtask check` leaves them out.
mod slow {
    use super::*;

    #[test]
    fn every_example_has_the_expected_finding() {
        let mut wrong = Vec::new();
        for (rule, example, findings) in FOUND.iter() {
            let found: Vec<_> = findings.iter().map(message_and_excerpt).collect();
            let expected: Vec<_> = example
                .finds
                .iter()
                .map(|(message, at)| ((*message).to_owned(), (*at).to_owned()))
                .collect();
            if found != expected {
                wrong.push(format!(
                    "{}: {}\n  expected {expected:?}\n  found    {found:?}",
                    rule.name, example.title
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_finding_has_help_and_a_place() {
        for (rule, _, findings) in FOUND.iter() {
            for finding in findings {
                assert!(finding.help.is_some(), "{}: {}", rule.name, finding.message);
                assert!(!finding.message.ends_with('.'), "{}: {}", rule.name, finding.message);
                assert!(finding.place.is_some(), "{}: {}", rule.name, finding.message);
            }
        }
    }

    /// After `--fix` nothing is left to fix.
    #[test]
    fn one_run_applies_every_fix() {
        let mut fixed = BTreeSet::new();
        for rule in rules() {
            for example in rule.examples.iter().filter(|example| example.finds.is_some()) {
                let mut built = Fixture::new(&document(example.edits));
                let report = built.lint(None);
                let fixes: Vec<_> = report
                    .fixes
                    .into_iter()
                    .filter(|fix| fix.path.starts_with("runbooks/"))
                    .collect();
                let (changed, applied) = apply(|path| built.runbooks.get(path).cloned(), &fixes);
                if applied.is_empty() {
                    continue;
                }
                built
                    .runbooks
                    .extend(changed.into_iter().map(|(path, text)| (path, text.into())));
                let again = built.lint(None).fixes;
                assert!(again.is_empty(), "{}: {}: {again:?}", rule.name, example.title);
                fixed.insert(rule.name);
            }
        }
        assert!(fixed.contains("runbook/headings"), "{fixed:?}");
    }
}
