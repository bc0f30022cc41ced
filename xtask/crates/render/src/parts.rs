//! Every finding of a unit that does not evaluate. Jsonnet stops at the first error, so the parts of the value are evaluated one by one. This happens
//! only on the way to an error.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::mpsc::Sender;

use diagnostics::Diagnostic;
use repository::Source;
use rsjsonnet_lang::arena::Arena;
use serde_json::Value;

use crate::limits::{self, Running};
use crate::session::Session;
use crate::unit::Unit;

/// How deep parts of parts are evaluated: the arguments of a monitor are at 5, the fields of a declaration at 3.
const DEPTH_MAX: usize = 5;

/// After so many errors the rest of the unit is not evaluated: each one costs a new session.
const ERRORS_MAX: usize = 200;

/// So often may a part fail for a reason that is reported already: what most parts depend on is broken, and the rest would say the same.
const REPETITIONS_MAX: usize = 20;

/// The paths of the parts of a value at a depth; shallower where a part has none itself. Does not evaluate the parts.
const PATHS: &str = "
local paths(value, depth, path) =
  if depth == 0 then [path]
  else if std.isObject(value) then std.flattenArrays([paths(value[name], depth - 1, path + [name]) for name in std.objectFields(value)])
  else if std.isArray(value) then std.flattenArrays([paths(value[i], depth - 1, path + [i]) for i in std.range(0, std.length(value) - 1)])
  else [path];
";

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
        snippet: &unit.parts_snippet(snippet),
        errors: 0,
        repetitions: 0,
        findings: Vec::new(),
    };
    parts.collect(&[], first);
    parts.findings
}

struct Parts<'a> {
    sources: &'a BTreeMap<String, Source>,
    unit: &'a Unit,
    snippet: &'a str,
    errors: usize,
    repetitions: usize,
    findings: Vec<Diagnostic>,
}

/// The path of a part: names of fields and numbers of items.
type Path = Vec<Value>;

impl Parts<'_> {
    /// Reports what is wrong with the parts of the value at `path`, or `found` in the value as a whole where they are right.
    fn collect(&mut self, path: &[Value], found: Vec<Diagnostic>) {
        let before = self.findings.len();
        let mut parts = self.parts(path).into_iter().peekable();
        while parts.peek().is_some() && self.errors < ERRORS_MAX && self.repetitions < REPETITIONS_MAX {
            // A session in which an evaluation failed holds partial values: the next part begins with a new one.
            let arena = Arena::new();
            let mut session = Session::new(&arena, self.sources);
            let failed = parts.find_map(|part| {
                let found = self.evaluate(&mut session, &part, "", "value").err()?;
                Some((part, found))
            });
            drop(session);
            if let Some((part, found)) = failed {
                self.errors += 1;
                self.collect(&part, found);
            }
        }
        if self.findings.len() > before {
            return;
        }
        for finding in found {
            if self
                .findings
                .iter()
                .any(|known| known.message == finding.message && known.place == finding.place)
            {
                self.repetitions += 1;
            } else {
                self.findings.push(finding);
            }
        }
    }

    /// The paths of the parts of the value at `path`, as deep as they can be listed; none where it has no parts or does not evaluate.
    fn parts(&self, path: &[Value]) -> Vec<Path> {
        let mut depths = (1..=DEPTH_MAX.saturating_sub(path.len())).rev();
        let parts = depths.find_map(|depth| self.at_depth(path, depth));
        let parts = parts.unwrap_or_default().into_iter().filter(|part| !part.is_empty());
        parts.map(|part| [path, &part].concat()).collect()
    }

    /// The paths of the parts at a depth below `path`; `None` where they cannot be listed.
    fn at_depth(&self, path: &[Value], depth: usize) -> Option<Vec<Path>> {
        let arena = Arena::new();
        let mut session = Session::new(&arena, self.sources);
        let paths = format!("paths(value, {depth}, [])");
        let json = self.evaluate(&mut session, path, PATHS, &paths).ok()?;
        serde_json::from_str(&json).ok()
    }

    /// Evaluates `expression`, in which `value` is the part at `path`, after the definitions of `locals`.
    fn evaluate(
        &self,
        session: &mut Session<'_>,
        path: &[Value],
        locals: &str,
        expression: &str,
    ) -> Result<String, Vec<Diagnostic>> {
        let mut snippet = format!("{locals}local value = ({})", self.snippet);
        for step in path {
            write!(snippet, "[{step}]").expect("a String takes every write");
        }
        snippet.push_str("; ");
        snippet.push_str(expression);
        let names = names(path);
        let running = limits::begin(|| Running {
            part: names.clone(),
            ..Running::whole(self.unit, &snippet)
        });
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let result = session.evaluate(&self.unit.name(), &snippet, &names, &|path| self.unit.file_of(path));
        drop(running);
        result
    }
}

fn names(path: &[Value]) -> Vec<String> {
    let name = |step: &Value| step.as_str().map_or_else(|| step.to_string(), str::to_owned);
    path.iter().map(name).collect()
}

/// Evaluates the parts of `unit` at a depth one by one, and sends the path of each before.
pub(crate) fn one_by_one(
    sources: &BTreeMap<String, Source>,
    unit: &Unit,
    snippet: &str,
    depth: usize,
    begins: &Sender<Vec<String>>,
) {
    let parts = Parts {
        sources,
        unit,
        snippet: &unit.parts_snippet(snippet),
        errors: 0,
        repetitions: 0,
        findings: Vec::new(),
    };
    for path in parts.at_depth(&[], depth).unwrap_or_default() {
        if begins.send(names(&path)).is_err() {
            return;
        }
        let arena = Arena::new();
        // A finding of a part is reported where all of them are evaluated.
        drop(parts.evaluate(&mut Session::new(&arena, sources), &path, "", "value"));
    }
}
