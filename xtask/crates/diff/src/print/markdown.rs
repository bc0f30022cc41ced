use super::{Sides, action_word, cost, counted, objects};
use crate::report::{Change, Report};

/// The longest text of the changes, in characters. A comment on a pull request may have 65,536, and the raw diff needs some of them.
const CHARACTERS_MAX: usize = 40_000;

/// The number of details of one change that are printed; the others are counted.
const DETAILS_MAX: usize = 20;

/// The report as Markdown for a comment on a pull request. Text from the compared files is in code spans, so that it cannot mention people, add links or
/// close issues in the name of the commenter.
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
                "\n{} more changes of the same or a lower risk are not shown; run {}\n",
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
    let verdict = action_word(change).map(|word| format!(" {word}")).unwrap_or_default();
    let mut out = format!("- {} {}{verdict}\n", code(&environments), code(&objects(change)));
    for detail in change.details.iter().take(DETAILS_MAX) {
        out += &format!("  - {}\n", code(&detail.text(&change.environments)));
    }
    if change.details.len() > DETAILS_MAX {
        out += &format!("  - and {} more\n", change.details.len() - DETAILS_MAX);
    }
    out
}

/// `text` as a code span on one line, with more backticks around it than in it.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // Spaces separate a backtick at either end from the fence; Markdown strips one at each end, unless the span is all spaces.
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
