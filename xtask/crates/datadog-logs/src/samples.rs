//! Tests of pipelines, in Datadog's format (`tests.yaml`): samples and the logs that they must become.

mod compare;
mod source;

use serde::Deserialize;
use serde_json::{Map, Value};

pub use compare::{Difference, compare};
pub use source::{source_of, sources_of};

use crate::observe::{Observer, Outcome};
use crate::{Context, Engine, Log, path};

/// A `tests.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleFile {
    /// The identity of the pipeline.
    pub id: String,
    /// The tests.
    #[serde(default, deserialize_with = "crate::definition::nullable")]
    pub tests: Vec<Sample>,
}

/// A test.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// The line as it arrives.
    pub sample: String,
    /// The service of the log.
    #[serde(default)]
    pub service: Option<String>,
    /// The tags of the log.
    #[serde(default, deserialize_with = "crate::definition::nullable")]
    pub tags: Vec<String>,
    /// The log that it must become.
    pub result: Expected,
}

/// The log that a sample must become. What is not named must not be set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The attributes.
    #[serde(default)]
    pub custom: Option<Map<String, Value>>,
    /// The message.
    #[serde(default)]
    pub message: Option<String>,
    /// The status.
    #[serde(default)]
    pub status: Option<String>,
    /// The service.
    #[serde(default)]
    pub service: Option<String>,
    /// The time in milliseconds since the UNIX epoch.
    #[serde(default)]
    pub timestamp: Option<i64>,
    /// The trace.
    #[serde(default)]
    pub trace_id: Option<String>,
    /// The span.
    #[serde(default)]
    pub span_id: Option<String>,
    /// The tags; `LOGS_SOURCE` is the log's source.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
}

/// The time of Datadog's tests: they expect dates without a year in the half years before and after it.
pub const TEST_CLOCK: Context = Context {
    now_ms: 31_536_000_000, // 1971-01-01T00:00:00Z
};

/// What a tag names instead of the source.
pub const SOURCE_PLACEHOLDER: &str = "LOGS_SOURCE";

impl Sample {
    /// The log that enters the pipeline.
    #[must_use]
    pub fn log(&self, source: Option<&str>) -> Log {
        let mut log = Log::from_line(self.sample.trim_end_matches(['\n', '\r']));
        log.service.clone_from(&self.service);
        log.source = source.map(str::to_owned);
        log.tags.clone_from(&self.tags);
        log
    }

    /// Runs the sample, and returns the log that it became and how it differs from the expected one.
    pub fn run<O: Observer>(&self, engine: &Engine, observer: &mut O) -> (Log, Vec<Difference>) {
        let source = engine.filter().and_then(source_of);
        let mut log = self.log(source.as_deref());
        let mut observed = WithExpected {
            expected: self.result.custom.as_ref(),
            observer,
        };
        engine.run_observed(&mut log, TEST_CLOCK, &mut observed);
        let differences = compare(&self.result, &log);
        (log, differences)
    }
}

/// Takes what a database would return from the expected result: the databases are not public, and what follows from their values is tested nevertheless.
struct WithExpected<'a, O> {
    expected: Option<&'a Map<String, Value>>,
    observer: &'a mut O,
}

impl<O: Observer> Observer for WithExpected<'_, O> {
    fn before(&mut self, node: usize, log: &Log) {
        self.observer.before(node, log);
    }

    fn after(&mut self, node: usize, log: &Log, outcome: &Outcome) {
        self.observer.after(node, log, outcome);
    }

    fn look_up(&mut self, database: &'static str, target: &str, key: &str) -> Option<Value> {
        self.observer
            .look_up(database, target, key)
            .or_else(|| path::get(self.expected?, target).cloned())
    }
}
