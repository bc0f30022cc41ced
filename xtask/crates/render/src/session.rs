//! The Jsonnet engine, one per thread: nothing in it can be sent to another.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use diagnostics::{Diagnostic, near_matches};
use repository::Source;
use rsjsonnet_lang::arena::Arena;
use rsjsonnet_lang::interner::InternedStr;
use rsjsonnet_lang::program::{Callbacks, EvalStackTraceItem, ImportError, NativeError, Program, Thunk, Value};
use rsjsonnet_lang::span::{SourceId, SpanContext, SpanId};

use crate::explain;
use crate::nesting;
use crate::place::repository_path;
use crate::unit::{is_common, may_import};

/// Deepest nesting of calls. Ours stay below 100; an endless recursion is found soon.
const STACK_FRAMES_MAX: usize = 400;

/// Precedes every file. The engine would otherwise make a standard library of some 150 fields for each of them, and walk through all of
/// these whenever it collects garbage: with a thousand small files that is more than half of a rendering.
const PRELUDE: &str = "local std = import 'std'; ";

/// The path of the shared standard library, which is no file.
const STD: &str = "std";

/// Evaluates snippets that import from `sources`; what was imported once is shared by every later evaluation.
pub struct Session<'p> {
    program: Program<'p>,
    imports: Imports<'p>,
}

/// What the engine asks back.
pub(crate) struct Imports<'p> {
    sources: &'p BTreeMap<String, Source>,
    loaded: HashMap<String, Thunk<'p>>,
    /// The part of it that only units of one import scope import.
    of_scope: Vec<String>,
    names: HashMap<SourceId, (String, Arc<str>)>,
    /// Why the last import failed: the engine's own error carries no reason.
    failure: Option<Diagnostic>,
}

impl<'p> Session<'p> {
    /// A session over `sources`, which are named by their path below `jsonnet/`.
    #[must_use]
    pub fn new(arena: &'p Arena, sources: &'p BTreeMap<String, Source>) -> Self {
        let mut program = Program::new(arena);
        program.set_max_stack(STACK_FRAMES_MAX);
        Self {
            program,
            imports: Imports {
                sources,
                loaded: HashMap::new(),
                of_scope: Vec::new(),
                names: HashMap::new(),
                failure: None,
            },
        }
    }

    /// Evaluates `snippet`, which messages call `name`, and returns its value as JSON text. `part` is the path of that value within its unit. `file_of`
    /// returns the file that the value at a path of the unit comes from: errors that are found too late to know it otherwise are reported there.
    ///
    /// # Errors
    /// Findings with their places in the files of the tree. Jsonnet stops at the first error, which may hold several findings.
    pub fn evaluate(
        &mut self,
        name: &str,
        snippet: &str,
        part: &[&str],
        file_of: &dyn Fn(&[&str]) -> Option<String>,
    ) -> Result<String, Vec<Diagnostic>> {
        let loaded = self.imports.load(&mut self.program, name, &Arc::from(snippet));
        let thunk = loaded.map_err(|finding| vec![*finding])?;
        let result = self
            .program
            .eval_value(&thunk, &mut self.imports)
            .and_then(|value| self.program.manifest_json(&value, false));
        result.map_err(|error| explain::evaluation(&self.program, &mut self.imports, &error, part, file_of))
    }

    /// Lets go of the files that only the units of a finished import scope import. What stays is walked at every collection of garbage.
    pub(crate) fn leave_scope(&mut self) {
        for path in self.imports.of_scope.drain(..) {
            self.imports.loaded.remove(&path);
        }
    }
}

