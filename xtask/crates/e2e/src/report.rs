//! What a run prints: a line when a case begins and ends, and a table at the end.

use anstyle::AnsiColor;
use cli::report::{self, coloured};
use cli::{Exit, OutputFormat};
use serde_json::json;

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Passed,
    Failed,
    Skipped,
}

impl Ending {
    /// The word in the table.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    const fn colour(self) -> AnsiColor {
        match self {
            Self::Passed => AnsiColor::Green,
            Self::Failed => AnsiColor::Red,
            Self::Skipped => AnsiColor::Yellow,
        }
    }
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) case: &'static str,
    pub(crate) ending: Ending,
    pub(crate) seconds: f64,
    pub(crate) objects: usize,
    pub(crate) calls: u64,
    pub(crate) notes: Vec<String>,
}

/// The exit code of a run. A case is skipped for what nobody has to have, such as the real charts, and the table says so.
pub(crate) fn exit(rows: &[Row]) -> Exit {
    let has_failed = rows.iter().any(|row| row.ending == Ending::Failed);
    if has_failed { Exit::Findings } else { Exit::Clean }
}

/// Prints the table.
pub(crate) fn print(rows: &[Row], format: OutputFormat, seconds: f64) {
    match format {
        OutputFormat::Json => report::print_json(json(rows, seconds)),
        OutputFormat::Text => report::print_all(&table(rows, seconds)),
    }
}

fn json(rows: &[Row], seconds: f64) -> serde_json::Value {
    let cases = rows.iter().map(|row| {
        json!({
            "case": row.case, "result": row.ending.word(), "seconds": row.seconds, "objects": row.objects, "calls": row.calls,
            "notes": row.notes,
        })
    });
    json!({ "cases": cases.collect::<Vec<_>>(), "seconds": seconds })
}

fn table(rows: &[Row], seconds: f64) -> String {
    let width = rows
        .iter()
        .map(|row| row.case.len())
        .max()
        .unwrap_or_default()
        .max("case".len());
    let mut out = format!("\n{:<width$}  result   seconds  objects  calls  notes\n", "case");
    for row in rows {
        let ending = coloured(&format!("{:<7}", row.ending.word()), row.ending.colour());
        let notes = row.notes.join("; ").replace('\n', " ");
        let line = format!(
            "{:<width$}  {ending}  {:>7.1}  {:>7}  {:>5}  {notes}",
            row.case, row.seconds, row.objects, row.calls
        );
        out += line.trim_end();
        out += "\n";
    }
    out + &format!("{:<width$}           {seconds:>7.1}\n", "all")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(case: &'static str, ending: Ending) -> Row {
        Row {
            case,
            ending,
            seconds: 1.25,
            objects: 420,
            calls: 7,
            notes: vec!["commit to API 0.4 s".to_owned(), "two\nlines".to_owned()],
        }
    }

    #[test]
    fn a_line_for_each_case() {
        let text = table(
            &[row("change", Ending::Passed), row("first-sync", Ending::Skipped)],
            2.5,
        );
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert!(lines[0].starts_with("case        result"), "{text}");
        assert!(
            lines[1].ends_with("420      7  commit to API 0.4 s; two lines"),
            "{text}"
        );
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn the_json_is_as_declared() {
        let mut printed = json(&[row("change", Ending::Passed)], 2.5);
        printed[json_outputs::VERSION_MEMBER] = json_outputs::VERSION.into();
        test_support::json::declared("e2e", &printed);
    }

    #[test]
    fn every_verb_of_this_binary_is_tested() {
        test_support::json::all_tested(&cli::verbs_with_json_of("e2e"), ["e2e"]);
    }

    #[test]
    fn a_failed_case_fails_the_run() {
        let mut rows = vec![row("change", Ending::Passed), row("charts", Ending::Skipped)];
        assert_eq!(exit(&rows), Exit::Clean);
        rows.push(row("change", Ending::Failed));
        assert_eq!(exit(&rows), Exit::Findings);
    }
}
