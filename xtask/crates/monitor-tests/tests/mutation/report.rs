//! Reports of mutants.

use datadog_simulator::Definition;
use monitor_tests::mutation::{MutantKind, MutationReport, MutationRow, Survivor, Trial};
use serde_json::json;

fn row(monitor: &str, env: &str, kills: impl Fn(MutantKind) -> bool) -> MutationRow {
    let payload =
        json!({ "type": "query alert", "name": "a monitor", "message": "", "query": "max(last_1m):avg:m{*} > 4" });
    let definition = Definition::from_payload(&payload).expect("a payload of this test");
    MutationRow {
        monitor: monitor.to_owned(),
        env: env.to_owned(),
        tests: "a_test.yaml".to_owned(),
        variables: vec![
            (env.to_owned(), "$env".to_owned()),
            ("4".to_owned(), "$critical".to_owned()),
        ],
        trial: Trial::run(&definition, |mutant| kills(mutant.kind)).expect("a monitor of this test"),
    }
}

#[test]
fn equal_survivors_are_reported_once_with_the_missing_test() {
    let but_boundary = |kind| kind != MutantKind::Boundary;
    let report = MutationReport {
        rows: vec![
            row("s/m", "dev", but_boundary),
            row("s/m", "prod", but_boundary),
            row("s/n", "prod", but_boundary),
        ],
    };
    let text = report.text();
    let expected = "\
a_test.yaml
  survived: comparator > becomes >= (boundary)
    s/m in dev, prod; s/n in prod
    add a test that is OK at exactly the critical threshold

mutants              killed       of     share
comparator                3        3  100.00 %
boundary                  0        3    0.00 %
";
    assert!(text.starts_with(expected), "{text}");
    let json = serde_json::to_value(&report).expect("a report");
    assert_eq!(json["kinds"]["boundary"], json!({ "killed": 0, "of": 3 }));
    let survivor = json!({ "monitor": "s/m", "env": "dev", "tests": "a_test.yaml", "kind": "boundary", "change": "comparator > becomes >=",
        "killed_by": "a test that is OK at exactly the critical threshold" });
    assert_eq!(json["survivors"][0], survivor);
}

#[test]
fn survivors_that_differ_only_in_variables_are_reported_once() {
    let survivor = |env: &str| {
        let mut row = row("s/m", env, |_| true);
        row.trial.survivors = vec![Survivor {
            kind: MutantKind::Scope,
            change: format!("of {env}.m: filter env:{env} becomes env:other-{env}, 4 or 40, @slack-{env}"),
            killed_by: String::new(),
        }];
        row
    };
    let report = MutationReport {
        rows: vec![survivor("dev"), survivor("dev"), survivor("prod")],
    };
    let text = report.text();
    assert!(
        text.contains("of dev.m: filter env:$env becomes env:other-dev, $critical or 40, @slack-$env"),
        "{text}"
    );
    assert!(
        text.contains("of prod.m: filter env:$env becomes env:other-prod, $critical or 40, @slack-$env"),
        "{text}"
    );
}

#[test]
fn ninety_five_percent_must_be_killed() {
    let report = |kills: fn(MutantKind) -> bool| MutationReport {
        rows: vec![row("s/m", "dev", kills)],
    };
    assert!(report(|_| true).meets_minimum());
    assert!(!report(|kind| kind != MutantKind::Boundary).meets_minimum());
    assert!(MutationReport::default().meets_minimum());
}
