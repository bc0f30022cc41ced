//! Defines reserved attributes: the first remapper of a kind that finds a source counts.

use serde_json::Value;

use super::APPLIED;
use crate::definition::Remapper;
use crate::grok::Clock;
use crate::observe::{Outcome, Skip};
use crate::{Log, Status, date, path, template};

/// The reserved attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Status,
    Date,
    Message,
    Service,
    TraceId,
    SpanId,
}

/// A compiled remapper.
#[derive(Debug)]
pub(crate) struct Reserved {
    kind: Kind,
    sources: Vec<String>,
}

impl Reserved {
    pub(crate) fn new(kind: Kind, defined: &Remapper) -> Self {
        Self {
            kind,
            sources: defined.sources.clone(),
        }
    }

    pub(crate) fn apply(&self, log: &mut Log, clock: Clock) -> Outcome {
        if *self.defined(log) {
            return Outcome::Skipped(Skip::AlreadyDefined);
        }
        let mut outcome = Outcome::Skipped(Skip::NoSource);
        for source in &self.sources {
            let Some(value) = path::get(&log.attributes, source).cloned() else {
                continue;
            };
            if self.define(log, &value, clock) {
                *self.defined(log) = true;
                // these move: the attribute would only repeat what the log has
                if matches!(self.kind, Kind::Message | Kind::TraceId | Kind::SpanId) {
                    path::remove(&mut log.attributes, source);
                }
                return APPLIED;
            }
            outcome = Outcome::Skipped(Skip::WrongValue(match self.kind {
                Kind::Date => "no date that is recognised",
                _ => "empty",
            }));
        }
        outcome
    }

    fn defined<'l>(&self, log: &'l mut Log) -> &'l mut bool {
        match self.kind {
            Kind::Status => &mut log.defined.status,
            Kind::Date => &mut log.defined.timestamp,
            Kind::Message => &mut log.defined.message,
            Kind::Service => &mut log.defined.service,
            Kind::TraceId => &mut log.defined.trace_id,
            Kind::SpanId => &mut log.defined.span_id,
        }
    }

    fn define(&self, log: &mut Log, value: &Value, clock: Clock) -> bool {
        match self.kind {
            Kind::Status => log.status = Some(Status::of(value)),
            Kind::Date => match date::recognise(value, clock) {
                Some(ms) => log.timestamp_ms = Some(ms),
                None => return false,
            },
            Kind::Message | Kind::Service | Kind::TraceId | Kind::SpanId => {
                let Some(text) = template::text(value) else {
                    return false;
                };
                match self.kind {
                    Kind::Message => log.message = text,
                    Kind::Service => log.service = Some(text),
                    Kind::TraceId => log.trace_id = Some(text),
                    _ => log.span_id = Some(text),
                }
            }
        }
        true
    }
}
