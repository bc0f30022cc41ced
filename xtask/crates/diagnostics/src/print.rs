mod github;
mod sarif;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use serde_json::Value;

use crate::{Diagnostic, Severity, line_column};

pub use github::github;
pub use sarif::sarif;

/// The findings as text for people: rule and message, place with a caret, notes, help; coloured if `styled`.
#[must_use]
pub fn text(findings: &[Diagnostic], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings {
        let rendered = renderer.render(&[group(finding)]);
        match finding.place {
            Some(_) => out.push_str(&rendered),
            None => out.push_str(&without_gutter(&rendered)),
        }
        out.push_str("\n\n");
    }
    out
}

/// The renderer draws the gutter of an excerpt also where there is none: an empty line with a bar.
fn without_gutter(rendered: &str) -> String {
    let is_bar = |line: &str| uncoloured(line).trim() == "|";
    let lines: Vec<&str> = rendered.lines().filter(|line| !is_bar(line)).collect();
    lines.join("\n")
}

/// The line without escape sequences of colours.
fn uncoloured(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn group(finding: &Diagnostic) -> Group<'_> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(finding.message.as_str()).id(finding.rule.as_str()));
    if let Some(place) = &finding.place {
        group = match &place.excerpt {
            Some((text, span)) => group.element(
                Snippet::source(&**text)
                    .path(place.path.as_str())
                    .annotation(AnnotationKind::Primary.span(span.clone())),
            ),
            None => group.element(Origin::path(place.path.as_str())),
        };
    }
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

#[derive(Serialize)]
struct Finding<'a> {
    severity: Severity,
    rule: &'a str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    /// First and last byte (exclusive) in the file.
    span: Option<[usize; 2]>,
    notes: &'a [String],
    help: Option<&'a str>,
}

/// The findings as JSON: `[{"severity","rule","message","path","line","column","span","notes","help"}]`.
#[must_use]
pub fn json_list(findings: &[Diagnostic]) -> Value {
    let findings: Vec<_> = findings.iter().map(finding).collect();
    serde_json::json!(findings)
}

fn finding(d: &Diagnostic) -> Finding<'_> {
    let excerpt = d.place.as_ref().and_then(|p| p.excerpt.as_ref());
    let position = excerpt.map(|(text, span)| line_column(text, span.start));
    Finding {
        severity: d.severity,
        rule: &d.rule,
        message: &d.message,
        path: d.place.as_ref().map(|p| p.path.as_str()),
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        span: excerpt.map(|(_, span)| [span.start, span.end]),
        notes: &d.notes,
        help: d.help.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shows_rule_place_caret_and_help() {
        let d = Diagnostic::error("jsonnet/unknown-field", "monitor 'a/b' has no field 'symptm'")
            .at("jsonnet/services/a/monitors/b.libsonnet", "{\n  symptm: 1,\n}\n", 4..10)
            .help("did you mean 'symptom'?");
        let printed = text(&[d], false);
        assert!(
            printed.starts_with("error[jsonnet/unknown-field]: monitor 'a/b' has no field 'symptm'"),
            "{printed}"
        );
        assert!(
            printed.contains("jsonnet/services/a/monitors/b.libsonnet:2:3"),
            "{printed}"
        );
        assert!(printed.contains("^^^^^^"), "{printed}");
        assert!(printed.contains("help: did you mean 'symptom'?"), "{printed}");
    }

    #[test]
    fn a_finding_without_a_place_has_no_empty_line() {
        let d = Diagnostic::error("usage/input", "cannot read 'x'").help("give a file");
        assert_eq!(
            text(std::slice::from_ref(&d), false),
            "error[usage/input]: cannot read 'x'\n = help: give a file\n\n"
        );
        assert_eq!(text(&[d], true).lines().count(), 3);
    }

    #[test]
    fn json_has_line_column_and_span() {
        let d = Diagnostic::error("a/b", "wrong").at("f", "x\nyé z\n", 6..7);
        let found = &json_list(&[d])[0];
        assert_eq!(
            (&found["line"], &found["column"], &found["span"][0]),
            (&2.into(), &4.into(), &6.into())
        );
    }

    #[test]
    fn a_span_outside_the_text_is_cut() {
        let d = Diagnostic::error("a/b", "wrong").at("f", "é", 1..99);
        assert_eq!(d.place.and_then(|p| p.excerpt).map(|(_, s)| s), Some(0..2));
    }
}
