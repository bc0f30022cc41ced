//! A scenario whose telemetry is made: it is sent to the intakes a step of data time after the other, and the double's clock is moved by it.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;

use datadog_simulator::world::{CheckRun, CheckStatus, Event, MetricKind, Series};
use gameday_scenarios::{Observed, Plan, clock};
use jiff::Timestamp;
use page_budget::{Estate, Made};
use serde_json::{Map, Value, json};

use crate::dashboards;
use crate::datadog::Datadog;
use crate::definitions::Everything;
use crate::look::look;
use crate::problem::{Problem, Result};
use crate::runner::Ran;
use crate::view::View;

/// The most data before the start that is sent: what a monitor looks further back for is not there.
const HISTORY_S: i64 = 4 * 3600;
/// The shortest step of the clock.
const STEP_S: i64 = 300;
/// The most steps.
const STEPS_MAX: i64 = 60;
/// How many series or logs a request has.
const CHUNK: usize = 500;

pub(crate) async fn run(everything: &Everything, estate: &Estate<'_>, plan: &Plan, view: &mut View) -> Result<Ran> {
    let history = HISTORY_S.max(plan.lasts);
    let made = estate.made(&plan.world(), history, &|monitor| plan.applies(monitor));
    let mut expected = plan.scenario.expect.alerts.iter().map(|alert| alert.monitor.as_str());
    let find = |monitor: &str| made.without.iter().find(|without| without.monitor == monitor);
    if let Some(without) = expected.find_map(find) {
        return Err(Problem::failed(format!(
            "{} is expected to alert, but no telemetry is made for it: {}",
            without.monitor, without.reason
        )));
    }
    let mut datadog = Datadog::start(Some(made.from))?;
    // A monitor that nothing is sent for would only show that.
    let without: BTreeSet<&str> = made.without.iter().map(|without| without.monitor.as_str()).collect();
    let chosen = |monitor: &str| plan.applies(monitor) && !without.contains(monitor);
    datadog.apply(everything, &plan.scenario.environment, &chosen).await?;
    datadog.announce(plan, made.from).await?;
    let mut sender = Sender::new(&made);
    sender.send_until(&datadog, made.from).await?;
    let mut observed = Observed::default();
    let step = STEP_S.max(plan.lasts / STEPS_MAX / 60 * 60);
    let mut now = made.from;
    look(&datadog, made.from, &mut observed);
    while now < made.to {
        let until = (now + step).min(made.to);
        sender.send_until(&datadog, until).await?;
        let at = Timestamp::from_second(until).map_err(|error| Problem::failed(error.to_string()))?;
        datadog.server.clock.stop_at(at);
        look(&datadog, made.from, &mut observed);
        view.show(plan, until - made.from, &observed);
        now = until;
    }
    let mut conditions = vec![format!(
        "telemetry is made as in jsonnet/worlds/normal.yaml and sent to the double's intakes; its clock is moved in steps of {} of data time",
        clock(step)
    )];
    conditions.push(format!(
        "{} series, {} results of checks, {} log lines; no more than {} h before the start",
        made.series.len(),
        made.checks.len(),
        made.events.len(),
        history / 3600
    ));
    if !without.is_empty() {
        let names: Vec<&str> = without.into_iter().collect();
        conditions.push(format!(
            "no telemetry is made for {} monitors, so they are not applied: {}",
            names.len(),
            names.join(", ")
        ));
    }
    let world = datadog.server.store.telemetry();
    let pictures = Some(dashboards::show(everything, plan, made.from, &world, &mut observed));
    Ok(Ran {
        plan: plan.clone(),
        observed,
        pictures,
        conditions,
        monitors: datadog.monitors.len(),
        priorities: datadog.priorities.clone(),
    })
}

/// Points in order of time.
type Points<'m> = Box<dyn Iterator<Item = (i64, f64)> + 'm>;

/// Sends made telemetry in order of time.
struct Sender<'m> {
    made: &'m Made,
    /// The points of each series that are left.
    points: Vec<Peekable<Points<'m>>>,
    checks: std::slice::Iter<'m, CheckRun>,
    events: std::slice::Iter<'m, Event>,
}

