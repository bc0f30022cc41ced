//! Findings in the files of worlds.

use proptest::prelude::*;

use crate::fixture::{self, NORMAL, findings};

const WORLD: &str = "title: t\nabout: a\nlasts: 1d\nhappens:\n  - what: it fails\n    at: Mon 01:00\n    metrics: [{metric: jobs.failed, level: 1}]\n";

fn check(normal: &str, world: &str, parts: &[&str]) {
    let found = findings(normal, world);
    for part in parts {
        assert!(found.contains(part), "{part:?} is missing from:\n{found}");
    }
    assert_eq!(found.is_empty(), parts.is_empty(), "{found}");
}

#[test]
fn valid_files_have_no_findings() {
    check(NORMAL, WORLD, &[]);
}

#[test]
fn mistakes_in_a_world_are_reported_at_their_lines_with_help() {
    let world = |from: &str, to: &str, parts: &[&str]| check(NORMAL, &WORLD.replace(from, to), parts);
    world(
        "what:",
        "wht:",
        &[
            "worlds/w.yaml:5:5",
            "unknown field 'wht'",
            "did you mean 'what'?",
            "docs/reference/worlds.md",
        ],
    );
    world(
        "lasts: 1d",
        "lasts: 40d",
        &["worlds/w.yaml:3:8", "'40d' is too short or too long"],
    );
    world(
        "lasts: 1d",
        "lasts: 1d\nstart: Monday",
        &["'Monday' is not a day and a time", "Tue 14:00"],
    );
    world(
        "Mon 01:00",
        "Tue 01:00",
        &["worlds/w.yaml:6:9", "'Tue 01:00' is not in the time of the world"],
    );
    world(
        "jobs.failed",
        "jobs.faild",
        &[
            "no metric of the catalog is named 'jobs.faild'",
            "did you mean 'jobs.failed'?",
        ],
    );
    world(
        "level: 1",
        "level: 1, per_minute: 2",
        &["it has both 'level' and 'per_minute'"],
    );
    world(", level: 1", "", &["it has none of level"]);
    world(
        "level: 1",
        "of: jobs.total, share: 97",
        &[
            "worlds/w.yaml:7:60",
            "a share of 97 would be 9700 % of 'jobs.total'",
            "write 0.97 for 97 %",
        ],
    );
    world("level: 1", "of: jobs.total, share: 1", &[]);
    world("level: 1", "level: few", &["'few' is neither a number nor a range"]);
    world("level: 1", "level: 1, slow: 3", &["'slow' has no effect here"]);
    world("level: 1", "per_minute: -1", &["a number is negative"]);
    world(
        "level: 1",
        "level: 1, tags: {quue: a}",
        &["no tag is named 'quue'", "did you mean 'queue'?"],
    );
    world(
        "level: 1",
        "level: 1, services: [scrib]",
        &["no service is named 'scrib'", "did you mean 'scribe'?"],
    );
    world(
        "metrics: [{metric: jobs.failed, level: 1}]",
        "for: 5m",
        &["nothing changes in 'it fails'"],
    );
    world(
        "metrics:",
        "because: something\n    metrics:",
        &["nothing else happens that is 'something'"],
    );
    world(
        "metrics:",
        "pods: [{drain: 9}]\n    metrics:",
        &["there is no node 9", "name one of 1 to 4"],
    );
    world(
        "metrics:",
        "pods: [{deploy: db2}]\n    metrics:",
        &["no service is named 'db2'"],
    );
    world(
        "metrics:",
        "pods: [{scale: {service: db, to: 0}}]\n    metrics:",
        &["0 is not a number from 1 to 1000"],
    );
    world(
        "metrics:",
        "pods: [{explode: db}]\n    metrics:",
        &["unknown value 'explode'"],
    );
    world(
        "metrics:",
        "logs: [{per_minute: 5000}]\n    metrics:",
        &["5000 is not a number of lines"],
    );
}

#[test]
fn mistakes_in_what_is_normal_are_reported_at_their_lines() {
    let normal = |from: &str, to: &str, parts: &[&str]| check(&NORMAL.replace(from, to), WORLD, parts);
    normal(
        "environment: prod",
        "environment: prd",
        &["no environment is named 'prd'", "did you mean 'prod'?"],
    );
    normal(
        "nodes: 4",
        "nodes: 0",
        &["worlds/normal.yaml:4:15", "0 is not a number from 1 to 1000"],
    );
    normal(
        "weekend: [0, ",
        "weekend: [",
        &["a day of the rhythm is not 24 numbers from 0 to 1"],
    );
    normal(
        "of: jobs.total, share: 0}",
        "of: jobs.failed, share: 0}",
        &["'jobs.failed' is a share of itself"],
    );
    normal("15s", "0s", &["'0s' is too short or too long"]);
    let found = fixture::catalog();
    let missing = page_budget::Estate::new(&found, &[], &[]).expect_err("no file");
    assert_eq!(missing[0].message, "'jsonnet/worlds/normal.yaml' is missing");
}

proptest! {
    /// Any change of a file is accepted or reported within the file; nothing panics.
    #[test]
    fn no_text_panics(at in 0..WORLD.len(), cut in 0_usize..12, insert in "[a-z0-9:{}\\[\\]'. \\-\n]{0,6}") {
        let mut text = WORLD.to_owned();
        text.replace_range(at..(at + cut).min(WORLD.len()), &insert);
        let found = findings(NORMAL, &text);
        prop_assert!(found.is_empty() || found.contains("jsonnet/worlds/w.yaml"), "{found}");
        let mut text = NORMAL.to_owned();
        let at = at * NORMAL.len() / WORLD.len();
        text.replace_range(at..(at + cut).min(NORMAL.len()), &insert);
        let found = findings(&text, WORLD);
        prop_assert!(found.is_empty() || found.contains("jsonnet/worlds/"), "{found}");
    }
}
