//! The engine's errors as findings: the file of the tree that is to blame, line, column, and what to do.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use constructors::Step;
use diagnostics::{Diagnostic, line_column, near_matches};
use rsjsonnet_lang::program::{AnalyzeError, EvalError, EvalErrorKind, EvalStackTraceItem, LoadError, Program};
use rsjsonnet_lang::span::SpanId;

use crate::place::{self, repository_path};
use crate::reason;
use crate::session::Imports;

/// An error of the lexer, the parser or the analysis of one file.
pub(crate) fn loading(program: &Program<'_>, imports: &Imports<'_>, error: &LoadError) -> Diagnostic {
    let (what, span) = match error {
        LoadError::Lex(error) => reason::lex(error),
        LoadError::Parse(error) => reason::parse(error),
        LoadError::Analyze(error) => reason::analyze(error),
    };
    let mut finding = Diagnostic::error("jsonnet/syntax", what);
    if matches!(error, LoadError::Analyze(AnalyzeError::UnknownVariable { name, .. }) if name == CONTEXT) {
        finding = finding.help(CONTEXT_HELP);
    }
    place(program, imports, finding, span)
}

/// What the files of objects are given.
const CONTEXT: &str = "ctx";

/// How a file gets it.
const CONTEXT_HELP: &str = "begin the file with `function(ctx)`";

/// An error while a unit was evaluated.
///
/// `part` is the path of what was evaluated within its unit. `file_of` returns the file that the value at a path of the unit comes from, as in
/// `["monitors", "own", "failure-rate", ..]`.
pub(crate) fn evaluation(
    program: &Program<'_>,
    imports: &mut Imports<'_>,
    error: &EvalError,
    part: &[&str],
    file_of: &dyn Fn(&[&str]) -> Option<String>,
) -> Vec<Diagnostic> {
    if let Some(failure) = imports.take_failure() {
        return vec![failure];
    }
    let (what, span) = reason::evaluation(&error.kind);
    let mut frames = frames(program, imports, error, span);
    let path = [part, &object_path(error, part.is_empty())].concat();
    // Jsonnet is lazy: by the time a library looks at an argument, the file that passed it is no longer on the stack.
    if let Some((file, text)) = file_of(&path).and_then(|file| imports.text(&file).map(|text| (file, text.clone()))) {
        let span = 0..0;
        frames.push(Frame { path: file, text, span });
    }
    let mut findings = match &error.kind {
        EvalErrorKind::ExplicitError { message, .. } => {
            let blocks = message.split("\n\n").filter(|block| !block.trim().is_empty());
            blocks.map(|block| structured(imports, block, &frames)).collect()
        }
        EvalErrorKind::StackOverflow => vec![blame(
            Diagnostic::error("jsonnet/recursion", what).help("something refers to itself without end"),
            &frames,
        )],
        EvalErrorKind::InfiniteRecursion => vec![blame(
            Diagnostic::error("jsonnet/recursion", what)
                .help("a value, or a file that is imported, needs itself to be known"),
            &frames,
        )],
        // The libraries call the value of a file. A call in the file itself is another mistake.
        EvalErrorKind::CalleeIsNotFunction { .. }
            if frames.first().is_some_and(|frame| !written_by_people(&frame.path)) =>
        {
            let finding = Diagnostic::error("jsonnet/no-function", "the file is no function of its context");
            vec![blame(finding.help(CONTEXT_HELP), &frames)]
        }
        EvalErrorKind::UnknownObjectField { field_name, .. } => {
            let finding = Diagnostic::error("jsonnet/evaluation", what);
            let help = frames.first().and_then(|frame| field_help(imports, frame, field_name));
            vec![blame(help.into_iter().fold(finding, Diagnostic::help), &frames)]
        }
        _ => vec![blame(Diagnostic::error("jsonnet/evaluation", what), &frames)],
    };
    if file_of(&path).is_some() {
        // The object says enough: its field is underlined.
        let object = path.iter().position(|name| *name == "args").unwrap_or(path.len());
        let note = format!("while rendering {}", path[..object].join("."));
        findings = findings
            .into_iter()
            .map(|finding| finding.note(note.as_str()))
            .collect();
    }
    findings
}

/// A place on the call stack.
struct Frame {
    path: String,
    text: Arc<str>,
    span: Range<usize>,
}

/// The call stack as places in files, innermost first.
fn frames(program: &Program<'_>, imports: &Imports<'_>, error: &EvalError, span: Option<SpanId>) -> Vec<Frame> {
    let stack = error.stack_trace.iter().rev().filter_map(|item| match item {
        EvalStackTraceItem::Expr { span }
        | EvalStackTraceItem::Variable { span, .. }
        | EvalStackTraceItem::Import { span } => Some(*span),
        EvalStackTraceItem::Call { span, .. }
        | EvalStackTraceItem::ArrayItem { span, .. }
        | EvalStackTraceItem::ObjectField { span, .. } => *span,
        _ => None,
    });
    span.into_iter()
        .chain(stack)
        .filter_map(|span| imports.locate(program, span))
        .map(|(path, text, span)| Frame {
            path: path.to_owned(),
            text: text.clone(),
            span,
        })
        .collect()
}

