//! A folder with a pipeline and its tests.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datadog_logs::definition::{PipelineFile, Root};
use datadog_logs::samples::{Sample, SampleFile};
use datadog_logs::{Engine, Problem, compile};
use diagnostics::Diagnostic;
use documents::yaml::{self, Located, Tree};

/// The files of a folder.
const PIPELINE: &str = "pipeline.yaml";
const TESTS: &str = "tests.yaml";

/// A pipeline and its tests.
#[derive(Debug)]
pub(crate) struct Folder {
    /// The name of the folder.
    pub(crate) name: String,
    /// The pipeline.
    pub(crate) pipeline: Source,
    /// Its tests.
    pub(crate) tests: Source,
    /// The pipeline, ready to run; `None` if it is invalid.
    pub(crate) engine: Option<Engine>,
    /// The texts of its grok parsers' own samples, by the number of the parser.
    pub(crate) parser_samples: Vec<(usize, Vec<String>)>,
    /// The tests.
    pub(crate) samples: Vec<Sample>,
    /// What is wrong with the files.
    pub(crate) findings: Vec<Diagnostic>,
}

/// A YAML file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path, as it is shown.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: Arc<str>,
    /// What it says.
    pub(crate) tree: Located<Tree>,
}

impl Source {
    /// The bytes of the part at a path.
    pub(crate) fn span<'a>(&'a self, path: impl IntoIterator<Item = &'a str>) -> Range<usize> {
        self.tree.at(path).span.clone()
    }

    /// The place of a part as `path:line:column`.
    pub(crate) fn place<'a>(&'a self, path: impl IntoIterator<Item = &'a str>) -> String {
        let (line, column) = diagnostics::line_column(&self.text, self.span(path).start);
        format!("{}:{line}:{column}", self.path)
    }

    /// A finding at the part at a path.
    pub(crate) fn finding<'a>(
        &'a self,
        rule: &str,
        message: impl Into<String>,
        path: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        let mut span = self.span(path);
        // the span of a mapping is its first byte: underline its first line
        let line = self
            .text
            .get(span.start..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        span.end = span.end.clamp(
            span.start + usize::from(!line.is_empty()),
            span.start + line.len().max(1),
        );
        Diagnostic::error(rule, message).at(self.path.as_str(), Arc::clone(&self.text), span)
    }
}

/// The path of a processor below the file's root.
pub(crate) fn node_path(path: &[String]) -> impl Iterator<Item = &str> {
    std::iter::once("pipeline").chain(path.iter().map(String::as_str))
}

/// The folders with a pipeline or tests at or below `at`, sorted.
pub(crate) fn find(at: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let mut out = Vec::new();
    let mut open = vec![at.to_owned()];
    while let Some(folder) = open.pop() {
        // Tests alone are a folder, too: reading it finds that the pipeline is missing, or has another name.
        if [PIPELINE, TESTS].iter().any(|name| folder.join(name).is_file()) {
            out.push(folder);
            continue;
        }
        let unreadable = |error: std::io::Error| {
            Box::new(Diagnostic::error(
                "usage/path",
                format!("cannot read '{}': {error}", folder.display()),
            ))
        };
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                open.push(path);
            }
        }
    }
    if out.is_empty() {
        let error = Diagnostic::error("usage/path", format!("'{}' contains no {PIPELINE}", at.display()));
        return Err(Box::new(error.help(format!(
            "give a folder with a {PIPELINE} and a {TESTS}, or one above such folders"
        ))));
    }
    out.sort();
    Ok(out)
}

/// Reads a folder. Whatever is wrong is among its findings.
pub(crate) fn read(root: &Path, folder: &Path) -> Folder {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut findings = Vec::new();
    let pipeline = source(root, &folder.join(PIPELINE), &mut findings);
    let tests = source(root, &folder.join(TESTS), &mut findings);
    let (engine, parser_samples) = engine(&pipeline, &mut findings);
    let samples = samples(&tests, &mut findings);
    findings.extend(
        [&pipeline, &tests]
            .into_iter()
            .filter_map(|source| other_id(source, &name)),
    );
    Folder {
        name,
        pipeline,
        tests,
        engine,
        parser_samples,
        samples,
        findings,
    }
}

