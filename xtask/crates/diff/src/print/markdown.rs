use super::{Sides, cost, counted, subjects, verdict};
use crate::report::{Change, Report};

/// Room for the changes, in characters. A comment on a pull request holds 65,536, and the raw diff wants some of it.
const CHARACTERS_MAX: usize = 40_000;

/// Details of one change that are printed; the rest is counted.
const DETAILS_MAX: usize = 20;

/// The report for a comment on a pull request. What comes out of the compared files stands in code spans, where it mentions nobody, links nowhere and
/// closes nothing: a pull request does not write in the name of who comments on it.
#[must_use]
pub fn markdown(report: &Report, sides: &Sides) -> String {
    let mut out = format!(
        "**{}** from {} to {}\n",
        counted(report.counts()),
        code(&sides.base),
        code(&sides.head)
    );
    let mut last = None;
    for (at, change) in report.changes.iter().enumerate() {
        let mut item = String::new();
        if last != Some(change.risk) {
            item += &format!("\n**{}**: {}\n\n", change.risk, change.risk.reason());
            last = Some(change.risk);
        }
        item += &self::item(change);
        if out.chars().count() + item.chars().count() > CHARACTERS_MAX {
            out += &format!(
                "\n{} more changes, none of them riskier, are left out here: run {}\n",
                report.changes.len() - at,
                code("cargo xtask diff")
            );
            break;
        }
        out += &item;
    }
    let cost = cost::lines(&report.cost);
    if !cost.is_empty() {
        out += "\n**cost**\n\n";
        out.extend(cost.into_iter().map(|line| format!("- {}\n", code(&line))));
    }
    out
}

fn item(change: &Change) -> String {
    let environments = change.environments.join(", ");
    let verdict = verdict(change).map(|word| format!(" {word}")).unwrap_or_default();
    let mut out = format!("- {} {}{verdict}\n", code(&environments), code(&subjects(change)));
    for detail in change.details.iter().take(DETAILS_MAX) {
        out += &format!("  - {}\n", code(&detail.words(&change.environments)));
    }
    if change.details.len() > DETAILS_MAX {
        out += &format!("  - and {} more\n", change.details.len() - DETAILS_MAX);
    }
    out
}

/// `text` as a code span: fenced by more backticks than any that stand in it, and on one line.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // Spaces keep a backtick at either end apart; one of each is not part of the span. A span of spaces alone would keep them.
    let space = if longest > 0 || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::code;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser};

    proptest! {
        #[test]
        fn nothing_leaves_a_code_span(text in "[a-z@#`*<>\\[\\]()!|\\\\ \n_~:/.-]{1,40}") {
            let markdown = format!("- {} tail\n", code(&text));
            for event in Parser::new(&markdown) {
                match event {
                    Event::Text(text) => prop_assert_eq!(text.trim(), "tail"),
                    Event::Start(_) | Event::End(_) | Event::Code(_) => {}
                    other => prop_assert!(false, "{:?}", other),
                }
            }
            prop_assert_eq!(Parser::new(&markdown).filter(|event| matches!(event, Event::Code(_))).count(), 1);
        }
    }
}