impl<'p> Imports<'p> {
    fn load(&mut self, program: &mut Program<'p>, path: &str, text: &Arc<str>) -> Result<Thunk<'p>, Box<Diagnostic>> {
        if let Some(span) = nesting::too_deep(text) {
            return Err(Box::new(
                Diagnostic::error("jsonnet/nesting", "the file nests too deep to be evaluated")
                    .at(repository_path(path), text.clone(), span)
                    .help(format!(
                        "{} levels are the limit: give inner parts files of their own",
                        nesting::NESTING_MAX
                    )),
            ));
        }
        let whole = [PRELUDE, text].concat();
        let (context, source) = program.span_manager_mut().insert_source_context(whole.len());
        self.names.insert(source, (path.to_owned(), text.clone()));
        program
            .load_source(context, whole.as_bytes(), false, path)
            .map_err(|error| Box::new(explain::loading(program, self, &error)))
    }

    /// The standard library, once for all files.
    fn standard_library(&mut self, program: &mut Program<'p>) -> Result<Thunk<'p>, ImportError> {
        if let Some(thunk) = self.loaded.get(STD) {
            return Ok(thunk.clone());
        }
        let (context, _) = program.span_manager_mut().insert_source_context(STD.len());
        let thunk = program
            .load_source(context, STD.as_bytes(), true, STD)
            .map_err(|_| ImportError)?;
        self.loaded.insert(STD.to_owned(), thunk.clone());
        Ok(thunk)
    }

    /// The file, its text and the bytes of a span. The file is `None` for the engine's own library.
    pub(crate) fn locate(
        &self,
        program: &Program<'_>,
        span: SpanId,
    ) -> Option<(&str, &Arc<str>, std::ops::Range<usize>)> {
        let (context, start, end) = program.span_manager().get_span(span);
        let SpanContext::Source(source) = program.span_manager().get_context(context);
        let shift = PRELUDE.len();
        self.names.get(source).map(|(path, text)| {
            (
                path.as_str(),
                text,
                start.saturating_sub(shift)..end.saturating_sub(shift),
            )
        })
    }

    pub(crate) fn take_failure(&mut self) -> Option<Diagnostic> {
        self.failure.take()
    }

    /// The text of a file of the tree.
    pub(crate) fn text(&self, path: &str) -> Option<&Arc<str>> {
        self.sources.get(path).map(|source| &source.text)
    }

    /// The texts of all files.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.sources.values().map(|source| &*source.text)
    }

    fn find(&mut self, program: &Program<'p>, from: SpanId, path: &str) -> Result<&'p Source, ImportError> {
        let sources = self.sources;
        let (importer, text, span) = match self.locate(program, from) {
            Some((importer, text, span)) => (importer.to_owned(), text.clone(), span),
            None => return Err(ImportError),
        };
        let known = sources.contains_key(importer.as_str());
        if !may_import(known.then_some(importer.as_str()), path) {
            self.failure = Some(
                Diagnostic::error("jsonnet/import-scope", format!("'{importer}' may not import '{path}'"))
                    .at(repository_path(&importer), text, span)
                    .help("a file imports lib/, policy/ and its own import scope (its service's folder, dashboards/, agent/, argocd/); policy imports policy"),
            );
            return Err(ImportError);
        }
        sources.get(path).ok_or_else(|| {
            let relative = path.starts_with('.');
            let mut finding = Diagnostic::error("jsonnet/missing-import", format!("there is no file '{path}'")).at(
                repository_path(&importer),
                text,
                span,
            );
            let near = near_matches(path, sources.keys().map(String::as_str));
            finding = if relative {
                finding.help("imports are relative to jsonnet/, whatever file imports them: import 'lib/...'")
            } else if near.is_empty() {
                finding.help("imports are relative to jsonnet/")
            } else {
                finding.help(format!("did you mean '{}'?", near.join("' or '")))
            };
            self.failure = Some(finding);
            ImportError
        })
    }
}

impl<'p> Callbacks<'p> for Imports<'p> {
    fn import(&mut self, program: &mut Program<'p>, from: SpanId, path: &str) -> Result<Thunk<'p>, ImportError> {
        if path == STD {
            return self.standard_library(program);
        }
        let source = self.find(program, from, path)?;
        if let Some(thunk) = self.loaded.get(path) {
            return Ok(thunk.clone());
        }
        match self.load(program, path, &source.text) {
            Ok(thunk) => {
                self.loaded.insert(path.to_owned(), thunk.clone());
                if !is_common(path) {
                    self.of_scope.push(path.to_owned());
                }
                Ok(thunk)
            }
            Err(finding) => {
                self.failure = Some(*finding);
                Err(ImportError)
            }
        }
    }

    fn import_str(&mut self, program: &mut Program<'p>, from: SpanId, path: &str) -> Result<String, ImportError> {
        self.find(program, from, path).map(|source| source.text.to_string())
    }

    fn import_bin(&mut self, program: &mut Program<'p>, from: SpanId, path: &str) -> Result<Vec<u8>, ImportError> {
        self.find(program, from, path)
            .map(|source| source.text.as_bytes().to_vec())
    }

    fn trace(&mut self, _program: &mut Program<'p>, message: &str, _stack: &[EvalStackTraceItem]) {
        // Someone debugs a library; standard output stays clean for the output of the command.
        eprintln!("trace: {message}");
    }

    fn native_call(
        &mut self,
        _program: &mut Program<'p>,
        _name: InternedStr<'p>,
        _args: &[Value<'p>],
    ) -> Result<Value<'p>, NativeError> {
        // None is registered: the libraries must evaluate under any Jsonnet engine.
        Err(NativeError)
    }
}
