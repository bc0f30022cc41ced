//! `cargo xtask live status`

use std::collections::BTreeMap;
use std::path::Path;

use cli::report::{self, count};
use cli::{DiffFormat, Exit, LiveStatusArgs, VerbResult};
use datadog_api::{MonitorState, SloStatus};
use jiff::{SignedDuration, Timestamp};
use model::ObjectKind;
use serde::Serialize;
use serde_json::json;

use crate::kind_names;
use crate::progress::Progress;
use crate::pup::Pup;
use crate::session::{Session, failed};
use crate::states::States;
use crate::table::Table;

/// The state of a service in one environment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Row {
    service: String,
    environment: String,
    /// The number of declared objects.
    objects: usize,
    /// The number of them that exist in Datadog as they are declared.
    synced: usize,
    ok: usize,
    alerting: Vec<String>,
    warning: Vec<String>,
    no_data: Vec<String>,
    /// Since when, in seconds of the UNIX epoch, the longest of them has no data.
    no_data_since: Option<i64>,
    muted: Vec<String>,
    slos: Vec<SloRow>,
}

/// What an SLO has reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct SloRow {
    name: String,
    timeframe: String,
    sli: Option<f64>,
    target: Option<f64>,
    budget_left: Option<f64>,
}

pub(crate) async fn run(root: &Path, args: &LiveStatusArgs, pup: &Pup) -> VerbResult {
    let session = Session::open(root, &args.scope, pup)?;
    let progress = Progress::new();
    let now = Timestamp::now();
    let states = States::read(root, &session, &progress).await?;
    let wants = |kind| session.selection.kinds.contains(&kind);
    let monitors = if wants(ObjectKind::Monitor) {
        progress.show(|| "reading the states of monitors".to_owned());
        session.client.monitor_states(now.as_second()).await.map_err(failed)?
    } else {
        Vec::new()
    };
    let slos = if wants(ObjectKind::Slo) {
        progress.show(|| "reading the error budgets".to_owned());
        session.client.slo_statuses().await.map_err(failed)?
    } else {
        Vec::new()
    };
    drop(progress);
    let rows = rows(&states, &session, &monitors, &slos);
    match args.format {
        DiffFormat::Json => pup.print(&json!({ "at": now.to_string(), "services": rows }), "services")?,
        DiffFormat::Markdown => report::print_all(&table(&rows, now).markdown()),
        DiffFormat::Text => report::print_all(&table(&rows, now).text()),
    }
    if args.format == DiffFormat::Text {
        let objects: usize = rows.iter().map(|row| row.objects).sum();
        let synced: usize = rows.iter().map(|row| row.synced).sum();
        let alerting: usize = rows.iter().map(|row| row.alerting.len()).sum();
        report::eprint_all(&format!(
            "{synced} of {} synced, {} alerting\n",
            count(objects, "object"),
            count(alerting, "monitor")
        ));
    }
    report::eprint_findings(&states.warnings(&session));
    Ok(Exit::Clean)
}

fn rows(states: &States, session: &Session, monitors: &[MonitorState], slos: &[SloStatus]) -> Vec<Row> {
    let monitors: BTreeMap<&str, &MonitorState> = monitors.iter().map(|state| (state.id.as_str(), state)).collect();
    let slos: BTreeMap<&str, &SloStatus> = slos.iter().map(|status| (status.id.as_str(), status)).collect();
    let mut rows: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    for (declared, found) in states.selected(session) {
        let key = (declared.path.service.as_str(), declared.env.as_str());
        let row = rows.entry(key).or_insert_with(|| Row {
            service: key.0.to_owned(),
            environment: key.1.to_owned(),
            ..Row::default()
        });
        row.objects += 1;
        let Some((at, _)) = found.object else { continue };
        let live = &states.live[at];
        let kind = kind_names::of_payload(declared.path.kind);
        let equal =
            kind.comparable(&declared.payload, &live.payload) == kind.comparable(&live.payload, &declared.payload);
        row.synced += usize::from(equal);
        let name = &declared.path.name;
        match declared.path.kind {
            ObjectKind::Monitor => {
                if let Some(state) = monitors.get(live.id.as_str()) {
                    row.add_monitor(name, state);
                }
            }
            ObjectKind::Slo => {
                if let Some(status) = slos.get(live.id.as_str()) {
                    row.add_slo(name, status);
                }
            }
            ObjectKind::Dashboard | ObjectKind::Downtime | ObjectKind::Synthetic => {}
        }
    }
    rows.into_values().collect()
}

