//! The front matter of a runbook: YAML between two lines `---`.

use std::ops::Range;
use std::sync::Arc;

use diagnostics::Diagnostic;
use model::{Date, Suppressions};
use schemars::{JsonSchema, Schema, json_schema};
use serde::Deserialize;

/// The front matter of a runbook or template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// What the runbook is for, in one line.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// The day on which the runbook was last checked against the running system, as YYYY-MM-DD.
    #[schemars(with = "String", extend("format" = "date"))]
    pub reviewed: Date,
    /// Lint rules whose findings in this file are suppressed, by name: a reason and, optionally, the last day of the suppression.
    #[serde(default)]
    #[schemars(schema_with = "suppressions")]
    pub suppress: Suppressions,
}

fn suppressions(_: &mut schemars::SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": { "reason": { "type": "string", "minLength": 1 }, "until": { "type": "string", "format": "date" } },
            "required": ["reason"],
            "additionalProperties": false,
        },
    })
}

const HELP: &str = "begin the file with '---', 'summary: <one line>', 'reviewed: <YYYY-MM-DD>', '---'";

/// Some editors on Windows write it at the start of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Parses the front matter of `text`, the content of the file `path`. Returns it with the index of the first byte after it.
///
/// # Errors
/// The front matter is missing, not closed, or invalid.
pub(crate) fn parse(path: &str, text: &Arc<str>) -> Result<(FrontMatter, usize), Box<Diagnostic>> {
    let error = |message: String, span: Range<usize>| {
        Box::new(
            Diagnostic::error("runbook/front-matter", message)
                .at(path, text.clone(), span)
                .help(HELP),
        )
    };
    if text.starts_with(BYTE_ORDER_MARK) {
        let message = format!("'{path}' begins with a byte order mark, an invisible character before its front matter");
        return Err(Box::new(
            error(message, 0..BYTE_ORDER_MARK.len_utf8())
                .help("save the file as UTF-8 without a byte order mark (BOM)"),
        ));
    }
    let (header, body) =
        split(text).map_err(|what| error(format!("'{path}' {what}"), 0..text.lines().next().map_or(0, str::len)))?;
    if let Some(tab) = text[header.clone()].find('\t') {
        let at = header.start + tab;
        return Err(Box::new(
            error(format!("the front matter of '{path}' contains a tab"), at..at + 1)
                .help("YAML does not allow tabs: use spaces"),
        ));
    }
    let parsed: FrontMatter =
        crate::yaml::parse(&text[header.clone()]).map_err(|crate::yaml::ParseError { message, span, help }| {
            let finding = error(
                format!("the front matter of '{path}' is invalid: {message}"),
                header.start + span.start..header.start + span.end,
            );
            match help {
                Some(help) => Box::new(finding.help(help)),
                None => finding,
            }
        })?;
    if parsed.summary.trim().is_empty() || parsed.summary.contains('\n') {
        return Err(error(
            format!("the summary of '{path}' is not exactly one line"),
            header,
        ));
    }
    Ok((parsed, body))
}

/// Returns the bytes of the YAML and the index of the first byte after the front matter.
fn split(text: &str) -> Result<(Range<usize>, usize), &'static str> {
    let first = text.split('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err("has no front matter");
    }
    let start = (first.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok((start..at, at + line.len()));
        }
        at += line.len();
    }
    Err("does not close its front matter with '---'")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The summary, the date and the rest of the file, or the finding as `line:column-column: message; help`.
    fn check(text: &str, expected: &str) {
        let found = match parse("p.md", &text.into()) {
            Ok((front, body)) => format!("{} | {} | {}", front.summary, front.reviewed, &text[body..]),
            Err(finding) => {
                let (text, span) = finding.place.and_then(|p| p.excerpt).expect("a place");
                let (line, column) = diagnostics::line_column(&text, span.start);
                format!(
                    "{line}:{column} {:?} {}; {}",
                    &text[span],
                    finding.message,
                    finding.help.unwrap_or_default()
                )
            }
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn front_matter_has_a_summary_and_a_date() {
        check(
            "---\nsummary: a\nreviewed: 2024-02-29\n---\n# x\n",
            "a | 2024-02-29 | # x\n",
        );
        check(
            "---\r\nreviewed: '2026-11-23'\r\nsummary: a, b\r\n---",
            "a, b | 2026-11-23 | ",
        );
    }

    #[test]
    fn errors_have_a_span_and_help() {
        let with_help = |what: &str| format!("{what}; {HELP}");
        check(
            "\u{feff}---\nsummary: a\n",
            "1:1 \"\\u{feff}\" 'p.md' begins with a byte order mark, an invisible character before its front matter; save the file as UTF-8 without a byte order mark (BOM)",
        );
        check("# x\n", &with_help("1:1 \"# x\" 'p.md' has no front matter"));
        check(
            "---\nsummary: a\n",
            &with_help("1:1 \"---\" 'p.md' does not close its front matter with '---'"),
        );
        check(
            "---\nsummary:\ta\n---\n",
            "2:9 \"\\t\" the front matter of 'p.md' contains a tab; YAML does not allow tabs: use spaces",
        );
        let unusable = |text: &str, place: &str, what: &str| {
            check(
                text,
                &with_help(&format!("{place} the front matter of 'p.md' is invalid: {what}")),
            )
        };
        unusable(
            "---\nsummary: a: b\n---\n",
            "2:11 \": b\"",
            "mapping values are not allowed in this context",
        );
        check(
            "---\nsumary: a\n---\n",
            "2:1 \"sumary\" the front matter of 'p.md' is invalid: unknown field 'sumary'; did you mean 'summary'?",
        );
        unusable("---\nsummary: a\n---\n", "2:1 \"summary\"", "missing field 'reviewed'");
        unusable(
            "---\nsummary: a\nreviewed: 2026-02-29\n---\n",
            "3:11 \"2026-02-29\"",
            "'2026-02-29' has no day 29",
        );
        unusable(
            "---\nsummary: a\nreviewed: 23.11.2026\n---\n",
            "3:11 \"23.11.2026\"",
            "'23.11.2026' is not a date of the form YYYY-MM-DD",
        );
        check(
            "---\nsummary: ''\nreviewed: 2026-11-23\n---\n",
            &with_help("2:1 \"summary: ''\\nreviewed: 2026-11-23\\n\" the summary of 'p.md' is not exactly one line"),
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(---\n)?[ -~\n\tä]{0,80}(\n---\n)?\\PC*") {
            let text: Arc<str> = text.into();
            match parse("p.md", &text) {
                Ok((_, body)) => prop_assert!(text.is_char_boundary(body)),
                Err(finding) => prop_assert!(!diagnostics::text(&[*finding], false).is_empty()),
            }
        }
    }
}
