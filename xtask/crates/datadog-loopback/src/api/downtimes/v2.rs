//! Version 2.

use axum::extract::Path;
use datadog_schema::payload::PayloadKind;
use datadog_simulator::world::Downtime;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Refusal, Reply};
use crate::api::fields::{fields, fill, page, set, texts};
use crate::api::{people, validation};
use crate::call::Call;
use crate::clock::iso;
use crate::store::{Id, Kind, Organisation};

/// How long a canceled downtime can still be read.
const KEPT_S: i64 = 2 * 86_400;

fn missing(id: &str) -> Refusal {
    Refusal::not_found(format!("Downtime {id} not found"))
}

/// Whether a downtime is one of version 2.
fn is_v2(downtime: &Value) -> bool {
    downtime.get("attributes").is_some()
}

/// The downtime as it is now: its status depends on the time.
fn shown(mut downtime: Value, now: Timestamp) -> Value {
    downtime["attributes"]["status"] = json!(status(&downtime["attributes"], now));
    downtime
}

fn status(attributes: &Value, now: Timestamp) -> &'static str {
    if !attributes["canceled"].is_null() {
        return "canceled";
    }
    let created = attributes["created"]
        .as_str()
        .and_then(|text| text.parse::<Timestamp>().ok())
        .unwrap_or(now);
    let Ok(downtime) = Downtime::from_payload("", attributes, created.as_second()) else {
        return "scheduled";
    };
    let now = now.as_second();
    let spans = downtime.spans(now.saturating_add(366 * 86_400));
    if spans.iter().any(|(from, to)| *from <= now && now < *to) {
        "active"
    } else if spans.iter().any(|(from, _)| now < *from) {
        "scheduled"
    } else {
        "ended"
    }
}

/// Whether a downtime is gone: two days after it was canceled.
fn gone(downtime: &Value, now: Timestamp) -> bool {
    let canceled = downtime["attributes"]["canceled"]
        .as_str()
        .and_then(|text| text.parse::<Timestamp>().ok());
    canceled.is_some_and(|at| now.as_second() - at.as_second() > KEPT_S)
}

pub(super) async fn list(call: Call) -> Reply {
    let now = call.now();
    let current = call.flag("current_only");
    let found: Vec<Value> = call.with(|data| {
        data.all(Kind::Downtime)
            .filter(|(_, downtime)| is_v2(downtime) && !gone(downtime, now))
            .map(|(_, downtime)| shown(downtime.clone(), now))
            .filter(|downtime| !current || downtime["attributes"]["status"] == "active")
            .collect()
    });
    let total = found.len();
    let downtimes = page(found, call.number("page[offset]", 0)?, call.number("page[limit]", 30)?);
    Ok(Answer::ok(with_included(
        &call,
        json!({ "data": downtimes, "meta": { "page": { "total_filtered_count": total } } }),
    )))
}

/// The answer with the creator, if the caller asks for it. Monitors are not included.
fn with_included(call: &Call, mut answer: Value) -> Value {
    let asked = call.parameter("include").unwrap_or_default();
    if asked.split(',').any(|resource| resource == "created_by") {
        answer["included"] = json!([people::included()]);
    }
    answer
}

/// The downtimes that mute a monitor now.
pub(crate) fn matching(data: &Organisation, id: u64, monitor: &Value, now: Timestamp) -> Vec<Value> {
    let tags: Vec<String> = texts(monitor, "tags").map(str::to_owned).collect();
    let active = data.all(Kind::Downtime).filter(|(_, downtime)| is_v2(downtime));
    let active = active.map(|(_, downtime)| shown(downtime.clone(), now));
    active
        .filter(|downtime| {
            let attributes = &downtime["attributes"];
            attributes["status"] == "active"
                && Downtime::from_payload("", attributes, now.as_second())
                    .is_ok_and(|read| read.monitors.selects(&tags, Some(id)))
        })
        .collect()
}

/// `/api/v2/monitor/{id}/downtime_matches`
pub(super) async fn of_monitor(Path(id): Path<String>, call: Call) -> Reply {
    let now = call.now();
    let id: u64 = id
        .parse()
        .map_err(|_| Refusal::invalid("The monitor id is not a number"))?;
    let found: Vec<Value> = call.with(|data| {
        let monitor = data
            .get(Kind::Monitor, &Id::Number(id))
            .ok_or_else(|| Refusal::not_found("Monitor not found"))?;
        let found = matching(data, id, monitor, now).into_iter().map(|downtime| {
            let attributes = &downtime["attributes"];
            json!({ "id": downtime["id"], "type": "downtime_match", "attributes": {
                "scope": attributes["scope"],
                "start": attributes["schedule"]["start"],
                "end": attributes["schedule"]["end"],
                "groups": [],
            } })
        });
        Ok::<_, Refusal>(found.collect())
    })?;
    let total = found.len();
    let found = page(found, call.number("page[offset]", 0)?, call.number("page[limit]", 30)?);
    Ok(Answer::ok(
        json!({ "data": found, "meta": { "page": { "total_filtered_count": total } } }),
    ))
}

