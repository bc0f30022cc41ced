//! Parsers that need a database: user agents and the places of addresses. The observer may have one.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use super::{APPLIED, first};
use crate::definition::{GeoIpParser, UserAgentParser};
use crate::observe::{Observer, Outcome, Skip};
use crate::{Log, path, template};

/// A compiled user agent parser.
#[derive(Debug)]
pub(crate) struct UserAgent {
    sources: Vec<String>,
    target: String,
    encoded: bool,
}

impl UserAgent {
    pub(crate) fn new(defined: &UserAgentParser) -> Self {
        Self {
            sources: defined.sources.clone(),
            target: defined.target.clone(),
            encoded: defined.encoded,
        }
    }

    pub(crate) fn apply<O: Observer>(&self, log: &mut Log, observer: &mut O) -> Outcome {
        let text = match first(log, &self.sources).as_deref() {
            None => return Outcome::Skipped(Skip::NoSource),
            Some(Value::String(text)) if self.encoded => percent_decode_str(text).decode_utf8_lossy().into_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(_) => return Outcome::Skipped(Skip::WrongValue("no text")),
        };
        match observer.look_up("user agents", &self.target, &text) {
            Some(details) => {
                path::set(&mut log.attributes, &self.target, details);
                APPLIED
            }
            None => Outcome::Skipped(Skip::NotAvailable("the database of user agents")),
        }
    }
}

/// A compiled locator of addresses.
#[derive(Debug)]
pub(crate) struct GeoIp {
    sources: Vec<String>,
    target: String,
}

impl GeoIp {
    pub(crate) fn new(defined: &GeoIpParser) -> Self {
        Self {
            sources: defined.sources.clone(),
            target: defined.target.clone(),
        }
    }

    /// Without a database the place is an empty object, as in Datadog's own tests of pipelines. A text that is no address is repeated as such.
    pub(crate) fn apply<O: Observer>(&self, log: &mut Log, observer: &mut O) -> Outcome {
        let text = match first(log, &self.sources).as_deref() {
            None => return Outcome::Skipped(Skip::NoSource),
            Some(Value::Array(items)) => {
                let texts: Vec<String> = items.iter().filter_map(template::text).collect();
                format!("[{}]", texts.join(", "))
            }
            Some(other) => template::text(other).unwrap_or_default().trim().to_owned(),
        };
        if text.is_empty() {
            return Outcome::Skipped(Skip::WrongValue("empty"));
        }
        if text.parse::<IpAddr>().is_err() {
            let place = json!({ "invalidAddress": text });
            path::set(&mut log.attributes, &self.target, place);
            return APPLIED;
        }
        let place = observer.look_up("places of addresses", &self.target, &text);
        let found = place.is_some();
        path::set(
            &mut log.attributes,
            &self.target,
            place.unwrap_or_else(|| Value::Object(Map::new())),
        );
        if found {
            APPLIED
        } else {
            Outcome::Skipped(Skip::NotAvailable("the database of places"))
        }
    }
}
