//! `cargo xtask monitors pages` on a copy of this repository.

use std::sync::LazyLock;

use serde_json::Value;
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// The world of this repository in which nobody may be paged.
const QUIET: &str = "quiet-week";

fn run(tree: &Tree, args: &[&str]) -> Run {
    tree.run(["monitors", "pages"].into_iter().chain(args.iter().copied()))
}

/// A copy of this repository, and its worlds. Estimated once: that takes seconds.
static ESTIMATED: LazyLock<(Tree, Vec<Value>)> = LazyLock::new(|| {
    let tree = Tree::with_worlds(CHECKS);
    let worlds = worlds(&tree);
    (tree, worlds)
});

fn worlds(tree: &Tree) -> Vec<Value> {
    let run = run(tree, &["--format", "json"]);
    let whole: Value = serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text));
    whole["worlds"].as_array().cloned().expect("a list of worlds")
}

/// The new pages of each incident that pages: what caused them, and the monitors.
fn paging(world: &Value) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for incident in world["incidents"].as_array().into_iter().flatten() {
        let pages = incident["sent"].as_array().into_iter().flatten();
        let pages = pages.filter(|sent| sent["urgency"] == "page" && sent["repeated"] == false);
        let monitors: Vec<String> = pages
            .map(|sent| format!("{} to {}", sent["monitor"], sent["team"]))
            .collect();
        if !monitors.is_empty() {
            found.push((incident["cause"]["what"].to_string(), monitors));
        }
    }
    found
}

#[test]
fn every_monitor_is_estimated_and_the_second_run_remembers() {
    let (tree, first) = &*ESTIMATED;
    assert!(first.len() >= 4, "a quiet week and three bad ones");
    for world in first {
        for not in world["not_estimated"].as_array().expect("a list") {
            let reason = "a world is shorter than the window of an error budget";
            assert_eq!(not["reason"], reason, "{not} in {}", world["world"]);
        }
    }
    assert!(tree.path(".cache/pages.json").exists());
    assert_eq!(worlds(tree), *first);
}

#[test]
fn the_quiet_week_pages_nobody() {
    let (tree, worlds) = &*ESTIMATED;
    let quiet = worlds
        .iter()
        .find(|world| world["world"] == QUIET)
        .expect("the quiet week");
    assert_eq!(paging(quiet), [], "pages in a quiet week");
    assert_eq!(run(tree, &[QUIET]).code, Some(0));
}

/// Who reads a channel with more than some posts a day that mean nothing soon reads none of them.
const POSTS_MAX: usize = 30;

#[test]
fn the_quiet_week_posts_little_in_channels() {
    let quiet = ESTIMATED.1.iter().find(|world| world["world"] == QUIET);
    let incidents = quiet.expect("the quiet week")["incidents"].as_array();
    let sent = incidents
        .into_iter()
        .flatten()
        .flat_map(|incident| incident["sent"].as_array());
    let posts = sent.flatten().filter(|sent| sent["urgency"] == "channel only").count();
    assert!(posts < POSTS_MAX, "{posts} posts in a quiet week");
    assert!(posts > 0, "nothing is counted");
}

/// Two symptoms of one cause may page the same person: jobs that fail, and jobs that wait for more than 15 minutes.
const PAGES_MAX: usize = 2;

#[test]
fn a_single_cause_pages_one_person() {
    for world in &ESTIMATED.1 {
        for incident in world["incidents"].as_array().into_iter().flatten() {
            let teams = incident["paged_teams"].as_array().map_or(0, Vec::len);
            assert!(teams <= 1, "{} pages {}", incident["cause"], incident["paged_teams"]);
        }
        for (cause, monitors) in paging(world) {
            assert!(monitors.len() <= PAGES_MAX, "{cause} pages {monitors:?}");
        }
    }
}

#[test]
fn mistakes_are_reported_with_help() {
    let tree = Tree::with_worlds(CHECKS);
    let check = |args: &[&str], code: i32, parts: &[&str]| {
        let run = run(&tree, args);
        for part in parts {
            assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
        }
        assert_eq!(run.code, Some(code), "{}", run.text);
    };
    check(
        &["quiet-weak"],
        2,
        &["no world is named 'quiet-weak'", "did you mean 'quiet-week'?"],
    );
    tree.write("jsonnet/worlds/empty.yaml", "title: t\nabout: a\nlasts: soon\n");
    check(
        &[],
        1,
        &[
            "jsonnet/worlds/empty.yaml:3:8",
            "'soon' is not a length of time",
            "write a length",
        ],
    );
}

#[test]
fn somebody_paged_in_a_quiet_world_is_exit_code_1_and_a_picture_shows_it() {
    let tree = Tree::with_worlds(CHECKS);
    let world = "title: Too quiet\nabout: Requests stop.\nlasts: 3h\nquiet: true\nhappens:
  - {what: requests stop, at: Mon 01:00, for: 1h, metrics: [{metric: trace.fastify.request.hits, services: [api-gateway], missing: true}]}\n";
    tree.write("jsonnet/worlds/too-quiet.yaml", world);
    let picture = tree.path("w.svg");
    let run = run(&tree, &["too-quiet", "--svg", &picture.to_string_lossy()]);
    assert!(
        run.text.contains("1 page to platform") && run.text.contains("api-gateway/no-traffic"),
        "{}",
        run.text
    );
    assert_eq!(run.code, Some(1), "{}", run.text);
    let picture = std::fs::read_to_string(picture).expect("a picture");
    assert!(picture.contains("requests stop") && picture.contains("class=\"page\""));
}
