//! `cargo bench --package checks --bench monitor_tests`: what a test of a monitor costs, for the whole command: reading, rendering, running, comparing, printing.
//!
//! - Beside `promtool test rules`, with equal tests: a ratio of counts over 10 minutes, 6 hours of minute data, an incident of half an hour, the alert and
//!   its end. Aim: at least 20 times less CPU a test.
//! - 10,000 of these tests. Aim: under 10 s on two cores.
//! - The tests of this repository. Aim: under 1 s.
//!
//! Measured on two cores with nothing else to do, Prometheus 0.316.0: 0.3 to 0.6 ms of CPU a test beside 54 to 59 ms, 98 to 179 times less; 10,000 tests take
//! 1.2 to 1.3 s, 2.2 to 2.4 s of CPU; this repository's 1,124 tests 0.15 to 0.20 s.
//!
//! CPU is user and system time of the process, from `/proc`; where there is none, only elapsed time is told.

mod process;
mod promtool;
mod tests;

use std::path::Path;

use process::Cost;
use test_support::tree::Tree;

/// The command that is measured.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");
/// As many tests as `promtool` runs in some ten seconds.
const BESIDE: usize = 100;
const MANY: usize = 10_000;

fn main() {
    // `cargo test --all-targets` builds and starts benchmarks too
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let ours = suite(BESIDE);
    report(&format!("monitors test, {BESIDE} tests"), BESIDE, ours);
    let root = test_support::fixtures::repository();
    match promtool::run(&root, BESIDE) {
        Ok(theirs) => {
            report(&format!("promtool test rules, {BESIDE} tests"), BESIDE, theirs);
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

/// The command on a tree with so many tests, at most a hundred a monitor.
fn suite(count: usize) -> Cost {
    let tree = Tree::demo(CHECKS);
    for from in (0..count).step_by(BESIDE) {
        let monitor = format!("{}/failures-{from}", tests::FOLDER);
        tree.write(&format!("{monitor}.libsonnet"), test_support::fixtures::monitor(0));
        tree.write(
            &format!("{monitor}_test.yaml"),
            tests::ours(from..count.min(from + BESIDE)),
        );
    }
    let (cost, text) = process::measured(&mut tree.command(["monitors", "test", tests::FOLDER]));
    assert!(text.contains(&format!("passed: {count} tests")), "{text}");
    cost
}

/// The command on this repository, and how many tests it has.
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
    (count.unwrap_or_else(|| panic!("no number of tests in: {text}")), cost)
}

fn report(what: &str, tests: usize, cost: Cost) {
    let cpu = cost.cpu_s.map_or_else(
        || "CPU unknown".to_owned(),
        |s| format!("{s:>7.2} s CPU, {:>9.3} ms a test", s * 1000.0 / tests as f64),
    );
    println!("{what:<40} {:>7.2} s elapsed, {cpu}", cost.elapsed_s);
}
