//! What Datadog does to a JSON log before pipelines: reserved attributes are defined by attributes of well-known names.
//!
//! Source: Datadog's documentation, "Preprocessing", the default lists. A pipeline's remapper may define them anew.

use serde_json::Value;

use crate::grok::Clock;
use crate::{Context, Log, Status, date, path, template};

const DATE: [&str; 8] = [
    "@timestamp",
    "timestamp",
    "_timestamp",
    "Timestamp",
    "eventTime",
    "date",
    "published_date",
    "syslog.timestamp",
];
const HOST: [&str; 3] = ["host", "hostname", "syslog.hostname"];
const SERVICE: [&str; 3] = ["service", "syslog.appname", "dd.service"];
const STATUS: [&str; 4] = ["status", "severity", "level", "syslog.severity"];
const MESSAGE: [&str; 2] = ["msg", "log"];
const TRACE_ID: [&str; 3] = ["dd.trace_id", "contextMap.dd.trace_id", "trace_id"];
const SPAN_ID: [&str; 3] = ["dd.span_id", "contextMap.dd.span_id", "span_id"];

impl Log {
    /// Defines the reserved attributes of a JSON log by attributes of well-known names, where the log has none yet. `ddsource` and `ddtags` are taken off.
    pub fn preprocess(&mut self, context: Context) {
        let clock = Clock { now_ms: context.now_ms };
        if let Some(source) = path::remove(&mut self.attributes, "ddsource")
            .as_ref()
            .and_then(template::text)
        {
            self.source.get_or_insert(source);
        }
        if let Some(tags) = path::remove(&mut self.attributes, "ddtags")
            .as_ref()
            .and_then(template::text)
        {
            self.tags.extend(
                tags.split(',')
                    .map(|tag| tag.trim().to_lowercase())
                    .filter(|tag| !tag.is_empty()),
            );
        }
        let text = |log: &Self, names: &[&str]| {
            names
                .iter()
                .find_map(|name| template::text(path::get(&log.attributes, name)?))
        };
        self.host = self.host.take().or_else(|| text(self, &HOST));
        self.service = self.service.take().or_else(|| text(self, &SERVICE));
        self.trace_id = self.trace_id.take().or_else(|| text(self, &TRACE_ID));
        self.span_id = self.span_id.take().or_else(|| text(self, &SPAN_ID));
        let value = |log: &Self, names: &[&str]| -> Vec<Value> {
            names
                .iter()
                .filter_map(|name| path::get(&log.attributes, name).cloned())
                .collect()
        };
        let dates = value(self, &DATE);
        self.timestamp_ms = self
            .timestamp_ms
            .or_else(|| dates.iter().find_map(|date| date::recognise(date, clock)));
        self.status = self.status.or_else(|| value(self, &STATUS).first().map(Status::of));
        let is_json = self.message.trim_start().starts_with('{') && !self.attributes.is_empty();
        if let Some(message) = text(self, &MESSAGE).filter(|_| is_json) {
            self.message = message;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_names_define_reserved_attributes() {
        let mut log = Log::from_line(
            r#"{"msg": "hello", "level": "warn", "service": "scribe", "hostname": "n1", "timestamp": "2023-11-14T22:13:20Z", "ddsource": "python", "ddtags": "env:dev, Team:A", "dd": {"trace_id": "7"}}"#,
        );
        log.preprocess(Context { now_ms: 0 });
        assert_eq!(log.message, "hello");
        assert_eq!(log.status, Some(Status::Warn));
        assert_eq!(
            (log.service.as_deref(), log.host.as_deref()),
            (Some("scribe"), Some("n1"))
        );
        assert_eq!(
            (log.source.as_deref(), log.trace_id.as_deref()),
            (Some("python"), Some("7"))
        );
        assert_eq!(log.timestamp_ms, Some(1_700_000_000_000));
        assert_eq!(log.tags, ["env:dev", "team:a"]);
        let mut text = Log::from_line("plain text");
        text.preprocess(Context { now_ms: 0 });
        assert_eq!(text, Log::from_line("plain text"));
    }
}