impl Row {
    fn add_monitor(&mut self, name: &str, state: &MonitorState) {
        match state.state.as_str() {
            "Alert" => self.alerting.push(name.to_owned()),
            "Warn" => self.warning.push(name.to_owned()),
            "No Data" => {
                self.no_data.push(name.to_owned());
                self.no_data_since = [self.no_data_since, state.no_data_since].into_iter().flatten().min();
            }
            _ => self.ok += 1,
        }
        if state.muted {
            self.muted.push(name.to_owned());
        }
    }

    fn add_slo(&mut self, name: &str, status: &SloStatus) {
        self.slos.extend(status.budgets.iter().map(|budget| SloRow {
            name: name.to_owned(),
            timeframe: budget.timeframe.clone(),
            sli: budget.sli,
            target: budget.target,
            budget_left: budget.budget_left,
        }));
    }

    fn cells(&self, now: Timestamp) -> Vec<String> {
        let list = |names: &[String]| match names {
            [] => "-".to_owned(),
            [one] => one.clone(),
            [first, ..] => format!("{} ({first}, ...)", names.len()),
        };
        let since = self.no_data_since.map(|at| duration(now.as_second() - at));
        let no_data = match (self.no_data.as_slice(), since) {
            ([], _) => "-".to_owned(),
            (names, Some(since)) => format!("{} for {since}", list(names)),
            (names, None) => list(names),
        };
        // The SLO with the least left.
        let worst = self.slos.iter().filter(|slo| slo.budget_left.is_some());
        let worst = worst.min_by(|one, other| {
            one.budget_left
                .unwrap_or_default()
                .total_cmp(&other.budget_left.unwrap_or_default())
        });
        let budget = worst.map_or_else(
            || "-".to_owned(),
            |slo| {
                format!(
                    "{} {:.1} % left of {}",
                    slo.name,
                    slo.budget_left.unwrap_or_default(),
                    slo.timeframe
                )
            },
        );
        vec![
            self.service.clone(),
            self.environment.clone(),
            format!("{} of {}", self.synced, self.objects),
            self.ok.to_string(),
            list(&self.alerting),
            list(&self.warning),
            no_data,
            list(&self.muted),
            budget,
        ]
    }
}

fn table(rows: &[Row], now: Timestamp) -> Table {
    Table {
        header: vec![
            "service",
            "environment",
            "synced",
            "ok",
            "alerting",
            "warning",
            "no data",
            "muted",
            "error budget",
        ],
        rows: rows.iter().map(|row| row.cells(now)).collect(),
    }
}

/// `5 min`, `3 h`, `2 d`
fn duration(seconds: i64) -> String {
    let duration = SignedDuration::from_secs(seconds.max(0));
    match duration.as_hours() {
        0 => format!("{} min", duration.as_mins()),
        hours @ 1..48 => format!("{hours} h"),
        hours => format!("{} d", hours / 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(
            [-5, 59, 3_599, 3_600, 172_799, 172_800].map(duration),
            ["0 min", "0 min", "59 min", "1 h", "47 h", "2 d"]
        );
    }

    #[test]
    fn a_row_shows_the_worst() {
        let mut row = Row::default();
        let state = |state: &str, since| MonitorState {
            id: String::new(),
            state: state.to_owned(),
            muted: state == "Warn",
            no_data_since: since,
        };
        row.add_monitor("a", &state("OK", None));
        row.add_monitor("b", &state("Alert", None));
        row.add_monitor("c", &state("Alert", None));
        row.add_monitor("d", &state("No Data", Some(7_000)));
        row.add_monitor("e", &state("No Data", Some(3_400)));
        row.add_monitor("f", &state("Warn", None));
        let slo = |name: &str, left| SloRow {
            name: name.to_owned(),
            timeframe: "30d".to_owned(),
            sli: None,
            target: None,
            budget_left: left,
        };
        row.slos = vec![slo("x", Some(40.0)), slo("y", None), slo("z", Some(-3.04))];
        let now = Timestamp::from_second(10_600).expect("a time");
        assert_eq!(
            row.cells(now)[3..],
            [
                "1",
                "2 (b, ...)",
                "f",
                "2 (d, ...) for 2 h",
                "f",
                "z -3.0 % left of 30d"
            ]
        );
    }
}
