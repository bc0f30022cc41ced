//! Runs the tests of the log pipelines that Datadog and its partners publish, and writes docs/reference/log-pipelines.md.

mod exceptions;
mod page;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use datadog_logs::definition::{PipelineFile, Root};
use datadog_logs::samples::{Sample, SampleFile};
use datadog_logs::{Engine, Log, Observer, Outcome, compile};
use documents::yaml::{self, Located, Tree};
use serde_json::Value;

/// What came out of all pipelines.
#[derive(Debug, Default)]
struct Figures {
    pipelines: usize,
    tests: usize,
    passed: usize,
    /// Tests whose expected result contains what a database returned.
    with_database: usize,
    /// Processors by kind: how many there are, and how many of them some sample made do something.
    kinds: BTreeMap<&'static str, (usize, usize)>,
    /// The names of failed tests and invalid files, and how they differ.
    failures: BTreeMap<String, String>,
}

/// Sees which processors did something, and whether a database was asked.
struct Seen {
    applied: Vec<bool>,
    asked: bool,
}

impl Observer for Seen {
    fn before(&mut self, _: usize, _: &Log) {}

    fn after(&mut self, node: usize, _: &Log, outcome: &Outcome) {
        if let (Outcome::Applied(_), Some(applied)) = (outcome, self.applied.get_mut(node)) {
            *applied = true;
        }
    }

    fn look_up(&mut self, _: &'static str, _: &str, _: &str) -> Option<Value> {
        self.asked = true;
        None
    }
}

/// The folders of pipelines: `<repository>/<integration>/<pipeline>`.
fn folders(at: &Path, depth: usize) -> Vec<PathBuf> {
    if depth == 0 {
        return vec![at.to_owned()];
    }
    let entries = fs::read_dir(at).unwrap_or_else(|error| panic!("{}: {error}", at.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| folders(path, depth - 1)).collect()
}

/// Reads a file. A part that is invalid is a failure, and the rest is used.
fn read(path: &Path, name: &str, figures: &mut Figures) -> Located<Tree> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    yaml::tree(&text).unwrap_or_else(|error| {
        figures.failures.insert(name.to_owned(), error.message);
        Located {
            value: Tree::Null,
            span: 0..0,
        }
    })
}

fn engine(folder: &Path, name: &str, figures: &mut Figures) -> Option<Engine> {
    let tree = read(&folder.join("pipeline.yaml"), name, figures);
    let (file, errors) = tree.decode_known::<PipelineFile>();
    list(&format!("{name}/pipeline.yaml"), &errors, figures);
    let Root::Pipeline(pipeline) = file?.pipeline;
    match compile(&pipeline) {
        Ok(engine) => Some(engine),
        Err(problems) => {
            let texts: Vec<String> = problems
                .iter()
                .map(|p| format!("{}: {}", p.path.join("."), p.message))
                .collect();
            figures.failures.insert(name.to_owned(), texts.join("; "));
            None
        }
    }
}

fn samples(folder: &Path, name: &str, figures: &mut Figures) -> Vec<Sample> {
    let tree = read(&folder.join("tests.yaml"), name, figures);
    let (file, errors) = tree.decode_known::<SampleFile>();
    list(&format!("{name}/tests.yaml"), &errors, figures);
    file.map(|file| file.tests).unwrap_or_default()
}

/// Adds the errors of a file to the failures.
fn list(file: &str, errors: &[yaml::ParseError], figures: &mut Figures) {
    if !errors.is_empty() {
        let texts: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        figures.failures.insert(file.to_owned(), texts.join("; "));
    }
}

fn run(folder: &Path, figures: &mut Figures) {
    let part = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = format!("{}/{}", part(folder.parent().expect("a parent")), part(folder));
    let samples = samples(folder, &name, figures);
    figures.pipelines += 1;
    figures.tests += samples.len();
    let Some(engine) = engine(folder, &name, figures) else {
        return;
    };
    let mut seen = Seen {
        applied: vec![false; engine.nodes().len()],
        asked: false,
    };
    for (index, sample) in samples.iter().enumerate() {
        seen.asked = false;
        let (_, differences) = sample.run(&engine, &mut seen);
        figures.with_database += usize::from(seen.asked);
        if differences.is_empty() {
            figures.passed += 1;
            continue;
        }
        let show = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string);
        let lines: Vec<String> = differences
            .iter()
            .map(|d| {
                format!(
                    "\n    {}: expected {:.200}, came out {:.200}",
                    d.what,
                    show(&d.expected),
                    show(&d.found)
                )
            })
            .collect();
        figures.failures.insert(format!("{name}#{}", index + 1), lines.concat());
    }
    for (node, applied) in engine.nodes().iter().zip(&seen.applied) {
        let (all, did) = figures.kinds.entry(node.kind).or_default();
        *all += 1;
        *did += usize::from(*applied);
    }
}

#[test]
fn published_pipelines_pass_their_tests() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let mut figures = Figures::default();
    for folder in folders(&corpus.join("log_pipelines"), 3) {
        run(&folder, &mut figures);
    }
    let unlisted: Vec<String> = figures
        .failures
        .iter()
        .filter(|(name, _)| !exceptions::LIST.iter().any(|(listed, _)| listed == name))
        .map(|(name, how)| format!("{name}: {how}"))
        .collect();
    let healed: Vec<&str> = exceptions::LIST
        .iter()
        .map(|(listed, _)| *listed)
        .filter(|listed| !figures.failures.contains_key(*listed))
        .collect();
    assert!(
        unlisted.is_empty() && healed.is_empty(),
        "{} of {} tests pass\nnew failures:\n{}\nlisted in exceptions.rs, and passes: {healed:?}",
        figures.passed,
        figures.tests,
        unlisted.join("\n"),
    );
    page::check(&figures);
}
