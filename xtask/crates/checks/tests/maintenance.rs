//! `cargo xtask maintenance`: what it prints, its findings and exit codes. What is wrong with a window: `xtask/crates/maintenance`.

use serde_json::Value;
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// A window that the service `demo` can have in every environment.
const PATCHES: &str = "reason: nodes restart with the patches of the week
scope: { services: [demo] }
recurring: { start: 2026-12-06T02:00:00, duration: 2h, rrule: FREQ=WEEKLY;BYDAY=SU, timezone: UTC }
";

fn path(env: &str, file: &str) -> String {
    format!("terraform/environments/{env}/maintenance/{file}")
}

/// The command on a tree with these windows, on a day before them.
fn run(windows: &[(&str, &str)], args: &[&str]) -> Run {
    let tree = Tree::demo(CHECKS);
    for (path, text) in windows {
        tree.write(path, text);
    }
    tree.run(["maintenance", "--at", "2026-12-01"].iter().chain(args))
}

#[test]
fn windows_are_listed_with_what_they_mute() {
    let staging = path("staging", "patches.yaml");
    let found = run(&[(&staging, PATCHES)], &[]);
    assert_eq!(found.code, Some(0), "{}", found.text);
    for part in [
        "staging/patches: nodes restart with the patches of the week\n",
        "  next   Sun 2026-12-06 02:00 to 04:00 UTC\n",
        "  P1  demo/failures ",
        "clean: 1 window, 0 errors",
    ] {
        assert!(found.text.contains(part), "{part:?} is missing from:\n{}", found.text);
    }
    let other = run(&[(&staging, PATCHES)], &["dev"]);
    assert!(other.text.starts_with("clean: 0 windows"), "{}", other.text);
}

#[test]
fn a_window_that_mutes_a_page_is_rejected_until_it_has_a_reason() {
    let prod = path("prod", "patches.yaml");
    let found = run(&[(&prod, PATCHES)], &[]);
    assert_eq!(found.code, Some(1), "{}", found.text);
    for part in [
        "error[maintenance/mutes-p1]: window 'prod/patches' mutes P1 monitors that page: demo/",
        "terraform/environments/prod/maintenance/patches.yaml:1:9",
        "help: narrow the scope, or say in `mutes_p1_because` why nobody needs to be paged",
        "findings: 1 window, 1 error",
    ] {
        assert!(found.text.contains(part), "{part:?} is missing from:\n{}", found.text);
    }
    let because = format!("{PATCHES}mutes_p1_because: the on-call engineer restarts them\n");
    let found = run(&[(&prod, &because)], &[]);
    assert_eq!(found.code, Some(0), "{}", found.text);
    assert!(
        found
            .text
            .contains("  pages  nobody, because the on-call engineer restarts them\n"),
        "{}",
        found.text
    );
}

#[test]
fn as_json() {
    let found = run(
        &[
            (&path("dev", "patches.yaml"), PATCHES),
            (&path("staging", "patches.yaml"), &PATCHES.replace("demo", "demos")),
        ],
        &["--format", "json"],
    );
    assert_eq!(found.code, Some(1), "{}", found.text);
    let json: Value = serde_json::from_str(&found.text).expect("one JSON object");
    assert_eq!(json["windows"][0]["next"][0]["start"], "2026-12-06T02:00:00Z");
    assert_eq!(json["windows"][0]["env"], "dev");
    assert_eq!(json["findings"][0]["rule"], "maintenance/unknown-service");
    assert_eq!(json["findings"][0]["help"], "did you mean 'demo'?");
}

#[test]
fn files_that_are_no_windows() {
    let found = run(
        &[
            (&path("dev", "patches.yml"), PATCHES),
            (&path("dev", "more/patches.yaml"), PATCHES),
            (&path("dev", "Patches.yaml"), PATCHES),
        ],
        &[],
    );
    assert_eq!(found.code, Some(1), "{}", found.text);
    for part in [
        "error[maintenance/layout]: 'terraform/environments/dev/maintenance/patches.yml' is not a maintenance window",
        "'terraform/environments/dev/maintenance/more/patches.yaml' is not a maintenance window",
        "error[maintenance/name]: the name 'Patches' is invalid",
    ] {
        assert!(found.text.contains(part), "{part:?} is missing from:\n{}", found.text);
    }
}

#[test]
fn what_is_wrong_on_the_command_line() {
    for (args, expected) in [
        (["prd"].as_slice(), "did you mean 'prod'?"),
        (&["--at", "tomorrow"], "'tomorrow' is neither a time nor a day"),
    ] {
        let found = Tree::demo(CHECKS).run(["maintenance"].iter().chain(args));
        assert_eq!(found.code, Some(2), "{}", found.text);
        assert!(found.text.contains(expected), "{}", found.text);
    }
}

/// What a service declares is listed with the windows of Terraform.
#[test]
fn downtimes_of_services_are_listed_too() {
    let downtime = "function(ctx) ctx.downtime.recurring({ reason: 'the nightly batch is slow', environments: ['staging'], severity: 'P2',
  start: '2026-12-06T02:00:00', duration: '2h', rrule: 'FREQ=DAILY', timezone: 'UTC' })\n";
    let file = "jsonnet/services/demo/downtimes/nightly.libsonnet";
    let found = run(&[(file, downtime)], &["staging"]);
    assert_eq!(found.code, Some(0), "{}", found.text);
    for part in [
        "staging/demo/nightly: the nightly batch is slow\n",
        "  P2  demo/",
        "clean: 1 window, 0 errors",
    ] {
        assert!(found.text.contains(part), "{part:?} is missing from:\n{}", found.text);
    }
    let found = run(&[(file, &downtime.replace("FREQ=DAILY", "FREQ=DALY"))], &[]);
    assert_eq!(found.code, Some(1), "{}", found.text);
    for part in ["error[maintenance/rule]", "downtimes/nightly.libsonnet:2:", "FREQ=DALY"] {
        assert!(found.text.contains(part), "{part:?} is missing from:\n{}", found.text);
    }
}
