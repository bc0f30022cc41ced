//! `docs/observability/evidence.md`: a chosen set of runs as a page.

use std::fmt::Write;

use crate::detection::{Detection, Goal, clock};
use crate::plan::GOAL_S;
use crate::verdict::Verdict;

/// A run whose files agree with their manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The name of its folder.
    pub folder: String,
    /// The hash of its manifest.
    pub manifest: String,
    /// How it went.
    pub verdict: Verdict,
}

/// The page. The runs are in the order of their folders.
#[must_use]
pub fn page(runs: &[Run]) -> String {
    let mut out = "<!-- Written by `cargo xtask gameday evidence`; do not edit. -->\n\n# Evidence of game days\n\n\
Each row is a run of a scenario of `gamedays/`: a staged failure, and whether the monitors did what the scenario expects. How to run one:\n\
[run a game day](../how-to/run-a-game-day.md). The monitors are those that are rendered for the environment. Unless the conditions of a run name a cluster, it ran on\n\
one machine, and Datadog is a double there that evaluates them with the evaluator of the monitors' tests. The folder of a run is kept outside the repository; the hash\n\
is that of its `manifest.json`, which has the hashes of all other files. `cargo xtask gameday evidence` verifies them and writes this page.\n\n"
        .to_owned();
    out += "| scenario | environment | verdict | met | commit | SHA-256 of the manifest |\n|---|---|---|---|---|---|\n";
    for run in runs {
        let Verdict {
            expectations, commit, ..
        } = &run.verdict;
        let met = expectations.iter().filter(|expectation| expectation.met).count();
        let verdict = if run.verdict.is_met() {
            "as expected"
        } else {
            "**not as expected**"
        };
        row(
            &mut out,
            &[
                &format!("{} (`{}`)", run.verdict.title, run.folder),
                &run.verdict.environment,
                verdict,
                &format!("{met} of {}", expectations.len()),
                &format!("`{}`", commit.get(..12).unwrap_or(commit)),
                &format!("`{}`", run.manifest),
            ],
        );
    }
    out += &format!(
        "\n## Time to detect\n\nFrom the injection to the first notification of a warning, to the state, and to its first notification, in minutes and seconds of data time. The goal for the\n\
         notification of priority 1 is {}.\n\n\
         | monitor | scenario | priority | warning | state | notification | goal |\n|---|---|---|---|---|---|---|\n",
        clock(GOAL_S)
    );
    let detections: Vec<Detection> = runs.iter().flat_map(|run| Detection::of(&run.verdict)).collect();
    let time = |seconds: Option<i64>| seconds.map_or_else(|| "none".to_owned(), clock);
    for found in &detections {
        row(
            &mut out,
            &[
                &format!("`{}`", found.monitor),
                &found.scenario,
                &found
                    .priority
                    .map_or_else(|| "none".to_owned(), |priority| format!("P{priority}")),
                &time(found.warned_s),
                &clock(found.detected_s),
                &time(found.notified_s),
                found.goal().as_str(),
            ],
        );
    }
    let excepted = detections.iter().filter(|found| found.goal() == Goal::Excepted);
    let reasons: Vec<String> = excepted
        .filter_map(|found| {
            Some(format!(
                "- `{}` ({}): {}\n",
                found.monitor,
                found.scenario,
                found.late_because.as_ref()?
            ))
        })
        .collect();
    if !reasons.is_empty() {
        put(
            &mut out,
            format_args!("\nExceptions from the goal:\n\n{}", reasons.concat()),
        );
    }
    out += "\n## What was expected\n";
    for run in runs {
        put(&mut out, format_args!("\n### {}\n\n", run.verdict.title));
        for condition in &run.verdict.conditions {
            put(&mut out, format_args!("- {condition}\n"));
        }
        out += "\n| expected | met | found |\n|---|---|---|\n";
        for expectation in &run.verdict.expectations {
            let met = if expectation.met { "yes" } else { "**no**" };
            row(&mut out, &[&expectation.expected, met, &expectation.found]);
        }
    }
    out
}

/// The scenarios whose runs a page has.
#[must_use]
pub fn scenarios(page: &str) -> Vec<String> {
    let rows = page.lines().filter(|line| line.starts_with("| "));
    // A row names its folder: (`2026-11-30-dead-worker`).
    let folders = rows.filter_map(|row| row.split_once("`) |")?.0.rsplit_once("(`"));
    folders
        .filter_map(|(_, folder)| folder.splitn(4, '-').nth(3))
        .map(str::to_owned)
        .collect()
}

fn row(out: &mut String, cells: &[&str]) {
    for cell in cells {
        put(out, format_args!("| {} ", cell.replace('|', "\\|").replace('\n', " ")));
    }
    out.push_str("|\n");
}

/// Writing to a string cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    if out.write_fmt(text).is_err() {
        unreachable!("a string takes any text");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_page_names_its_scenarios() {
        let run = |scenario: &str| Run {
            folder: format!("2026-11-30-{scenario}"),
            manifest: "00".to_owned(),
            verdict: Verdict {
                scenario: scenario.to_owned(),
                title: "It (`fails`)".to_owned(),
                environment: "prod".to_owned(),
                conditions: Vec::new(),
                commit: "11".to_owned(),
                date: "2026-11-30".to_owned(),
                monitors: 1,
                expectations: Vec::new(),
                priorities: BTreeMap::new(),
            },
        };
        let page = page(&[run("dead-worker"), run("latency")]);
        assert_eq!(scenarios(&page), ["dead-worker", "latency"], "{page}");
    }
}
