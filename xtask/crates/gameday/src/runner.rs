//! Runs the chosen scenarios one after the other.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anstyle::AnsiColor;
use cli::report::{self, coloured};
use cli::{Exit, GamedayArgs, VerbResult};
use datadog_loopback::stop_requested;
use gameday_scenarios::{Facts, Observed, Plan, Verdict, judge};
use page_budget::Estate;
use serde_json::json;
use tokio::runtime::Builder;

use crate::dashboards::Pictures;
use crate::definitions::{Chosen, Everything};
use crate::evidence;
use crate::problem::{Problem, Result, failure};
use crate::staging::{self, Stage};
use crate::view::View;
use crate::{choice, generated, platform};

/// What a run of a scenario brought.
pub(crate) struct Ran {
    /// The plan with the times at which things were injected.
    pub(crate) plan: Plan,
    pub(crate) observed: Observed,
    pub(crate) conditions: Vec<String>,
    pub(crate) monitors: usize,
    pub(crate) priorities: BTreeMap<String, u8>,
    /// None of a run in a cluster: its dashboards are Datadog's.
    pub(crate) pictures: Option<Pictures>,
}

/// How a scenario ended.
enum Ending {
    Judged(Verdict),
    Skipped(String),
    Failed(String),
}

struct Row {
    scenario: String,
    ending: Ending,
    seconds: f64,
    kept: Option<String>,
}

pub(crate) fn run(root: &Path, args: &GamedayArgs) -> VerbResult {
    let everything = Everything::read(root)?;
    let stage = Stage::read(args, &everything)?;
    let scenarios = everything.scenarios(root, &args.scenarios)?;
    let mut left_out = Vec::new();
    let scenarios = match &stage {
        Some(stage) => choice::in_cluster(&stage.environment, scenarios)?,
        None => choice::on_this_machine(args, scenarios, &mut left_out)?,
    };
    let estate = everything.estate()?;
    // One thread: the double has its own, and nothing here waits for a processor.
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| failure("gameday/run", format!("cannot start: {error}")))?;
    for line in left_out {
        report::eprint_all(&format!("{line}\n"));
    }
    let mut rows = Vec::new();
    for chosen in &scenarios {
        let started = Instant::now();
        let mut view = View::new(args.format);
        view.say(&format!(
            "==> {}: {} (times: minutes and seconds of data time)",
            chosen.plan.name, chosen.plan.scenario.title.value
        ));
        let ran = runtime.block_on(async {
            if let Some(stage) = &stage {
                // It waits for signals itself, because it must revert what it changed.
                return Some(staging::run(&everything, &chosen.plan, stage, &mut view).await);
            }
            tokio::select! {
                ran = one(root, &everything, &estate, chosen, &mut view) => Some(ran),
                // What runs is dropped, and with it its processes.
                // Where signals cannot be waited for, it runs to its end.
                Ok(()) = stop_requested() => None,
            }
        });
        let Some(ran) = ran else {
            report::eprint_all("stopped; nothing is left running, and nothing is kept of this scenario\n");
            return Ok(Exit::Usage);
        };
        let (ending, kept) = match ran {
            Ok(ran) => {
                let facts = Facts {
                    pagers: everything.pagers(&ran.plan.scenario.environment),
                    priorities: ran.priorities.clone(),
                };
                let verdict = verdict(root, &facts, &ran);
                let kept = evidence::keep(root, args, &everything, chosen, &ran, (&verdict, &facts))?;
                (Ending::Judged(verdict), Some(kept))
            }
            Err(Problem::Missing(what)) => (Ending::Skipped(what), None),
            Err(Problem::Failed(what)) => (Ending::Failed(what), None),
        };
        let row = Row {
            scenario: chosen.plan.name.clone(),
            ending,
            seconds: started.elapsed().as_secs_f64(),
            kept,
        };
        let view = View::new(args.format);
        view.end();
        view.say(&outcome(&row));
        rows.push(row);
    }
    if args.format.is_machine_readable() {
        report::print_json(json!({ "scenarios": rows.iter().map(as_json).collect::<Vec<_>>() }));
    } else if rows.len() > 1 {
        report::print_all(&table(&rows));
    }
    Ok(exit(&rows))
}

async fn one(
    root: &Path,
    everything: &Everything,
    estate: &Estate<'_>,
    chosen: &Chosen,
    view: &mut View,
) -> Result<Ran> {
    match &chosen.plan.scenario.platform {
        None => generated::run(everything, estate, &chosen.plan, view).await,
        Some(settings) => platform::run(root, everything, &chosen.plan, settings, view).await,
    }
}

fn verdict(root: &Path, facts: &Facts, ran: &Ran) -> Verdict {
    let scenario = &ran.plan.scenario;
    let expectations = judge(&ran.plan, &ran.observed, facts);
    let alerting = expectations
        .iter()
        .filter_map(|expectation| expectation.monitor.clone());
    Verdict {
        scenario: ran.plan.name.clone(),
        title: scenario.title.value.clone(),
        environment: scenario.environment.value.clone(),
        conditions: ran.conditions.clone(),
        commit: commit(root),
        date: jiff::Timestamp::now().strftime("%Y-%m-%d").to_string(),
        monitors: ran.monitors,
        priorities: alerting
            .filter_map(|monitor| Some((monitor.clone(), *ran.priorities.get(&monitor)?)))
            .collect(),
        expectations,
    }
}

