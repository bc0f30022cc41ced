//! A folder with what services emitted while they were watched.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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
    /// Where it was first seen.
    pub(super) place: Place,
}

/// A line of a file, as `path:line`. The line itself is not shown: what was recorded may hold what must not leave.
type Place = String;

/// How many lines of a file that cannot be read are reported.
const LINES_SHOWN: usize = 5;

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
    /// Reads every file of the folder. Those in the repository are named from its root.
    ///
    /// # Errors
    /// The folder or a file cannot be read, a line is not what the file's name says, or there is nothing.
    pub(super) fn read(root: &Path, folder: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut recording = Self::default();
        let mut findings = Vec::new();
        let mut files = files(folder).map_err(|finding| vec![*finding])?;
        files.sort();
        let named = folder.strip_prefix(root).unwrap_or(folder);
        for name in &files {
            let text = input::text(&folder.join(name)).map_err(|finding| vec![*finding])?;
            recording.read_file(&named.join(name).display().to_string(), &text, &mut findings);
        }
        if recording.metrics.is_empty() && recording.logs.is_empty() && findings.is_empty() {
            findings.push(unreadable(folder, "there are no metrics and no log lines in it"));
        }
        if findings.is_empty() {
            Ok(recording)
        } else {
            Err(findings)
        }
    }

    fn read_file(&mut self, path: &str, text: &str, findings: &mut Vec<Diagnostic>) {
        let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let mut wrong = 0;
        for (index, line) in filled {
            let place = format!("{path}:{}", index + 1);
            let read = if path.ends_with(FORMS[0]) {
                self.metric(line.trim_end(), &place)
            } else if path.ends_with(FORMS[1]) {
                self.stats(line, &place)
            } else {
                self.log(line)
            };
            if let Err(what) = read {
                wrong += 1;
                if wrong <= LINES_SHOWN {
                    let help = "remove the line, or record again; docs/how-to/instrument-a-service.md says how";
                    findings.push(Diagnostic::error("emitted/line", what).in_file(place).help(help));
                }
            }
        }
        if wrong > LINES_SHOWN {
            let what = format!("{} more lines of it cannot be read", wrong - LINES_SHOWN);
            findings.push(Diagnostic::error("emitted/line", what).in_file(path));
        }
    }

    fn metric(&mut self, line: &str, place: &str) -> Result<(), String> {
        let sample = statsd::parse(line).map_err(|mistake| format!("the line is no metric: {mistake}"))?;
        self.add(sample.name, sample.kind, Tags::new(sample.tags), place);
        Ok(())
    }

    /// Datadog makes metrics of the counts (doc: tracing/metrics/metrics_namespace): hits and errors of spans, and the distribution of their durations.
    fn stats(&mut self, line: &str, place: &str) -> Result<(), String> {
        let stats: Stats = serde_json::from_str(line)
            .map_err(|_| "the line is not one of the agent's stats.jsonl (tools/agent/README.md)".to_owned())?;
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
            self.add(&format!("{name}.hits"), "count", tags(), place);
            self.add(&name, "distribution", tags(), place);
        }
        if stats.errors > 0 {
            self.add(&format!("{name}.errors"), "count", tags(), place);
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
            // The parser's own message would say where, but the line must not be shown.
            Err(_) => Err("the log line is not JSON".to_owned()),
        }
    }

    fn add(&mut self, name: &str, kind: &'static str, tags: Tags, place: &str) {
        let emitted = self.metrics.entry(name.to_owned()).or_insert_with(|| Emitted {
            kinds: BTreeSet::new(),
            series: BTreeSet::new(),
            place: place.to_owned(),
        });
        emitted.kinds.insert(kind);
        emitted.series.insert(tags);
    }

    /// The environments of all metrics and log lines.
    pub(super) fn environments(&self) -> BTreeSet<&str> {
        let series = self.metrics.values().flat_map(|metric| &metric.series);
        let of_metrics = series.filter_map(|tags| tags.value("env"));
        let of_logs = self.logs.iter().filter_map(|line| line.get("env")?.as_str());
        of_metrics.chain(of_logs).collect()
    }
}

fn files(folder: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let entries = std::fs::read_dir(folder).map_err(|error| Box::new(unreadable(folder, &error.to_string())))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| Box::new(unreadable(folder, &error.to_string())))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // What file managers and editors leave.
        if name.starts_with('.') {
            continue;
        }
        if !entry.path().is_file() {
            return Err(Box::new(unreadable(folder, &format!("'{name}' is no file"))));
        }
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
