//! The control of a server that runs as a process, below `/loopback/`. It asks for no key.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::routing::{delete, get, post, put};
use datadog_simulator::state::State as SimulatedState;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::{Answer, Refusal, Reply};
use crate::clock::iso;
use crate::config::Config;
use crate::faults::Rule;
use crate::shared::Shared;
use crate::store::Kind;

type Control = State<Arc<Shared>>;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/loopback/", get(about))
        .route("/loopback/journal", get(journal).delete(forget))
        .route("/loopback/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/loopback/faults/{name}", delete(remove_fault))
        .route("/loopback/clock", get(clock).put(set_clock))
        .route("/loopback/objects/{kind}", get(objects))
        .route("/loopback/notifications", get(notifications))
        .route("/loopback/states", get(states))
        .route("/loopback/states/{monitor}", put(supply))
        .route("/loopback/reset", post(reset))
}

async fn about(State(shared): Control) -> Reply {
    let failures: Vec<String> = [shared.store.failure(), shared.journal.failure()]
        .into_iter()
        .flatten()
        .collect();
    Ok(Answer::ok(json!({
        "name": "datadog-loopback",
        "what": "a double of Datadog for tests and game days; nothing here reaches Datadog",
        "now": iso(shared.clock.now()),
        "clock_runs": shared.clock.runs(),
        "calls": shared.journal.entries().len(),
        "objects": Kind::ALL
            .into_iter()
            .map(|kind| (kind.name().to_owned(), json!(shared.store.objects(kind).len())))
            .collect::<serde_json::Map<_, _>>(),
        "refused_dogstatsd_lines": shared
            .store
            .with(Config::ORGANISATION, |data| data.telemetry.refused_lines().to_vec()),
        "failures": failures,
    })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    method: Option<String>,
    path: Option<String>,
    #[serde(default)]
    after: u64,
}

async fn journal(State(shared): Control, Query(wanted): Query<Wanted>) -> Reply {
    let entries = shared
        .journal
        .matching(wanted.method.as_deref(), wanted.path.as_deref(), wanted.after);
    Ok(Answer::ok(json!({ "calls": entries })))
}

async fn forget(State(shared): Control) -> Reply {
    shared.journal.clear();
    Ok(Answer::no_content())
}

async fn faults(State(shared): Control) -> Reply {
    let rules: Vec<Value> = shared
        .faults
        .rules()
        .into_iter()
        .map(|(rule, applied)| json!({ "rule": rule, "applied": applied }))
        .collect();
    Ok(Answer::ok(json!({ "faults": rules })))
}

fn read<T: serde::de::DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::invalid(error.to_string()))
}

async fn add_fault(State(shared): Control, body: Bytes) -> Reply {
    let rule: Rule = read(&body)?;
    shared.faults.add(rule.clone());
    Ok(Answer::ok(json!({ "rule": rule })))
}

async fn remove_fault(State(shared): Control, Path(name): Path<String>) -> Reply {
    match shared.faults.remove(&name) {
        0 => Err(Refusal::not_found(format!("there is no fault named '{name}'"))),
        _ => Ok(Answer::no_content()),
    }
}

async fn clear_faults(State(shared): Control) -> Reply {
    shared.faults.clear();
    Ok(Answer::no_content())
}

async fn clock(State(shared): Control) -> Reply {
    Ok(Answer::ok(json!({
        "now": iso(shared.clock.now()),
        "seconds": shared.clock.seconds(),
        "runs": shared.clock.runs(),
    })))
}

/// What to do with the clock.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClockChange {
    /// Stop it at this time: `2026-11-29T21:00:00Z`.
    StopAt(String),
    /// Move it by so many seconds.
    AdvanceS(i64),
    /// Let it run (true), or stop it where it is.
    Run(bool),
    /// Let it run so many times as fast as the machine's.
    RunAt(u32),
}

async fn set_clock(State(shared): Control, body: Bytes) -> Reply {
    match read(&body)? {
        ClockChange::StopAt(at) => {
            let at = at.parse::<Timestamp>();
            shared
                .clock
                .stop_at(at.map_err(|error| Refusal::invalid(error.to_string()))?);
        }
        ClockChange::AdvanceS(seconds) => shared.clock.advance(seconds),
        ClockChange::Run(true) => shared.clock.run(),
        ClockChange::RunAt(speed @ 1..=1000) => shared.clock.run_at(speed),
        ClockChange::RunAt(speed) => {
            return Err(Refusal::invalid(format!("{speed} is not a speed from 1 to 1000")));
        }
        ClockChange::Run(false) => shared.clock.stop_at(shared.clock.now()),
    }
    clock(State(shared)).await
}

async fn objects(State(shared): Control, Path(kind): Path<String>) -> Reply {
    let kind: Kind = serde_json::from_value(json!(kind)).map_err(|error| Refusal::not_found(error.to_string()))?;
    Ok(Answer::ok(json!({ "objects": shared.store.objects(kind) })))
}

/// The notifications that the monitors would have sent, by time. Nothing is sent anywhere.
async fn notifications(State(shared): Control) -> Reply {
    let now = shared.clock.seconds();
    let mut sent = shared.store.notifications(now);
    sent.sort_by_key(|notification| notification["at"].as_i64());
    Ok(Answer::ok(json!({ "notifications": sent })))
}

/// The state of each monitor, and why it has none if it is not evaluated.
async fn states(State(shared): Control) -> Reply {
    let states = shared.store.states(shared.clock.seconds());
    Ok(Answer::ok(json!({ "states": states })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Supplied {
    state: String,
}

/// Sets the state of a monitor that cannot be evaluated, such as one with anomalies.
async fn supply(State(shared): Control, Path(monitor): Path<u64>, body: Bytes) -> Reply {
    let Supplied { state } = read(&body)?;
    let state = match state.as_str() {
        "OK" => SimulatedState::Ok,
        "Warn" => SimulatedState::Warn,
        "Alert" => SimulatedState::Alert,
        "No Data" => SimulatedState::NoData,
        other => {
            return Err(Refusal::invalid(format!(
                "'{other}' is not a state: OK, Warn, Alert or No Data"
            )));
        }
    };
    let now = shared.clock.seconds();
    shared
        .store
        .with(Config::ORGANISATION, |data| data.supply(monitor, state, now))
        .map_err(Refusal::invalid)?;
    Ok(Answer::no_content())
}

/// Forgets objects, telemetry, calls and faults. The clock stays.
async fn reset(State(shared): Control) -> Reply {
    shared.store.clear();
    shared.journal.clear();
    shared.faults.clear();
    Ok(Answer::no_content())
}
