//! A folder with what services emitted while they were watched.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use datadog_simulator::world::Tags;
use diagnostics::Diagnostic;
use documents::statsd;
use serde::Deserialize;
use serde_json::Value;

use crate::input;

/// The recorded series, spans and log lines.
#[derive(Debug, Default)]
pub(super) struct Recording {
    /// By name, with the platform's prefix.
    pub(super) metrics: BTreeMap<String, Emitted>,
    /// The names of the spans of which Datadog makes trace metrics.
    pub(super) spans: BTreeSet<String>,
    pub(super) logs: Vec<Value>,
}

/// What was recorded of a metric.
#[derive(Debug)]
pub(super) struct Emitted {
    pub(super) kinds: BTreeSet<&'static str>,
    pub(super) series: BTreeSet<Tags>,
    /// Its first line.
    pub(super) place: Place,
}

/// A line of a file: its path, its text, and the bytes of the line.
type Place = (String, Arc<str>, Range<usize>);

/// A line of the trace agent's statistics (tools/agent/README.md). Fields that no query reads are left out.
#[derive(Debug, Deserialize)]
struct Stats {
    service: String,
    name: String,
    env: String,
    version: String,
    hits: u64,
    errors: u64,
}

/// What the files of a recording are called.
pub(super) const FORMS: [&str; 3] = [".dogstatsd", ".stats.jsonl", ".logs.jsonl"];

impl Recording {
    /// Reads every file of the folder.
    ///
    /// # Errors
    /// The folder or a file cannot be read, a line is not what the file's name says, or there is nothing.
    pub(super) fn read(folder: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut recording = Self::default();
        let mut findings = Vec::new();
        let mut files = files(folder).map_err(|finding| vec![*finding])?;
        files.sort();
        for name in &files {
            let text: Arc<str> = input::text(&folder.join(name))
                .map_err(|finding| vec![*finding])?
                .into();
            let path = folder.join(name).display().to_string();
            recording.read_file(&path, &text, &mut findings);
        }
        if recording.metrics.is_empty() && findings.is_empty() {
            findings.push(unreadable(folder, "there are no metrics in it"));
        }
        if findings.is_empty() {
            Ok(recording)
        } else {
            Err(findings)
        }
    }

    fn read_file(&mut self, path: &str, text: &Arc<str>, findings: &mut Vec<Diagnostic>) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = start..start + line.trim_end().len();
            start += line.len();
            let line = line.trim_end();
            if line.is_empty() {
                continue;
            }
            let place = || (path.to_owned(), text.clone(), span.clone());
            let read = if path.ends_with(FORMS[0]) {
                self.metric(line, place)
            } else if path.ends_with(FORMS[1]) {
                self.stats(line, place)
            } else {
                self.log(line)
            };
            if let Err(what) = read {
                let finding = Diagnostic::error("emitted/line", what).at(path, text.clone(), span);
                findings.push(finding.help("record the services again; docs/how-to/instrument-a-service.md says how"));
                return;
            }
        }
    }

    fn metric(&mut self, line: &str, place: impl Fn() -> Place) -> Result<(), String> {
        let sample = statsd::parse(line).map_err(|mistake| format!("the line is no metric: {mistake}"))?;
        self.add(sample.name, sample.kind, Tags::new(sample.tags), place);
        Ok(())
    }

    /// Datadog makes metrics of the counts (doc: tracing/metrics/metrics_namespace): hits and errors of spans, and the distribution of their durations.
    fn stats(&mut self, line: &str, place: impl Fn() -> Place) -> Result<(), String> {
        let stats: Stats = serde_json::from_str(line).map_err(|error| format!("the line is no statistics: {error}"))?;
        let tags = || {
            Tags::new([
                format!("env:{}", stats.env),
                format!("service:{}", stats.service),
                format!("version:{}", stats.version),
            ])
        };
        let name = format!("trace.{}", stats.name);
        if stats.hits > 0 {
            self.spans.insert(stats.name);
            self.add(&format!("{name}.hits"), "count", tags(), &place);
            self.add(&name, "distribution", tags(), &place);
        }
        if stats.errors > 0 {
            self.add(&format!("{name}.errors"), "count", tags(), &place);
        }
        Ok(())
    }

    fn log(&mut self, line: &str) -> Result<(), String> {
        match serde_json::from_str(line) {
            Ok(Value::Object(fields)) => {
                self.logs.push(Value::Object(fields));
                Ok(())
            }
            Ok(_) => Err("the log line is not a JSON object".to_owned()),
            Err(error) => Err(format!("the log line is not JSON: {error}")),
        }
    }

    fn add(&mut self, name: &str, kind: &'static str, tags: Tags, place: impl Fn() -> Place) {
        let emitted = self.metrics.entry(name.to_owned()).or_insert_with(|| Emitted {
            kinds: BTreeSet::new(),
            series: BTreeSet::new(),
            place: place(),
        });
        emitted.kinds.insert(kind);
        emitted.series.insert(tags);
    }

    /// The values of the tag `env` in all metrics.
    pub(super) fn environments(&self) -> BTreeSet<&str> {
        let series = self.metrics.values().flat_map(|metric| &metric.series);
        series.filter_map(|tags| tags.value("env")).collect()
    }
}

fn files(folder: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let entries = std::fs::read_dir(folder).map_err(|error| Box::new(unreadable(folder, &error.to_string())))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| Box::new(unreadable(folder, &error.to_string())))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !FORMS.iter().any(|form| name.ends_with(form)) {
            return Err(Box::new(unreadable(folder, &format!("'{name}' is no recording"))));
        }
        names.push(name);
    }
    Ok(names)
}

fn unreadable(folder: &Path, why: &str) -> Diagnostic {
    Diagnostic::error("usage/recording", format!("cannot read '{}': {why}", folder.display())).help(format!(
        "give a folder with files named *{}; docs/how-to/instrument-a-service.md says how to record them",
        FORMS.join(", *")
    ))
}