fn source(root: &Path, path: &Path, findings: &mut Vec<Diagnostic>) -> Source {
    let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
    let empty = Located {
        value: Tree::Null,
        span: 0..0,
    };
    let text: Arc<str> = match fs::read_to_string(path) {
        Ok(text) => text.into(),
        Err(error) => {
            let finding =
                Diagnostic::error("logs/file", format!("cannot read the file: {error}")).in_file(shown.as_str());
            findings.push(match path.ends_with(TESTS) {
                true => {
                    finding.help("a pipeline needs tests: write samples of its lines and the logs that they become")
                }
                false => finding,
            });
            return Source {
                path: shown,
                text: "".into(),
                tree: empty,
            };
        }
    };
    let tree = yaml::tree(&text).unwrap_or_else(|error| {
        findings.push(parse_error("logs/yaml", error, &shown, &text));
        empty
    });
    if tree.value == Tree::Null && findings.iter().all(|finding| !is_in(finding, &shown)) {
        let finding = Diagnostic::error("logs/yaml", "the file is empty").at(shown.as_str(), Arc::clone(&text), 0..0);
        findings.push(finding.help("write what it describes, or remove the folder"));
    }
    Source {
        path: shown,
        text,
        tree,
    }
}

fn is_in(finding: &Diagnostic, path: &str) -> bool {
    finding.place.as_ref().is_some_and(|place| place.path == path)
}

/// A finding if the `id` of a file is not the name of its folder: Datadog finds the tests of a pipeline by it.
fn other_id(source: &Source, folder: &str) -> Option<Diagnostic> {
    let id: String = source.tree.get("id")?.decode().ok()?;
    (id != folder).then(|| {
        let message = format!("the id '{id}' is not the name of the folder '{folder}'");
        let finding = source.finding("logs/id", message, ["id"]);
        finding.help(format!("write `id: {folder}`"))
    })
}

fn parse_error(rule: &str, error: yaml::ParseError, path: &str, text: &Arc<str>) -> Diagnostic {
    let mut finding = Diagnostic::error(rule, error.message).at(path, Arc::clone(text), error.span);
    finding.help = error.help;
    finding
}

fn engine(source: &Source, findings: &mut Vec<Diagnostic>) -> (Option<Engine>, Vec<(usize, Vec<String>)>) {
    if source.tree.value == Tree::Null {
        return (None, Vec::new());
    }
    // an unknown field does not keep the pipeline from running
    let (file, errors) = source.tree.decode_known::<PipelineFile>();
    findings.extend(
        errors
            .into_iter()
            .map(|error| parse_error("logs/pipeline", error, &source.path, &source.text)),
    );
    let Some(Root::Pipeline(pipeline)) = file.map(|file| file.pipeline) else {
        return (None, Vec::new());
    };
    match compile(&pipeline) {
        Ok(engine) => {
            let samples = parser_samples(source, &engine);
            (Some(engine), samples)
        }
        Err(problems) => {
            findings.extend(problems.into_iter().map(|problem| problem_at(source, problem)));
            (None, Vec::new())
        }
    }
}

fn problem_at(source: &Source, problem: Problem) -> Diagnostic {
    let part = source.span(node_path(&problem.path));
    let span = if problem.word.is_empty() && problem.line == 0 {
        part
    } else {
        yaml::line_of(&source.text, &part, problem.line, &problem.word)
    };
    let rule = if problem.path.iter().any(|step| step == "grok") {
        "logs/grok"
    } else {
        "logs/processor"
    };
    let mut finding = Diagnostic::error(rule, problem.message).at(source.path.as_str(), Arc::clone(&source.text), span);
    finding.help = problem.help;
    finding
}

fn parser_samples(source: &Source, engine: &Engine) -> Vec<(usize, Vec<String>)> {
    let parsers = engine
        .nodes()
        .iter()
        .enumerate()
        .filter(|(_, node)| node.kind == "grok-parser");
    parsers
        .map(|(index, node)| {
            let samples = source.tree.at(node_path(&node.path)).get("samples");
            let texts = samples.and_then(|samples| samples.decode().ok()).unwrap_or_default();
            (index, texts)
        })
        .collect()
}

fn samples(source: &Source, findings: &mut Vec<Diagnostic>) -> Vec<Sample> {
    if source.tree.value == Tree::Null {
        return Vec::new();
    }
    let (file, errors) = source.tree.decode_known::<SampleFile>();
    findings.extend(
        errors
            .into_iter()
            .map(|error| parse_error("logs/tests", error, &source.path, &source.text)),
    );
    let samples = file.map(|file| file.tests).unwrap_or_default();
    if samples.is_empty() && findings.is_empty() {
        let finding = source.finding("logs/tests", "the file has no tests", ["tests"]);
        findings.push(finding.help("write a sample of each kind of line that the pipeline parses"));
    }
    samples
}
