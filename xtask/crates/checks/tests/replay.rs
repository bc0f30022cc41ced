//! `cargo xtask monitors replay` on a copy of this repository.

use std::ffi::OsStr;

use serde_json::Value;
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

const MONITOR: &str = "workflow-automation/failure-rate";
const FAILED: &str = "sum:scribemed.jobs.failed{env:prod,service:workflow-automation} by {topic}.as_count()";
const TOTAL: &str = "sum:scribemed.jobs.total{env:prod,service:workflow-automation} by {topic}.as_count()";

/// Four hours of history; in one of them most jobs fail.
fn history() -> String {
    let mut out = "time,value,query,group\n".to_owned();
    for minute in 0..240 {
        let time = 1_793_577_600 + minute * 60;
        let failed = if (60..120).contains(&minute) { 90 } else { 0 };
        out.push_str(&format!(
            "{time},{failed},\"{FAILED}\",topic:notes\n{time},100,\"{TOTAL}\",topic:notes\n"
        ));
    }
    out
}

struct Case {
    tree: Tree,
}

impl Case {
    fn new(history: &str) -> Self {
        let tree = Tree::of_repository(CHECKS);
        tree.write("history.csv", history);
        Self { tree }
    }

    fn run(&self, args: &[&str]) -> Run {
        let history = self.tree.path("history.csv");
        let before = ["monitors", "replay", "--series"].map(OsStr::new);
        let args = args.iter().map(OsStr::new);
        self.tree
            .run(before.into_iter().chain([history.as_os_str()]).chain(args))
    }

    fn check_error(&self, args: &[&str], code: i32, expected: &[&str]) {
        let run = self.run(args);
        for part in expected {
            assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
        }
        assert_eq!(run.code, Some(code), "{}", run.text);
    }
}

#[test]
fn an_hour_of_failures_pages_at_any_sane_threshold() {
    let case = Case::new(&history());
    let picture = case.tree.path("history.svg");
    let run = case.run(&[
        MONITOR,
        "--format",
        "json",
        "--sweep",
        "critical=1..10/3",
        "--svg",
        &picture.to_string_lossy(),
    ]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let json: Value = serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text));
    assert_eq!(json["groups"], serde_json::json!(["topic:notes"]));
    let rows = json["sweep"].as_array().expect("a sweep");
    assert!(
        rows.len() >= 4
            && rows
                .iter()
                .all(|row| row["alerts"] == 1 && row["pages"].as_u64() >= Some(1)),
        "{rows:?}"
    );
    let handles = |n: &&Value| {
        n["page"] == true
            && n["handles"]
                .as_array()
                .is_some_and(|h| h.iter().any(|h| h == "pagerduty-platform"))
    };
    assert!(
        json["notifications"]
            .as_array()
            .expect("notifications")
            .iter()
            .any(|n| handles(&n))
    );
    assert!(case.tree.read("history.svg").starts_with("<svg "));
}

/// A night of few jobs: the successes that `min_bad` assumes depend on the threshold, so at 12 % they are fewer than at 5 %, and five failures of ten page.
#[test]
fn a_sweep_assumes_the_successes_of_its_threshold() {
    let mut few = "time,value,query,group\n".to_owned();
    for minute in 0..240 {
        let time = 1_793_577_600 + minute * 60;
        let failed = u8::from((60..120).contains(&minute) && minute % 2 == 0);
        few.push_str(&format!(
            "{time},{failed},\"{FAILED}\",topic:notes\n{time},1,\"{TOTAL}\",topic:notes\n"
        ));
    }
    let run = Case::new(&few).run(&[MONITOR, "--format", "json", "--sweep", "critical=12..40/28"]);
    let json: Value = serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text));
    let pages = |critical: f64| {
        let rows = json["sweep"].as_array().expect("a sweep").iter();
        let mut row = rows.filter(|row| row["thresholds"]["critical"] == critical);
        row.next().map(|row| row["pages"].as_u64() > Some(0))
    };
    assert_eq!([pages(12.0), pages(40.0)], [Some(true), Some(false)], "{}", run.text);
}

#[test]
fn mistakes_are_reported_with_suggestions() {
    let case = Case::new(&history());
    case.check_error(
        &["workflow-automation/failure-rat"],
        2,
        &[
            "no monitor is named 'workflow-automation/failure-rat'",
            "'workflow-automation/failure-rate'",
        ],
    );
    case.check_error(
        &[MONITOR, "--env", "prd"],
        2,
        &["no environment is named 'prd'", "did you mean 'prod'?"],
    );
    case.check_error(
        &[MONITOR, "--sweep", "critical=10..1"],
        2,
        &["--sweep critical=10..1: the range from 10 to 1 is empty"],
    );
    case.check_error(
        &[MONITOR, "--svg", "no/such/folder/x.svg"],
        2,
        &["cannot write 'no/such/folder/x.svg'"],
    );
    case.check_error(
        &["redis/replica-unlinked"],
        1,
        &["monitor 'redis/replica-unlinked' reads a service check"],
    );
    case.check_error(
        &[MONITOR, "--env", "staging"],
        1,
        &[
            "the history has no series of",
            "its scope is 'env:prod,service:workflow-automation' instead of 'env:staging,",
        ],
    );
}

#[test]
fn an_unknown_monitor_and_a_missing_file_are_reported_together() {
    let tree = Tree::of_repository(CHECKS);
    let run = tree.run(["monitors", "replay", "transcription/nope", "--series", "missing.csv"]);
    let at = |part: &str| {
        run.text
            .find(part)
            .unwrap_or_else(|| panic!("{part:?} is missing from:\n{}", run.text))
    };
    assert!(
        at("no monitor is named 'transcription/nope'") < at("missing.csv"),
        "{}",
        run.text
    );
}
