//! A call, as a handler sees it.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use jiff::Timestamp;
use serde_json::Value;

use crate::answer::Refusal;
use crate::config::Config;
use crate::shared::Shared;
use crate::store::Organisation;

/// What the gate read of a call, passed on to the handler.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) organisation: u64,
    pub(crate) body: Bytes,
}

/// A call of a known organisation.
pub(crate) struct Call {
    pub(crate) shared: Arc<Shared>,
    pub(crate) organisation: u64,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    query: Vec<(String, String)>,
}

impl FromRequestParts<Arc<Shared>> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Self::Rejection> {
        let received = parts.extensions.get::<Received>().cloned().unwrap_or(Received {
            organisation: Config::ORGANISATION,
            body: Bytes::new(),
        });
        Ok(Self {
            shared: Arc::clone(shared),
            organisation: received.organisation,
            headers: parts.headers.clone(),
            body: received.body,
            query: form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
                .into_owned()
                .collect(),
        })
    }
}

impl Call {
    /// The content type; empty without one.
    pub(crate) fn content_type(&self) -> &str {
        let value = self.headers.get(axum::http::header::CONTENT_TYPE);
        value.and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Result<Value, Refusal> {
        serde_json::from_slice(&self.body).map_err(|error| Refusal::invalid(format!("Invalid JSON: {error}")))
    }

    /// The first value of a parameter of the query string.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// A parameter that is a whole number; `default` without it.
    pub(crate) fn number(&self, name: &str, default: usize) -> Result<usize, Refusal> {
        self.parameter(name).map_or(Ok(default), |text| {
            text.parse().map_err(|_| {
                Refusal::invalid(format!(
                    "The value provided for parameter '{name}' is invalid: '{text}' is not a whole number"
                ))
            })
        })
    }

    /// Whether a parameter is `true`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.parameter(name)
            .is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// The server's time for a time in unix seconds that the sender took from the machine's clock.
    pub(crate) fn received(&self, sent: i64) -> i64 {
        self.shared.clock.received(sent)
    }

    /// Works on what the organisation has.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut Organisation) -> R) -> R {
        self.shared.store.with(self.organisation, work)
    }
}
