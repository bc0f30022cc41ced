//! Checks a definition and compiles it.

use datadog_query::ParseError;
use datadog_query::search::{self, Options, Search};

use crate::definition::{Category, Filter, Pipeline, Processor as Defined, SchemaCategory};
use crate::engine::{Engine, Node, Step, Work};
use crate::grok::{GrokError, Rules};
use crate::processor::{self, Processor};

/// The deepest nesting of pipelines; Datadog allows one level, integrations use two.
const DEPTH_MAX: usize = 8;

/// Something wrong in a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: `processors`, `3`, `grok`, `matchRules`, below the pipeline.
    pub path: Vec<String>,
    /// The line of the text there, from 0.
    pub line: usize,
    /// The text to underline in that line; all of it if empty.
    pub word: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Compiles a pipeline.
///
/// # Errors
/// Every problem that was found.
pub fn compile(pipeline: &Pipeline) -> Result<Engine, Vec<Problem>> {
    let mut compiler = Compiler::default();
    let root = compiler.pipeline(pipeline);
    match root {
        Some(root) if compiler.problems.is_empty() => Ok(Engine {
            root,
            nodes: compiler.nodes,
        }),
        _ => Err(compiler.problems),
    }
}

/// The state of a compilation.
#[derive(Default)]
pub(crate) struct Compiler {
    pub(crate) problems: Vec<Problem>,
    path: Vec<String>,
    nodes: Vec<Node>,
    depth: usize,
}

impl Compiler {
    fn pipeline(&mut self, pipeline: &Pipeline) -> Option<Step> {
        let node = self.node("pipeline", &pipeline.name, Vec::new());
        if self.depth >= DEPTH_MAX {
            self.problem(&[], "", format!("pipelines are nested deeper than {DEPTH_MAX}"), None);
            return None;
        }
        let filter = self.filter(&pipeline.filter, &["filter"]);
        self.depth += 1;
        let mut steps = Vec::new();
        for (index, processor) in pipeline.processors.iter().enumerate() {
            self.path.extend(["processors".to_owned(), index.to_string()]);
            steps.extend(self.step(processor));
            self.path.truncate(self.path.len() - 2);
        }
        self.depth -= 1;
        Some(Step {
            node,
            enabled: pipeline.enabled,
            work: Work::Pipeline { filter: filter?, steps },
        })
    }

    fn step(&mut self, processor: &Defined) -> Option<Step> {
        if let Defined::Pipeline(pipeline) = processor {
            return self.pipeline(pipeline);
        }
        let described = processor::describe(processor);
        let node = self.node(described.kind, described.name, Vec::new());
        let work = Processor::compile(processor, self)?;
        if let Some(node) = self.nodes.get_mut(node) {
            node.choices = work.choices();
        }
        Some(Step {
            node,
            enabled: described.enabled,
            work: Work::Processor(Box::new(work)),
        })
    }

    fn node(&mut self, kind: &'static str, name: &str, choices: Vec<String>) -> usize {
        self.nodes.push(Node {
            path: self.path.clone(),
            kind,
            name: name.to_owned(),
            choices,
            depth: self.depth,
        });
        self.nodes.len() - 1
    }

    /// Reports a problem at fields below the current processor.
    pub(crate) fn problem(&mut self, fields: &[&str], word: &str, message: String, help: Option<String>) {
        let mut path = self.path.clone();
        path.extend(fields.iter().map(|field| (*field).to_owned()));
        self.problems.push(Problem {
            path,
            line: 0,
            word: word.to_owned(),
            message,
            help,
        });
    }

    /// Compiles the search of a filter.
    pub(crate) fn filter(&mut self, filter: &Filter, fields: &[&str]) -> Option<Search> {
        let mut fields = fields.to_vec();
        fields.push("query");
        self.search(&filter.query, &fields)
    }

    /// Compiles a search.
    pub(crate) fn search(&mut self, text: &str, fields: &[&str]) -> Option<Search> {
        match search::parse_with(text, Options::FILTER) {
            Ok(search) => Some(search),
            Err(ParseError {
                message, span, help, ..
            }) => {
                let word = text.get(span).unwrap_or_default().to_owned();
                self.problem(fields, &word, format!("'{text}' is no search: {message}"), help);
                None
            }
        }
    }

    /// Compiles the searches of categories.
    pub(crate) fn categories(&mut self, categories: &[Category]) -> Vec<(Search, String)> {
        let mut out = Vec::new();
        for (index, category) in categories.iter().enumerate() {
            let filter = self.filter(&category.filter, &["categories", &index.to_string(), "filter"]);
            out.extend(filter.map(|filter| (filter, category.name.clone())));
        }
        out
    }

    /// Compiles the searches of a schema's categories.
    pub(crate) fn schema_categories(&mut self, at: &str, categories: &[SchemaCategory]) -> Vec<(Search, String, i64)> {
        let mut out = Vec::new();
        for (index, category) in categories.iter().enumerate() {
            let fields = ["mappers", at, "categories", &index.to_string(), "filter"];
            let filter = self.filter(&category.filter, &fields);
            out.extend(filter.map(|filter| (filter, category.name.clone(), category.id)));
        }
        out
    }

    /// Compiles the rules of a grok parser.
    pub(crate) fn grok(&mut self, support: &str, matching: &str) -> Option<Rules> {
        match Rules::compile(support, matching) {
            Ok(rules) => Some(rules),
            Err(errors) => {
                errors.into_iter().for_each(|error| self.grok_error(error));
                None
            }
        }
    }

    fn grok_error(&mut self, error: GrokError) {
        let field = if error.in_match_rules {
            "matchRules"
        } else {
            "supportRules"
        };
        let mut path = self.path.clone();
        path.extend(["grok".to_owned(), field.to_owned()]);
        self.problems.push(Problem {
            path,
            line: error.line,
            word: error.word,
            message: error.message,
            help: error.help,
        });
    }
}
