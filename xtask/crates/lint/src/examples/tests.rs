use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use diagnostics::Diagnostic;

use super::estate::{Built, document};
use crate::rule::Edit;
use crate::{apply, find, rules};

/// The message, and the text that is underlined.
fn told(finding: &Diagnostic) -> (String, String) {
    let excerpt = finding.place.as_ref().and_then(|place| place.excerpt.as_ref());
    (
        finding.message.clone(),
        excerpt.map_or(String::new(), |(text, span)| text[span.clone()].to_owned()),
    )
}

#[test]
fn the_sound_estate_has_no_finding() {
    let report = Built::of(&document(&[])).lint(None);
    assert!(
        report.findings.is_empty(),
        "{}",
        diagnostics::text(&report.findings, false)
    );
}

#[test]
fn every_example_finds_what_it_says() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for example in rule.examples {
            let report = Built::of(&document(example.edits)).lint(Some(rule));
            let found: Vec<_> = report.findings.iter().map(told).collect();
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
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_can_fail_and_can_pass() {
    for rule in rules() {
        assert!(
            rule.examples.iter().any(|example| example.finds.is_some()),
            "{} has no example that it finds",
            rule.name
        );
        assert!(
            rule.examples.iter().any(|example| example.finds.is_none()),
            "{} has no example that it passes",
            rule.name
        );
    }
}

#[test]
fn every_finding_says_what_to_do() {
    for rule in rules() {
        for example in rule.examples {
            for finding in Built::of(&document(example.edits)).lint(Some(rule)).findings {
                assert!(finding.help.is_some(), "{}: {}", rule.name, finding.message);
                assert!(!finding.message.ends_with('.'), "{}: {}", rule.name, finding.message);
                assert!(finding.place.is_some(), "{}: {}", rule.name, finding.message);
            }
        }
    }
}

/// The files below `rules/` are the rules: a file that the list lacks would never run.
#[test]
fn the_list_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files = BTreeSet::new();
    for group in fs::read_dir(&folder).expect("the folder of the rules") {
        let group = group.expect("an entry").path();
        if !group.is_dir() {
            continue;
        }
        for file in fs::read_dir(&group).expect("the folder of a group") {
            let file = file.expect("an entry").path();
            let stem = |path: &Path| {
                path.file_stem()
                    .and_then(|stem| stem.to_str())
                    .expect("a name")
                    .replace('_', "-")
            };
            if stem(&file) != "mod" {
                files.insert(format!("{}/{}", stem(&group), stem(&file)));
            }
        }
    }
    let listed: Vec<_> = rules().iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), files);
    assert!(listed.is_sorted(), "the list is not in the order of the names");
    assert!(
        rules()
            .iter()
            .all(|rule| find(rule.name).is_some_and(|found| found.name == rule.name))
    );
}

/// A fix mends its finding, and mends it at once.
#[test]
fn a_fixed_page_has_the_finding_no_more() {
    let mut fixed = BTreeSet::new();
    for rule in rules() {
        for example in rule.examples.iter().filter(|example| example.finds.is_some()) {
            let mut built = Built::of(&document(example.edits));
            let report = built.lint(None);
            let fixes: Vec<_> = report
                .fixes
                .into_iter()
                .filter(|fix| fix.path.starts_with("runbooks/"))
                .collect();
            let (changed, applied) = apply(|path| built.pages.get(path).cloned(), &fixes);
            if applied.is_empty() {
                continue;
            }
            built
                .pages
                .extend(changed.into_iter().map(|(path, text)| (path, text.into())));
            let again = built.lint(None).fixes;
            assert!(again.is_empty(), "{}: {}: {again:?}", rule.name, example.title);
            fixed.insert(rule.name);
        }
    }
    assert!(fixed.contains("runbook/headings"), "{fixed:?}");
}

/// What two environments and two services share is told once.
#[test]
fn the_same_finding_is_told_once() {
    let prod = r#"{ "title": "Production", "organisation": "acme", "cluster": "c", "notify": "page", "secret_store": "vault", "secret_path": "p", "log_retention_days": 3 }"#;
    let more = r#"{
        "dev|scribe|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "prod|scribe|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "dev|db|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "prod|db|late|worker": { "payload/options/thresholds": { "critical": 5 } },
        "dev|db|slow": { "payload/options/thresholds": { "critical": 5 } }
    }"#;
    let built = Built::of(&document(&[
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
                "monitor 'db/late' has an alert threshold and no recovery threshold",
                vec!["the same is true of 'scribe/late'"]
            ),
            (
                "monitor 'db/slow' has an alert threshold and no recovery threshold",
                vec!["in dev"]
            ),
        ]
    );
}
