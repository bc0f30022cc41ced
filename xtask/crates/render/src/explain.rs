//! The engine's errors as findings: the file of the tree that is to blame, line, column, and what to do.

use std::ops::Range;
use std::sync::Arc;

use diagnostics::{Diagnostic, find_word, line_column};
use rsjsonnet_lang::program::{EvalError, EvalErrorKind, EvalStackTraceItem, LoadError, Program};
use rsjsonnet_lang::span::SpanId;

use crate::place::repository_path;
use crate::reason;
use crate::session::Imports;

/// An error of the lexer, the parser or the analysis of one file.
pub(crate) fn loading(program: &Program<'_>, imports: &Imports<'_>, error: &LoadError) -> Diagnostic {
    let (what, span) = match error {
        LoadError::Lex(error) => reason::lex(error),
        LoadError::Parse(error) => reason::parse(error),
        LoadError::Analyze(error) => reason::analyze(error),
    };
    place(program, imports, Diagnostic::error("jsonnet/syntax", what), span)
}

/// An error while a unit was evaluated.
///
/// `file_of` answers which file of the tree the value at a path of the unit comes from, as in `["monitors", "own", "failure-rate", ..]`.
pub(crate) fn evaluation(
    program: &Program<'_>,
    imports: &mut Imports<'_>,
    error: &EvalError,
    file_of: &dyn Fn(&[&str]) -> Option<String>,
) -> Diagnostic {
    if let Some(failure) = imports.take_failure() {
        return failure;
    }
    let (what, span) = reason::evaluation(&error.kind);
    let mut frames = frames(program, imports, error, span);
    let path = object_path(error);
    // Jsonnet is lazy: by the time a library looks at an argument, the file that passed it is no longer on the stack.
    if let Some((file, text)) = file_of(&path).and_then(|file| imports.text(&file).map(|text| (file, text.clone()))) {
        let span = 0..0;
        frames.push(Frame { path: file, text, span });
    }
    let finding = match &error.kind {
        EvalErrorKind::ExplicitError { message, .. } => structured(imports, message, &frames),
        EvalErrorKind::StackOverflow => blame(
            Diagnostic::error("jsonnet/recursion", what).help("something refers to itself without end"),
            &frames,
        ),
        EvalErrorKind::InfiniteRecursion => blame(
            Diagnostic::error("jsonnet/recursion", what)
                .help("a value, or a file that is imported, needs itself to be known"),
            &frames,
        ),
        _ => blame(Diagnostic::error("jsonnet/evaluation", what), &frames),
    };
    if path.is_empty() {
        finding
    } else {
        finding.note(format!("while rendering {}", path.join(".")))
    }
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

/// An error that `jsonnet/lib/check.libsonnet` raised, or any other `error`.
fn structured(imports: &Imports<'_>, message: &str, frames: &[Frame]) -> Diagnostic {
    let mut lines = message.lines();
    let first = lines.next().unwrap_or_default();
    let (rule, what) = match first.split_once(": ") {
        Some((rule, what)) if rule.contains('/') && !rule.contains(' ') => (rule, what),
        _ => return blame(Diagnostic::error("jsonnet/error", message.to_owned()), frames),
    };
    let mut finding = Diagnostic::error(rule, what);
    let (mut token, mut file) = (None, None);
    for line in lines {
        match line.split_once(": ") {
            Some(("at", value)) => token = Some(value),
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
    match token.and_then(|token| find_word(&frame.text, &frame.span, token)) {
        Some(span) => finding.at(repository_path(&frame.path), frame.text.clone(), span),
        None => at(finding, frame),
    }
}

fn place(program: &Program<'_>, imports: &Imports<'_>, finding: Diagnostic, span: SpanId) -> Diagnostic {
    match imports.locate(program, span) {
        Some((path, text, span)) => finding.at(repository_path(path), text.clone(), span),
        None => finding,
    }
}

/// The path of the value that was being made, as in `monitors.own.failure-rate.payload`.
fn object_path(error: &EvalError) -> Vec<&str> {
    error
        .stack_trace
        .iter()
        .filter_map(|item| match item {
            EvalStackTraceItem::ManifestObjectField { name } | EvalStackTraceItem::ObjectField { name, .. } => {
                Some(name.as_str())
            }
            _ => None,
        })
        .collect()
}
