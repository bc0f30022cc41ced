//! Every finding of a unit that does not evaluate. Jsonnet stops at the first error, so the parts of the value are evaluated one by one. This happens
//! only on the way to an error.

use std::collections::BTreeMap;
use std::fmt::Write;

use diagnostics::Diagnostic;
use repository::Source;
use rsjsonnet_lang::arena::Arena;

use crate::session::Session;
use crate::unit::Unit;

/// How deep parts of parts are evaluated: the arguments of a monitor are at 5, the fields of a declaration at 3.
const DEPTH_MAX: usize = 6;

/// After so many errors the rest of the unit is not evaluated: each one costs a new session.
const ERRORS_MAX: usize = 100;

/// What `snippet` of `unit` is reported for; `first` is what evaluating it as a whole found.
pub(crate) fn every_finding(
    sources: &BTreeMap<String, Source>,
    unit: &Unit,
    snippet: &str,
    first: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut parts = Parts {
        sources,
        unit,
        snippet,
        errors: 0,
        findings: Vec::new(),
    };
    let mut path = Vec::new();
    parts.collect(&mut path, first);
    parts.findings
}

struct Parts<'a> {
    sources: &'a BTreeMap<String, Source>,
    unit: &'a Unit,
    snippet: &'a str,
    errors: usize,
    findings: Vec<Diagnostic>,
}

/// The field or, in decimal, the item of a part within another one.
#[derive(Clone)]
enum Part {
    Field(String),
    Item(usize),
}

impl Parts<'_> {
    /// Reports what is wrong with the parts of the value at `path`, or `found` in the value as a whole where they are right.
    fn collect(&mut self, path: &mut Vec<Part>, found: Vec<Diagnostic>) {
        let before = self.findings.len();
        if path.len() < DEPTH_MAX {
            let mut arena = Arena::new();
            let mut parts = self.parts(&arena, path).into_iter().peekable();
            while parts.peek().is_some() && self.errors < ERRORS_MAX {
                // A session in which an evaluation failed holds half-made values: the next part begins with a new one.
                let mut session = Session::new(&arena, self.sources);
                let failed = parts.find_map(|part| {
                    path.push(part);
                    let failed = self.evaluate(&mut session, path, "value").err();
                    let part = path.pop();
                    Some((part?, failed?))
                });
                drop(session);
                arena = Arena::new();
                if let Some((part, found)) = failed {
                    self.errors += 1;
                    path.push(part);
                    self.collect(path, found);
                    path.pop();
                }
            }
        }
        if self.findings.len() == before {
            self.findings.extend(found);
        }
    }

    /// The parts of the value at `path`; none where it is a plain value or does not evaluate.
    fn parts(&self, arena: &Arena, path: &[Part]) -> Vec<Part> {
        const PARTS: &str = "if std.isObject(value) then std.objectFields(value) else if std.isArray(value) then std.length(value) else 0";
        let mut session = Session::new(arena, self.sources);
        let json = self.evaluate(&mut session, path, PARTS).unwrap_or_default();
        match serde_json::from_str(&json) {
            Ok(serde_json::Value::Array(names)) => {
                let names = names.into_iter().filter_map(|name| name.as_str().map(str::to_owned));
                names.map(Part::Field).collect()
            }
            Ok(serde_json::Value::Number(length)) => {
                let length = length.as_u64().and_then(|length| usize::try_from(length).ok());
                (0..length.unwrap_or_default()).map(Part::Item).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Evaluates `expression`, in which `value` is the part at `path`.
    fn evaluate(&self, session: &mut Session<'_>, path: &[Part], expression: &str) -> Result<String, Vec<Diagnostic>> {
        let mut snippet = format!("local value = ({})", self.snippet);
        let mut names = Vec::with_capacity(path.len());
        for part in path {
            match part {
                Part::Field(name) => {
                    let quoted = serde_json::Value::from(name.as_str());
                    write!(snippet, "[{quoted}]").expect("a String takes every write");
                    names.push(name.clone());
                }
                Part::Item(n) => {
                    write!(snippet, "[{n}]").expect("a String takes every write");
                    names.push(n.to_string());
                }
            }
        }
        snippet.push_str("; ");
        snippet.push_str(expression);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        session.evaluate(&self.unit.name(), &snippet, &names, &|path| self.unit.file_of(path))
    }
}