/// The fields of the same name or nearly so that other expressions of the tree read of the same object: a value lists none of its own.
fn field_help(imports: &Imports<'_>, frame: &Frame, misspelt: &str) -> Option<String> {
    let object = frame.text.get(frame.span.clone())?.strip_suffix(misspelt)?;
    if !object.ends_with('.') {
        return None;
    }
    let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let known: BTreeSet<&str> = imports
        .texts()
        .flat_map(|text| text.match_indices(object).map(|(at, _)| &text[at + object.len()..]))
        .map(|rest| rest.split(|c| !in_name(c)).next().unwrap_or_default())
        .filter(|name| *name != misspelt)
        .collect();
    let near = near_matches(misspelt, known);
    (!near.is_empty()).then(|| format!("did you mean '{}'?", near.join("' or '")))
}

/// Whether people write the file: not a library, not the registry, not a unit's snippet.
fn written_by_people(path: &str) -> bool {
    path.ends_with(".libsonnet")
        && !path.starts_with("registry/")
        && (!path.starts_with("lib/") || path.starts_with("lib/archetype/"))
}

/// Puts the finding at the innermost frame that people write, else at the innermost of all.
fn blame(finding: Diagnostic, frames: &[Frame]) -> Diagnostic {
    match frames.iter().find(|f| written_by_people(&f.path)).or(frames.first()) {
        Some(frame) => {
            let finding = at(finding, frame);
            match frames.first() {
                Some(inner) if inner.path != frame.path => finding.note(format!("found at {}", position(inner))),
                _ => finding,
            }
        }
        None => finding,
    }
}

/// A frame without a span is known by its file alone.
fn at(finding: Diagnostic, frame: &Frame) -> Diagnostic {
    if frame.span.is_empty() {
        finding.in_file(repository_path(&frame.path))
    } else {
        finding.at(repository_path(&frame.path), frame.text.clone(), frame.span.clone())
    }
}

fn position(frame: &Frame) -> String {
    let (line, column) = line_column(&frame.text, frame.span.start);
    format!("{}:{line}:{column}", repository_path(&frame.path))
}

/// A finding of an error that `jsonnet/lib/check.libsonnet` raised, or any other `error`.
fn structured(imports: &Imports<'_>, message: &str, frames: &[Frame]) -> Diagnostic {
    let mut lines = message.lines();
    let first = lines.next().unwrap_or_default();
    let (rule, what) = match first.split_once(": ") {
        Some((rule, what)) if rule.contains('/') && !rule.contains(' ') => (rule, what),
        _ => return blame(Diagnostic::error("jsonnet/error", message.to_owned()), frames),
    };
    let mut finding = Diagnostic::error(rule, what);
    let (mut path, mut word, mut file) = (Vec::new(), None, None);
    for line in lines {
        match line.split_once(": ") {
            Some(("at", value)) => (path, word) = (steps(value), word.or(last_field(value))),
            Some(("word", value)) => word = Some(value.to_owned()),
            Some(("in", value)) => file = Some(value),
            Some(("help", value)) => finding = finding.help(value),
            _ => finding = finding.note(line),
        }
    }
    // The check names the file where the call stack cannot: a declaration is data that a library reads.
    let named = file.and_then(|path| {
        imports.text(path).map(|text| Frame {
            path: path.to_owned(),
            text: text.clone(),
            span: 0..0,
        })
    });
    let Some(frame) = named
        .as_ref()
        .or_else(|| frames.iter().find(|f| written_by_people(&f.path)))
    else {
        return blame(finding, frames);
    };
    let span = match &word {
        Some(word) if !frame.span.is_empty() => place::bytes_within(&frame.text, &frame.span, word),
        _ => place::bytes(&frame.text, &path, word.as_deref()),
    };
    match span {
        Some(span) => finding.at(repository_path(&frame.path), frame.text.clone(), span),
        None => at(finding, frame),
    }
}

/// The path of a check: a list in JSON, or the name of one field.
fn steps(at: &str) -> Vec<Step> {
    match serde_json::from_str::<Vec<serde_json::Value>>(at) {
        Ok(path) => path
            .iter()
            .map(|step| match step.as_u64().and_then(|n| usize::try_from(n).ok()) {
                Some(n) => Step::Item(n),
                None => Step::Field(step.as_str().unwrap_or_default().to_owned()),
            })
            .collect(),
        Err(_) => Vec::new(),
    }
}

/// The word that a path without a word of its own underlines: its last field.
fn last_field(at: &str) -> Option<String> {
    match steps(at).pop() {
        Some(Step::Field(name)) => Some(name),
        Some(Step::Item(_) | Step::Args) => None,
        None => Some(at.to_owned()),
    }
}

fn place(program: &Program<'_>, imports: &Imports<'_>, finding: Diagnostic, span: SpanId) -> Diagnostic {
    match imports.locate(program, span) {
        Some((path, text, span)) => finding.at(repository_path(path), text.clone(), span),
        None => finding,
    }
}

/// The path of the value that was being made, as in `monitors.own.failure-rate.args`. With `computed`, also through values that were needed for it.
fn object_path(error: &EvalError, computed: bool) -> Vec<&str> {
    error
        .stack_trace
        .iter()
        .filter_map(|item| match item {
            EvalStackTraceItem::ManifestObjectField { name } => Some(name.as_str()),
            EvalStackTraceItem::ObjectField { name, .. } if computed => Some(name.as_str()),
            _ => None,
        })
        .collect()
}
