//! Who calls.

use axum::http::{HeaderMap, StatusCode};

use crate::answer::Refusal;
use crate::config::{Config, Key};

/// The keys that the server accepts.
#[derive(Debug)]
pub(crate) struct Keys(Vec<Key>);

/// What a call needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Both keys: calls that read or change objects.
    Both,
    /// The API key alone: intakes, and the validation of a key.
    Api,
}

impl Keys {
    pub(crate) fn new(keys: Vec<Key>) -> Self {
        Self(keys)
    }

    /// The organisation of a call.
    pub(crate) fn organisation(&self, headers: &HeaderMap, query: Option<&str>, need: Need) -> Result<u64, Refusal> {
        let parameter = |name: &str| {
            form_urlencoded::parse(query.unwrap_or_default().as_bytes())
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        let header = |name: &str| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        // A token, as OAuth gives it, replaces both keys.
        let token = header("authorization").and_then(|value| value.strip_prefix("Bearer ").map(str::to_owned));
        let api = header("dd-api-key")
            .or_else(|| parameter("api_key"))
            .or_else(|| token.clone());
        let application = header("dd-application-key")
            .or_else(|| parameter("application_key"))
            .or(token);
        let Some(api) = api.filter(|key| !key.is_empty()) else {
            return Err(Refusal::new(StatusCode::UNAUTHORIZED, ["Unauthorized".to_owned()]));
        };
        let application = application.filter(|key| !key.is_empty());
        if need == Need::Both && application.is_none() {
            return Err(Refusal::new(StatusCode::UNAUTHORIZED, ["Unauthorized".to_owned()]));
        }
        if self.0.is_empty() {
            return Ok(Config::ORGANISATION);
        }
        self.0
            .iter()
            .find(|key| key.api == api && (need == Need::Api || application.as_deref() == Some(&*key.application)))
            .map(|key| key.organisation)
            .ok_or_else(Refusal::forbidden)
    }

    /// The last four characters of each API key of an organisation, which is all that Datadog shows of it.
    pub(crate) fn shown(&self, organisation: u64) -> impl Iterator<Item = (&str, &str)> {
        let last = |key: &'_ str| key.len().saturating_sub(4);
        self.0
            .iter()
            .filter(move |key| key.organisation == organisation)
            .map(move |key| {
                (
                    key.api.get(last(&key.api)..).unwrap_or_default(),
                    key.application.get(last(&key.application)..).unwrap_or_default(),
                )
            })
    }
}