impl<'m> Sender<'m> {
    fn new(made: &'m Made) -> Self {
        let boxed = |series: &'m Series| -> Points<'m> { Box::new(series.points()) };
        Self {
            made,
            points: made.series.iter().map(|series| boxed(series).peekable()).collect(),
            checks: made.checks.iter(),
            events: made.events.iter(),
        }
    }

    /// Sends what is before this time and was not sent.
    async fn send_until(&mut self, datadog: &Datadog, until: i64) -> Result<()> {
        let (mut metrics, mut distributions) = (Vec::new(), Vec::new());
        for (series, points) in self.made.series.iter().zip(&mut self.points) {
            let mut found = Vec::new();
            while let Some(point) = points.next_if(|(at, _)| *at < until) {
                found.push(point);
            }
            if found.is_empty() {
                continue;
            }
            if series.kind == MetricKind::Distribution {
                distributions.push(distribution(series, &found));
            } else {
                metrics.push(metric(series, &found));
            }
        }
        for chunk in metrics.chunks(CHUNK) {
            datadog.post("/api/v2/series", json!({ "series": chunk })).await?;
        }
        for chunk in distributions.chunks(CHUNK) {
            datadog
                .post("/api/v1/distribution_points", json!({ "series": chunk }))
                .await?;
        }
        let checks: Vec<Value> = taken(&mut self.checks, |run| run.at < until).map(check).collect();
        for chunk in checks.chunks(CHUNK) {
            datadog.post("/api/v1/check_run", Value::Array(chunk.to_vec())).await?;
        }
        let logs: Vec<Value> = taken(&mut self.events, |event| event.at < until).map(log).collect();
        for chunk in logs.chunks(CHUNK) {
            datadog.post("/api/v2/logs", Value::Array(chunk.to_vec())).await?;
        }
        Ok(())
    }
}

/// The items from the start of a list for which this is so; the list goes on after them.
fn taken<'m, T>(list: &mut std::slice::Iter<'m, T>, is_so: impl Fn(&T) -> bool) -> std::slice::Iter<'m, T> {
    let all = list.as_slice();
    let count = all.iter().take_while(|item| is_so(item)).count();
    let (now, later) = all.split_at(count);
    *list = later.iter();
    now.iter()
}

fn tags(series: &Series) -> Vec<&str> {
    series.tags.iter().collect()
}

fn metric(series: &Series, points: &[(i64, f64)]) -> Value {
    let kind = match series.kind {
        MetricKind::Count => 1,
        MetricKind::Rate => 2,
        MetricKind::Gauge | MetricKind::Distribution => 3,
    };
    let points: Vec<Value> = points
        .iter()
        .map(|(at, value)| json!({ "timestamp": at, "value": value }))
        .collect();
    json!({ "metric": series.metric, "type": kind, "interval": series.interval_s, "tags": tags(series), "points": points })
}

fn distribution(series: &Series, points: &[(i64, f64)]) -> Value {
    let mut flushes: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (at, value) in points {
        flushes.entry(*at).or_default().push(*value);
    }
    let points: Vec<(i64, Vec<f64>)> = flushes.into_iter().collect();
    json!({ "metric": series.metric, "tags": tags(series), "points": points })
}

fn check(run: &CheckRun) -> Value {
    let status = match run.status {
        CheckStatus::Ok => 0,
        CheckStatus::Warning => 1,
        CheckStatus::Critical => 2,
        CheckStatus::Unknown => 3,
    };
    json!({
        "check": run.check, "status": status, "timestamp": run.at, "message": run.message, "host_name": "",
        "tags": run.tags.iter().collect::<Vec<_>>(),
    })
}

fn log(event: &Event) -> Value {
    let body = &event.body;
    let mut fields: Map<String, Value> = body["attributes"].as_object().cloned().unwrap_or_default();
    let tags = body["tags"].as_array().into_iter().flatten().filter_map(Value::as_str);
    fields.extend([
        ("message".to_owned(), body["message"].clone()),
        ("service".to_owned(), body["service"].clone()),
        ("status".to_owned(), body["status"].clone()),
        ("ddtags".to_owned(), json!(tags.collect::<Vec<_>>().join(","))),
        ("timestamp".to_owned(), json!(event.at * 1000)),
    ]);
    Value::Object(fields)
}
