//! Runs logs through a compiled pipeline.

use datadog_query::search::Search;

use crate::grok::{Clock, Parsed, Rules};
use crate::observe::{Effect, Observer, Outcome, Skip};
use crate::processor::Processor;
use crate::{Log, Silent};

/// A compiled pipeline.
#[derive(Debug)]
pub struct Engine {
    pub(crate) root: Step,
    pub(crate) nodes: Vec<Node>,
}

/// A processor of a pipeline, by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it is in the definition: `pipeline`, `processors`, `3`, ...
    pub path: Vec<String>,
    /// Its kind: `grok-parser`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What it may choose from: the names of match rules, of categories, the keys of a table.
    pub choices: Vec<String>,
    /// How deep it is nested.
    pub depth: usize,
}

/// What a run may depend on that is no part of the log.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The time in milliseconds since the UNIX epoch, for dates without a year.
    pub now_ms: i64,
}

/// A processor to run.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) node: usize,
    pub(crate) enabled: bool,
    pub(crate) work: Work,
}

/// What a step does.
#[derive(Debug)]
pub(crate) enum Work {
    /// The steps of a pipeline, for the logs that its filter selects.
    Pipeline { filter: Search, steps: Vec<Step> },
    /// One processor.
    Processor(Box<Processor>),
}

impl Engine {
    /// The processors by their number, the pipeline itself first.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Whether the filter of the pipeline selects the log.
    #[must_use]
    pub fn selects(&self, log: &Log) -> bool {
        match &self.root.work {
            Work::Pipeline { filter, .. } => filter.matches(log),
            Work::Processor(_) => true,
        }
    }

    /// The filter of the pipeline.
    #[must_use]
    pub fn filter(&self) -> Option<&Search> {
        match &self.root.work {
            Work::Pipeline { filter, .. } => Some(filter),
            Work::Processor(_) => None,
        }
    }

    /// The match rule of the grok parser `node` that matches a text.
    #[must_use]
    pub fn rule_that_matches(&self, node: usize, text: &str, context: Context) -> Option<usize> {
        let clock = Clock { now_ms: context.now_ms };
        match self.rules(node)?.parse(text.trim_end(), clock) {
            Parsed::Matched { rule, .. } => Some(rule),
            Parsed::NoMatch | Parsed::GaveUp(_) => None,
        }
    }

    /// The line, from 0, of a match rule of the grok parser `node`.
    #[must_use]
    pub fn rule_line(&self, node: usize, rule: usize) -> Option<usize> {
        self.rules(node)?.names().nth(rule).map(|(_, line)| line)
    }

    fn rules(&self, node: usize) -> Option<&Rules> {
        let mut open = vec![&self.root];
        while let Some(step) = open.pop() {
            match &step.work {
                Work::Pipeline { steps, .. } => open.extend(steps),
                Work::Processor(processor) if step.node == node => return processor.rules(),
                Work::Processor(_) => {}
            }
        }
        None
    }

    /// Runs a log through the pipeline.
    pub fn run(&self, log: &mut Log, context: Context) {
        self.run_observed(log, context, &mut Silent);
    }

    /// The same, with an observer that sees each processor.
    pub fn run_observed<O: Observer>(&self, log: &mut Log, context: Context, observer: &mut O) {
        let clock = Clock { now_ms: context.now_ms };
        self.root.run(log, clock, observer);
    }
}

impl Step {
    fn run<O: Observer>(&self, log: &mut Log, clock: Clock, observer: &mut O) {
        observer.before(self.node, log);
        if !self.enabled {
            observer.after(self.node, log, &Outcome::Skipped(Skip::Disabled));
            return;
        }
        match &self.work {
            Work::Processor(processor) => {
                let outcome = processor.apply(log, clock, observer);
                observer.after(self.node, log, &outcome);
            }
            Work::Pipeline { filter, steps } => {
                if !filter.matches(log) {
                    observer.after(self.node, log, &Outcome::Skipped(Skip::Filter));
                    return;
                }
                observer.after(self.node, log, &Outcome::Applied(Effect::Done));
                for step in steps {
                    step.run(log, clock, observer);
                }
            }
        }
    }
}
