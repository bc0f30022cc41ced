//! Records the way of a log through a pipeline.

use std::collections::BTreeMap;

use datadog_logs::{Effect, Log, Node, Observer, Outcome};
use serde_json::Value;

use crate::changes::{self, Parts};

/// What one processor did.
#[derive(Debug)]
pub(crate) struct Step {
    /// Its number.
    pub(crate) node: usize,
    /// What it did.
    pub(crate) outcome: Outcome,
    /// The parts that it changed, as lines.
    pub(crate) changed: Vec<String>,
}

/// Records every processor.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    /// What each did, in order.
    pub(crate) steps: Vec<Step>,
    /// The processor that last changed a part.
    pub(crate) last: BTreeMap<String, usize>,
    before: Parts,
}

impl Observer for Recorder {
    fn before(&mut self, _: usize, log: &Log) {
        self.before = changes::parts(log);
    }

    fn after(&mut self, node: usize, log: &Log, outcome: &Outcome) {
        let after = changes::parts(log);
        for path in after.keys().chain(self.before.keys()) {
            if after.get(path) != self.before.get(path) {
                self.last.insert(path.clone(), node);
            }
        }
        self.steps.push(Step {
            node,
            outcome: outcome.clone(),
            changed: changes::lines(&self.before, &after),
        });
    }

    fn look_up(&mut self, _: &'static str, _: &str, _: &str) -> Option<Value> {
        None
    }
}

impl Recorder {
    /// The processor that last changed the part, something in it, or something that it is in.
    pub(crate) fn touched(&self, part: &str) -> Option<usize> {
        let related = |path: &str| {
            let below = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
            path == part || below(part, path) || below(path, part)
        };
        self.last
            .iter()
            .filter(|(path, _)| related(path))
            .map(|(_, node)| *node)
            .max()
    }

    /// The way as text: a line for each processor, and below it what it changed.
    pub(crate) fn text(&self, nodes: &[Node]) -> String {
        let mut out = String::new();
        for step in &self.steps {
            let Some(node) = nodes.get(step.node) else { continue };
            let indent = "  ".repeat(node.depth + 1);
            let name = if node.name.is_empty() {
                String::new()
            } else {
                format!(" '{}'", node.name)
            };
            out.push_str(&format!("{indent}{}{name}: {}\n", node.kind, did(&step.outcome, node)));
            for line in &step.changed {
                out.push_str(&format!("{indent}    {line}\n"));
            }
        }
        out
    }
}

/// What a processor did, in words.
fn did(outcome: &Outcome, node: &Node) -> String {
    let choice = |index: usize| {
        node.choices
            .get(index)
            .map_or_else(|| index.to_string(), |name| format!("'{name}'"))
    };
    match outcome {
        Outcome::Applied(Effect::Done) => "applied".to_owned(),
        Outcome::Applied(Effect::Rule(rule)) => format!("rule {} matches", choice(*rule)),
        Outcome::Applied(Effect::Category(category)) => format!("category {}", choice(*category)),
        Outcome::Applied(Effect::Row(row)) => format!("key {}", choice(*row)),
        Outcome::Applied(Effect::Default) => "the default of the table".to_owned(),
        Outcome::Skipped(why) => format!("skipped: {}", why.reason()),
    }
}
