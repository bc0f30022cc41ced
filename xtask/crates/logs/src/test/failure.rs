//! A test that failed.

use datadog_logs::samples::Difference;
use datadog_logs::{Engine, Log};
use diagnostics::Diagnostic;
use serde_json::{Value, json};

use crate::changes;
use crate::folder::{Folder, node_path};
use crate::record::Recorder;

/// A test that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The pipeline.
    pub(crate) pipeline: String,
    /// The number of the test, from 1.
    pub(crate) test: usize,
    /// The place of the sample.
    pub(crate) place: String,
    /// The sample, cut to a line.
    sample: String,
    /// What differs.
    lines: Vec<Line>,
    finding: Diagnostic,
}

/// A part that differs.
#[derive(Debug)]
struct Line {
    what: String,
    expected: String,
    found: String,
    /// The processor that last changed it, and its place.
    last: String,
    json: Value,
}

impl Failure {
    pub(crate) fn new(folder: &Folder, engine: &Engine, index: usize, _: &Log, differences: &[Difference]) -> Self {
        let mut recorder = Recorder::default();
        let sample = folder.samples.get(index);
        if let Some(sample) = sample {
            sample.run(engine, &mut recorder);
        }
        let at = index.to_string();
        let path = ["tests", at.as_str(), "sample"];
        let lines: Vec<Line> = differences.iter().map(|d| line(folder, engine, &recorder, d)).collect();
        let count = cli::report::count(lines.len(), "difference");
        let message = format!("test {} of pipeline '{}' fails: {count}", index + 1, folder.name);
        let mut finding = folder.tests.finding("logs/test", message, path);
        finding.notes = lines.iter().map(Line::note).collect();
        Self {
            pipeline: folder.name.clone(),
            test: index + 1,
            place: folder.tests.place(path),
            sample: sample.map(|sample| first_line(&sample.sample)).unwrap_or_default(),
            lines,
            finding,
        }
    }

    /// The failure as a finding.
    pub(crate) fn finding(&self) -> &Diagnostic {
        &self.finding
    }

    /// The failure as text: expected and found values in columns.
    pub(crate) fn text(&self) -> String {
        let width = |get: fn(&Line) -> &str| {
            self.lines
                .iter()
                .map(|line| get(line).chars().count())
                .max()
                .unwrap_or(0)
        };
        let (what, expected) = (
            width(|line| &line.what),
            width(|line| &line.expected).clamp("expected".len(), 60),
        );
        let mut out = format!(
            "{} test {} fails, {}\n  {}\n",
            self.pipeline, self.test, self.place, self.sample
        );
        let (head, pad) = ("", "expected");
        out.push_str(&format!("  {head:what$}  {pad:expected$}  came out\n"));
        for line in &self.lines {
            out.push_str(&format!(
                "  {:what$}  {:expected$}  {}\n",
                line.what, line.expected, line.found
            ));
            if !line.last.is_empty() {
                out.push_str(&format!("  {head:what$}  last changed by {}\n", line.last));
            }
        }
        out
    }

    /// The failure as JSON.
    pub(crate) fn json(&self) -> Value {
        let lines: Vec<&Value> = self.lines.iter().map(|line| &line.json).collect();
        json!({ "pipeline": self.pipeline, "test": self.test, "place": self.place, "differences": lines })
    }
}

impl Line {
    fn note(&self) -> String {
        let last = if self.last.is_empty() {
            String::new()
        } else {
            format!(", last changed by {}", self.last)
        };
        format!(
            "{}: expected {}, came out {}{last}",
            self.what, self.expected, self.found
        )
    }
}

fn line(folder: &Folder, engine: &Engine, recorder: &Recorder, difference: &Difference) -> Line {
    let part = if difference.is_attribute {
        difference.what.clone()
    } else {
        changes::reserved(&difference.what)
    };
    let last = recorder.touched(&part).and_then(|node| engine.nodes().get(node));
    let last = last.map_or_else(String::new, |node| {
        format!(
            "{} '{}', {}",
            node.kind,
            node.name,
            folder.pipeline.place(node_path(&node.path))
        )
    });
    let show = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), changes::short);
    Line {
        what: difference.what.clone(),
        expected: show(&difference.expected),
        found: show(&difference.found),
        json: json!({
            "what": difference.what, "expected": difference.expected, "found": difference.found, "last": last,
        }),
        last,
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(140) {
        Some((end, _)) => format!("{}...", &line[..end]),
        None => line.to_owned(),
    }
}
