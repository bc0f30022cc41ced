//! What the samples of a pipeline reach.

use datadog_logs::samples::source_of;
use datadog_logs::{Context, Effect, Engine, Log, Observer, Outcome};
use diagnostics::{Diagnostic, Severity};
use serde_json::Value;

use crate::folder::{Folder, node_path};

/// The number of times that each processor did something, and that each of its choices was made.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    applied: Vec<usize>,
    choices: Vec<Vec<usize>>,
    /// The number of times that a database was asked.
    pub(crate) asked: usize,
}

/// Something that no sample reaches.
#[derive(Debug)]
pub(crate) struct Gap {
    /// What it is.
    pub(crate) what: String,
    /// Its place.
    pub(crate) place: String,
}

impl Observer for Reached {
    fn before(&mut self, _: usize, _: &Log) {}

    fn after(&mut self, node: usize, _: &Log, outcome: &Outcome) {
        let Outcome::Applied(effect) = outcome else { return };
        if let Some(applied) = self.applied.get_mut(node) {
            *applied += 1;
        }
        let chosen = match effect {
            Effect::Rule(index) | Effect::Category(index) | Effect::Row(index) => self.choice(node, *index),
            Effect::Done | Effect::Default => None,
        };
        chosen.into_iter().for_each(|count| *count += 1);
    }

    fn look_up(&mut self, _: &'static str, _: &str, _: &str) -> Option<Value> {
        self.asked += 1;
        None
    }
}

impl Reached {
    pub(crate) fn new(engine: &Engine) -> Self {
        Self {
            applied: vec![0; engine.nodes().len()],
            choices: engine.nodes().iter().map(|node| vec![0; node.choices.len()]).collect(),
            asked: 0,
        }
    }

    /// How often a choice of a processor was made.
    fn choice(&mut self, node: usize, index: usize) -> Option<&mut usize> {
        self.choices.get_mut(node)?.get_mut(index)
    }

    /// Counts the rules that match the samples of the grok parsers themselves.
    pub(crate) fn parser_samples(&mut self, folder: &Folder, engine: &Engine) {
        for (node, samples) in &folder.parser_samples {
            for text in samples {
                let rule = engine.rule_that_matches(*node, text, Context { now_ms: 0 });
                let chosen = rule.and_then(|rule| self.choice(*node, rule));
                chosen.into_iter().for_each(|count| *count += 1);
            }
        }
    }

    /// A filter that selects no sample, and match rules that match none: errors in pipelines of this repository, warnings elsewhere.
    pub(crate) fn findings(&self, folder: &Folder, own: bool) -> Vec<Diagnostic> {
        let Some(engine) = folder.engine.as_ref().filter(|_| !folder.samples.is_empty()) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        if self.applied.first() == Some(&0) {
            let path = ["pipeline", "filter", "query"];
            let finding = folder
                .pipeline
                .finding("logs/filter", "the filter selects none of the samples", path);
            let source = engine.filter().and_then(source_of);
            out.push(finding.help(match source {
                Some(source) => {
                    format!("samples have the source '{source}' and what `service` and `tags` of the test name")
                }
                None => "name a source in the filter, or give the tests `service` or `tags` that it selects".to_owned(),
            }));
        }
        for (index, node) in engine
            .nodes()
            .iter()
            .enumerate()
            .filter(|(_, node)| node.kind == "grok-parser")
        {
            for (rule, name) in self.unreached(index, &node.choices) {
                let path: Vec<&str> = node_path(&node.path).chain(["grok", "matchRules"]).collect();
                let mut finding = folder.pipeline.finding(
                    "logs/rule",
                    format!("match rule '{name}' matches no sample"),
                    path.clone(),
                );
                if let (Some(line), Some(place)) = (engine.rule_line(index, rule), finding.place.as_mut()) {
                    let span = documents::yaml::line_of(&folder.pipeline.text, &folder.pipeline.span(path), line, name);
                    place.excerpt = Some((std::sync::Arc::clone(&folder.pipeline.text), span));
                }
                out.push(
                    finding
                        .help("add a line that it parses to tests.yaml or to the parser's samples, or remove the rule"),
                );
            }
        }
        if !own {
            out.iter_mut().for_each(|finding| finding.severity = Severity::Warning);
        }
        out
    }

    /// The choices of a processor that were never made.
    fn unreached<'n>(&self, node: usize, choices: &'n [String]) -> Vec<(usize, &'n str)> {
        let counts = self.choices.get(node).map(Vec::as_slice).unwrap_or_default();
        let never = choices
            .iter()
            .zip(counts)
            .enumerate()
            .filter(|(_, (_, count))| **count == 0);
        never.map(|(index, (name, _))| (index, name.as_str())).collect()
    }

    /// The numbers of processors and choices that were reached, and of all.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let all = self.applied.iter().chain(self.choices.iter().flatten());
        (all.clone().filter(|count| **count > 0).count(), all.count())
    }

    /// Processors, rules and categories that no sample reaches. The keys of tables are not listed one by one.
    pub(crate) fn gaps(&self, folder: &Folder) -> Vec<Gap> {
        let Some(engine) = &folder.engine else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for (index, node) in engine.nodes().iter().enumerate() {
            let place = || folder.pipeline.place(node_path(&node.path));
            if self.applied.get(index) == Some(&0) {
                let what = format!("{} '{}' never does anything", node.kind, node.name);
                out.push(Gap { what, place: place() });
                continue;
            }
            let never = self.unreached(index, &node.choices);
            if node.kind == "lookup-processor" {
                if !never.is_empty() {
                    let what = format!(
                        "{} of {} keys of lookup '{}'",
                        never.len(),
                        node.choices.len(),
                        node.name
                    );
                    out.push(Gap { what, place: place() });
                }
                continue;
            }
            for (_, name) in never {
                let what = format!("'{name}' of {} '{}'", node.kind, node.name);
                out.push(Gap { what, place: place() });
            }
        }
        out
    }
}