/// The downtimes that mute a monitor now, as version 1 shows them with it. Its numbers are made from the ids of version 2.
pub(crate) fn with_monitor(data: &Organisation, id: u64, monitor: &Value, now: Timestamp) -> Vec<Value> {
    let seconds = |time: &Value| Some(time.as_str()?.parse::<Timestamp>().ok()?.as_second());
    let number = |id: &Value| u32::from_str_radix(id.as_str()?.get(..8)?, 16).ok();
    let matches = matching(data, id, monitor, now).into_iter().map(|downtime| {
        let schedule = &downtime["attributes"]["schedule"];
        json!({
            "id": number(&downtime["id"]),
            "scope": [downtime["attributes"]["scope"]],
            "start": seconds(&schedule["start"]),
            "end": seconds(&schedule["end"]),
        })
    });
    matches.collect()
}

pub(super) async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Downtime, &body)?;
    let now = call.now();
    call.with(|data| {
        let mut attributes = fields(body["data"]["attributes"].clone())?;
        if let Some(monitor) = attributes["monitor_identifier"]["monitor_id"].as_u64()
            && data.get(Kind::Monitor, &Id::Number(monitor)).is_none()
        {
            return Err(Refusal::invalid(format!("Monitor {monitor} does not exist")));
        }
        complete(&mut attributes, now);
        set(&mut attributes, json!({ "created": iso(now), "canceled": null }));
        let id = data.ids().uuid();
        let monitor = attributes["monitor_identifier"]["monitor_id"].clone();
        let downtime = json!({
            "id": id,
            "type": "downtime",
            "attributes": attributes,
            "relationships": {
                "created_by": people::created_by(),
                "monitor": { "data": monitor.as_u64().map(|id| json!({ "type": "monitors", "id": id.to_string() })) },
            },
        });
        data.put(Kind::Downtime, Id::from(id), downtime.clone());
        Ok(Answer::ok(json!({ "data": shown(downtime, now) })))
    })
}

pub(super) async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let now = call.now();
    call.with(|data| data.get(Kind::Downtime, &Id::from(&*id)).cloned())
        .filter(|downtime| is_v2(downtime) && !gone(downtime, now))
        .map(|downtime| Answer::ok(with_included(&call, json!({ "data": shown(downtime, now) }))))
        .ok_or_else(|| missing(&id))
}

pub(super) async fn update(Path(id): Path<String>, call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now();
    call.with(|data| {
        let mut downtime = data
            .get(Kind::Downtime, &Id::from(&*id))
            .filter(|downtime| is_v2(downtime) && !gone(downtime, now))
            .cloned()
            .ok_or_else(|| missing(&id))?;
        let mut attributes = fields(downtime["attributes"].take())?;
        attributes.extend(fields(body["data"]["attributes"].clone())?);
        complete(&mut attributes, now);
        let written = json!({ "data": { "type": "downtime", "attributes": writable(&attributes) } });
        validation::check(PayloadKind::Downtime, &written)?;
        downtime["attributes"] = Value::Object(attributes);
        data.put(Kind::Downtime, Id::from(id), downtime.clone());
        Ok(Answer::ok(json!({ "data": shown(downtime, now) })))
    })
}

/// The attributes that a caller writes.
fn writable(attributes: &Map<String, Value>) -> Map<String, Value> {
    let own = ["created", "modified", "canceled", "status"];
    let written = attributes.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    written.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Cancels: the downtime stays readable for two days.
pub(super) async fn cancel(Path(id): Path<String>, call: Call) -> Reply {
    let now = call.now();
    call.with(|data| {
        let mut downtime = data
            .get(Kind::Downtime, &Id::from(&*id))
            .filter(|downtime| is_v2(downtime) && !gone(downtime, now))
            .cloned()
            .ok_or_else(|| missing(&id))?;
        downtime["attributes"]["canceled"] = json!(iso(now));
        data.put(Kind::Downtime, Id::from(id), downtime);
        Ok(Answer::no_content())
    })
}

/// Adds the attributes that Datadog adds at each change.
fn complete(attributes: &mut Map<String, Value>, now: Timestamp) {
    fill(
        attributes,
        json!({
            "message": null,
            "display_timezone": "UTC",
            "mute_first_recovery_notification": false,
            "notify_end_states": ["alert", "no data", "warn"],
            "notify_end_types": ["expired"],
            "schedule": {},
        }),
    );
    set(attributes, json!({ "modified": iso(now) }));
    if let Some(Value::Object(schedule)) = attributes.get_mut("schedule")
        && !schedule.contains_key("recurrences")
    {
        if schedule.get("start").is_none_or(Value::is_null) {
            schedule.insert("start".to_owned(), json!(iso(now)));
        }
        fill(schedule, json!({ "end": null }));
    }
}