/// The commit of the working tree, `-dirty` if files differ from it.
fn commit(root: &Path) -> String {
    let git = |args: &[&str]| {
        let output = Command::new("git").arg("-C").arg(root).args(args).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(commit) = git(&["rev-parse", "HEAD"]) else {
        return "unknown".to_owned();
    };
    let differs = git(&["status", "--porcelain", "--untracked-files=no"]).is_none_or(|files| !files.is_empty());
    if differs { format!("{commit}-dirty") } else { commit }
}

/// What became of a scenario, in lines.
fn outcome(row: &Row) -> String {
    let mut out = String::new();
    let (word, colour) = match &row.ending {
        Ending::Judged(verdict) => {
            for expectation in &verdict.expectations {
                let (mark, colour) = if expectation.met {
                    ("met    ", AnsiColor::Green)
                } else {
                    ("NOT MET", AnsiColor::Red)
                };
                let text = format!("{}: {}", expectation.expected, expectation.found);
                out += &format!("    {} {}\n", coloured(mark, colour), wrapped(&cut(&text)));
            }
            for condition in &verdict.conditions {
                out += &format!("    note    {}\n", wrapped(&cut(condition)));
            }
            if verdict.is_met() {
                ("as expected", AnsiColor::Green)
            } else {
                ("not as expected", AnsiColor::Red)
            }
        }
        Ending::Skipped(why) => {
            out += &format!("    {why}\n");
            ("skipped", AnsiColor::Yellow)
        }
        Ending::Failed(why) => {
            out += &format!("    {why}\n");
            ("failed", AnsiColor::Red)
        }
    };
    let kept = row
        .kept
        .as_ref()
        .map_or_else(String::new, |kept| format!(", kept in {kept}"));
    out + &format!(
        "<== {}: {} ({:.1} s{kept})",
        row.scenario,
        coloured(word, colour),
        row.seconds
    )
}

/// A text with a list that is longer than a few lines ends with how many there are more.
fn cut(text: &str) -> String {
    const CHARS_MAX: usize = 320;
    if text.chars().count() <= CHARS_MAX {
        return text.to_owned();
    }
    let items: Vec<&str> = text.split(", ").collect();
    let mut chars = 0;
    let fits = |item: &&&str| {
        chars += item.chars().count() + 2;
        chars <= CHARS_MAX
    };
    let shown = items.iter().take_while(fits).count().max(1);
    match items.len() - shown {
        0 => text.to_owned(),
        more => format!(
            "{} and {more} more, which verdict.json lists",
            items[..shown].join(", ")
        ),
    }
}

/// A text in lines that a terminal shows, the later ones below the start of the first.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 120;
    const INDENT: &str = "\n            ";
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let chars = word.chars().count();
        if column > 0 && column + 1 + chars > WIDTH {
            out += INDENT;
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out += word;
        column += chars;
    }
    out
}

fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.scenario.len()).max().unwrap_or_default();
    let mut out = "\n".to_owned();
    for row in rows {
        let what = match &row.ending {
            Ending::Judged(verdict) => {
                let met = verdict
                    .expectations
                    .iter()
                    .filter(|expectation| expectation.met)
                    .count();
                format!("{met} of {} met", verdict.expectations.len())
            }
            Ending::Skipped(why) => format!("skipped: {why}"),
            Ending::Failed(why) => format!("failed: {why}"),
        };
        out += &format!("{:<width$}  {:>6.1} s  {what}\n", row.scenario, row.seconds);
    }
    out
}

fn as_json(row: &Row) -> serde_json::Value {
    let (result, verdict, why) = match &row.ending {
        Ending::Judged(verdict) if verdict.is_met() => ("as expected", json!(verdict), None),
        Ending::Judged(verdict) => ("not as expected", json!(verdict), None),
        Ending::Skipped(why) => ("skipped", json!(null), Some(why)),
        Ending::Failed(why) => ("failed", json!(null), Some(why)),
    };
    json!({ "scenario": row.scenario, "result": result, "verdict": verdict, "why": why, "seconds": row.seconds, "kept": row.kept })
}

fn exit(rows: &[Row]) -> Exit {
    // On CI a skipped scenario must not look like success.
    let on_ci = std::env::var("CI").is_ok_and(|value| value == "true");
    let is_bad = |row: &Row| match &row.ending {
        Ending::Judged(verdict) => !verdict.is_met(),
        Ending::Skipped(_) => on_ci,
        Ending::Failed(_) => true,
    };
    if rows.iter().any(is_bad) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_with_a_number_and_wrapped() {
        let names: Vec<String> = (10..60).map(|n| format!("service/monitor-{n}")).collect();
        let shown = cut(&format!("not applied: {}", names.join(", ")));
        assert!(
            shown.ends_with("service/monitor-24 and 35 more, which verdict.json lists"),
            "{shown}"
        );
        let lines = wrapped(&shown);
        assert!(
            lines.lines().count() > 2 && lines.lines().all(|line| line.len() <= 132),
            "{lines}"
        );
        assert_eq!(wrapped("a  b"), "a  b");
        assert_eq!(cut("a, b"), "a, b");
    }
}
