//! `cargo bench --package checks --bench monitor_tests`: the time and CPU that a test of a monitor takes, for the whole command: read, render, run, compare, print.
//!
//! - Compared with `promtool test rules`, for equal tests: a ratio of counts over 10 minutes, 6 hours of minute data, an incident of half an hour, the alert
//!   and its end. Target: at least 20 times less CPU a test.
//! - 10,000 of these tests. Target: under 10 s on two cores.
//! - The tests of this repository. Target: under 1 s.
//!
//! Measured on two idle cores with Prometheus 0.316.0: 0.3 to 0.6 ms of CPU a test compared with 54 to 59 ms, 98 to 179 times less; 10,000 tests take
//! 1.2 to 1.3 s, 2.2 to 2.4 s of CPU; this repository's 1,124 tests 0.15 to 0.20 s.
//!
//! CPU is user and system time of the process, from `/proc`; without `/proc`, only elapsed time is printed.

mod process;
mod promtool;
mod tests;

use std::path::Path;

use process::Cost;
use test_support::tree::Tree;

/// The measured command.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");
/// The number of tests of the comparison: `promtool` takes about ten seconds for them.
const COMPARED: usize = 100;
const MANY: usize = 10_000;

fn main() {
    // `cargo test --all-targets` builds and starts benchmarks too
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let ours = suite(COMPARED);
    report(&format!("monitors test, {COMPARED} tests"), COMPARED, ours);
    let root = test_support::fixtures::repository();
    match promtool::run(&root, COMPARED) {
        Ok(theirs) => {
            report(&format!("promtool test rules, {COMPARED} tests"), COMPARED, theirs);
            if let (Some(ours), Some(theirs)) = (ours.cpu_s, theirs.cpu_s) {
                println!("{:<40} {:>10.0} times", "less CPU a test", theirs / ours);
            }
        }
        Err(why) => println!("promtool test rules: skipped: {why}"),
    }
    report(&format!("monitors test, {MANY} tests"), MANY, suite(MANY));
    let (count, cost) = repository(&root);
    report(&format!("monitors test, this repository, {count} tests"), count, cost);
}

/// Runs the command on a tree with `count` tests, at most a hundred for each monitor.
fn suite(count: usize) -> Cost {
    let tree = Tree::demo(CHECKS);
    for from in (0..count).step_by(COMPARED) {
        let monitor = format!("{}/failures-{from}", tests::FOLDER);
        tree.write(&format!("{monitor}.libsonnet"), test_support::fixtures::monitor(0));
        tree.write(
            &format!("{monitor}_test.yaml"),
            tests::ours(from..count.min(from + COMPARED)),
        );
    }
    let (cost, text) = process::measured(&mut tree.command(["monitors", "test", tests::FOLDER]));
    assert!(text.contains(&format!("passed: {count} tests")), "{text}");
    cost
}

/// Runs the command on this repository. Returns the number of its tests and the cost.
fn repository(root: &Path) -> (usize, Cost) {
    let mut command = std::process::Command::new(CHECKS);
    let (cost, text) = process::measured(command.args(["monitors", "test", "--root"]).arg(root));
    let words: Vec<&str> = text.split_whitespace().collect();
    let count = words.windows(2).find_map(|pair| {
        if pair[1].trim_end_matches(',') == "tests" {
            pair[0].parse().ok()
        } else {
            None
        }
    });
    (
        count.unwrap_or_else(|| panic!("the output has no number of tests: {text}")),
        cost,
    )
}

fn report(what: &str, tests: usize, cost: Cost) {
    let cpu = cost.cpu_s.map_or_else(
        || "CPU unknown".to_owned(),
        |s| format!("{s:>7.2} s CPU, {:>9.3} ms a test", s * 1000.0 / tests as f64),
    );
    println!("{what:<40} {:>7.2} s elapsed, {cpu}", cost.elapsed_s);
}
