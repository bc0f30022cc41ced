use std::fmt::Write;

use crate::{Diagnostic, Severity, line_column};

/// The findings as workflow commands: GitHub shows each at its line in a pull request
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message>).
#[must_use]
pub fn github(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut properties = Vec::new();
        if let Some(place) = &finding.place {
            properties.push(format!("file={}", property(&place.path)));
            if let Some((text, span)) = &place.excerpt {
                let (line, column) = line_column(text, span.start);
                let (end_line, end_column) = line_column(text, span.end);
                properties.push(format!("line={line},col={column},endLine={end_line}"));
                // GitHub accepts an end column only if both ends are on one line.
                if end_line == line && end_column > column {
                    properties.push(format!("endColumn={end_column}"));
                }
            }
        }
        properties.push(format!("title={}", property(&finding.rule)));
        let notes = finding.notes.iter().map(|note| format!("\nnote: {note}"));
        let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
        let message: String = std::iter::once(finding.message.clone())
            .chain(notes)
            .chain(help)
            .collect();
        writeln!(out, "::{command} {}::{}", properties.join(","), data(&message))
            .expect("writing to a String cannot fail");
    }
    out
}

/// Escapes what would end a command (a line break) or one of its properties (also a comma or a colon).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_finding_is_one_line_with_its_place() {
        let found = [
            Diagnostic::error("a/b", "100 % wrong")
                .at("x,y:z", "one\ntwo\n", 4..7)
                .note("n")
                .help("fix it"),
            Diagnostic::new(Severity::Warning, "a/c", "odd"),
            Diagnostic::error("a/d", "over lines").at("f", "one\ntwo\n", 1..5),
        ];
        assert_eq!(
            github(&found),
            "::error file=x%2Cy%3Az,line=2,col=1,endLine=2,endColumn=4,title=a/b::100 %25 wrong%0Anote: n%0Ahelp: fix it\n\
             ::warning title=a/c::odd\n\
             ::error file=f,line=1,col=2,endLine=2,title=a/d::over lines\n"
        );
    }
}
