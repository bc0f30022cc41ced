//! What happens to every call before and after its handler: keys, limits, faults, the journal.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use crate::DOUBLE_HEADER;
use crate::answer::{Refusal, text};
use crate::api::paths;
use crate::call::Received;
use crate::clock::iso;
use crate::connection::{Cut, Peer};
use crate::encoding;
use crate::faults::{Action, Target};
use crate::journal::Entry;
use crate::keys::Need;
use crate::limits::Quota;
use crate::shared::Shared;

/// The most bytes of a body.
const BODY_MAX: usize = 64 << 20;

/// The header by which an answer names the double.
pub(crate) fn signed(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(DOUBLE_HEADER, HeaderValue::from_static("loopback"));
    response
}

/// Carries out a call.
pub(crate) async fn gate(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let start = Instant::now();
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let query = parts.uri.query().map(str::to_owned);
    let mut entry = Entry {
        number: 0,
        at: iso(shared.clock.now()),
        since_start_ms: u64::try_from(shared.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        took_us: 0,
        organisation: None,
        method: parts.method.to_string(),
        path: path.clone(),
        query: without_keys(query.as_deref()),
        status: 0,
        body_hash: String::new(),
        object: None,
        id: None,
        fault: None,
        user_agent: header_text(&parts.headers, &header::USER_AGENT).unwrap_or_default(),
    };
    let mut quota = None;
    let answered = async {
        let body = to_bytes(body, BODY_MAX)
            .await
            .map_err(|error| Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, [error.to_string()]))?;
        if !body.is_empty() {
            entry.body_hash = format!("{:016x}", xxh3_64(&body));
        }
        let need = if paths::is_intake(&path) { Need::Api } else { Need::Both };
        let organisation = shared.keys.organisation(&parts.headers, query.as_deref(), need);
        let organisation = if paths::is_tracer(&path) {
            // An agent's own port asks for no key.
            organisation.unwrap_or(crate::Config::ORGANISATION)
        } else {
            organisation?
        };
        entry.organisation = Some(organisation);
        let encoding = header_text(&parts.headers, &header::CONTENT_ENCODING);
        let body = encoding::decode(encoding.as_deref(), body)?;
        let named = paths::object(&path);
        entry.id = named.as_ref().map(|(_, id)| id.to_string());
        entry.object = object_name(&body).or_else(|| {
            let (kind, id) = named?;
            shared.store.with(organisation, |data| data.name(kind, &id))
        });
        if need == Need::Both {
            quota = Some(shared.limits.count(organisation, &entry.method, &path));
        }
        if let Some(quota) = quota.filter(|quota| quota.exceeded) {
            return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, [quota.refusal()]));
        }
        let fault = shared.faults.next(&Target {
            method: &entry.method,
            path: &path,
            body: &body,
            object: entry.object.as_deref(),
        });
        let action = fault.map(|(name, action)| {
            entry.fault = Some(name);
            action
        });
        if let Some(action) = &action
            && let Some(response) = before(action, &peer, &mut quota).await
        {
            return Ok(response);
        }
        parts.extensions.insert(Received {
            organisation,
            body: body.clone(),
        });
        let response = next.run(Request::from_parts(parts, Body::from(body))).await;
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX)
            .await
            .map_err(|error| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, [error.to_string()]))?;
        if entry.id.is_none() && entry.method == "POST" {
            entry.id = created_id(&body);
        }
        if let Some(action) = &action {
            after(action, &peer, body.len());
        }
        Ok(Response::from_parts(head, Body::from(body)))
    }
    .await;
    let mut response = answered.unwrap_or_else(Refusal::into_response);
    if let Some(quota) = &quota {
        quota.write(response.headers_mut());
    }
    entry.status = response.status().as_u16();
    entry.took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    shared.journal.add(entry);
    signed(response)
}

/// Applies a fault before the call is carried out. An answer means that it is not carried out.
async fn before(action: &Action, peer: &Peer, quota: &mut Option<Quota>) -> Option<Response> {
    let refused = |status: u16, errors: Vec<String>| {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Some(Refusal::new(status, errors).into_response())
    };
    let closed = |cut: Cut| {
        peer.cut(cut);
        refused(500, vec!["the connection was cut".to_owned()])
    };
    match action {
        Action::Status { status, errors } => refused(*status, errors.clone()),
        Action::RateLimited { reset_s } => {
            *quota = quota.map(|quota| quota.used_up(*reset_s));
            refused(429, quota.map(|quota| quota.refusal()).into_iter().collect())
        }
        Action::Refuse { message } => refused(400, vec![message.clone()]),
        Action::Html => Some(text(
            StatusCode::OK,
            "text/html; charset=utf-8",
            "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to continue</body></html>"
                .to_owned(),
        )),
        Action::Delay { ms } => {
            tokio::time::sleep(Duration::from_millis(*ms)).await;
            None
        }
        Action::Close => closed(Cut::After(0)),
        Action::HalfClose => closed(Cut::Half),
        Action::LoseAnswer | Action::Truncate | Action::Hang => None,
    }
}

/// Applies a fault after the call was carried out.
fn after(action: &Action, peer: &Peer, length: usize) {
    match action {
        Action::LoseAnswer => peer.cut(Cut::After(0)),
        // The headers are longer than this, so the body never arrives whole.
        Action::Truncate => peer.cut(Cut::After(length / 2 + 1)),
        Action::Hang => peer.cut(Cut::Silent),
        _ => {}
    }
}

fn header_text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

/// The query string, with keys left out.
fn without_keys(query: Option<&str>) -> String {
    let parts = query.unwrap_or_default().split('&');
    let kept = parts.filter(|part| !part.starts_with("api_key=") && !part.starts_with("application_key="));
    kept.collect::<Vec<_>>().join("&")
}

/// The name of the object in a body.
fn object_name(body: &Bytes) -> Option<String> {
    if body.first() != Some(&b'{') {
        return None;
    }
    let body: Value = serde_json::from_slice(body).ok()?;
    ["/name", "/title", "/data/attributes/name", "/data/attributes/message"]
        .into_iter()
        .find_map(|pointer| Some(body.pointer(pointer)?.as_str()?.to_owned()))
}

/// The id of the object that an answer shows.
fn created_id(answer: &Bytes) -> Option<String> {
    let answer: Value = serde_json::from_slice(answer).ok()?;
    let id = ["/id", "/data/0/id", "/data/id", "/public_id"]
        .into_iter()
        .find_map(|pointer| answer.pointer(pointer))?;
    Some(id.as_str().map_or_else(|| id.to_string(), str::to_owned))
}
