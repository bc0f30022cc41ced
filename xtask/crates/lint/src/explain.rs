//! The pages of the rules, as a terminal and the docs show them.

use std::fmt::Write;

use diagnostics::Severity;

use crate::rule::{Edit, Example, Rule};
use crate::rules::rules;

/// The page of one rule in Markdown: what it flags, why, how to mend it, and its examples.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut out = format!(
        "# {}\n\nFlags {} ({severity}).\n\n{}\n\n{}\n\n## Examples\n",
        rule.name, rule.flags, rule.why, rule.mend
    );
    out.push_str(
        "\nEach is a change of one sound estate (`xtask/crates/lint/src/examples/sound.json`) and runs as a test.\n",
    );
    for example in rule.examples {
        out.push_str(&shown(example));
    }
    out
}

fn shown(example: &Example) -> String {
    let mut out = match example.finds {
        None => format!("\n- passes: {}\n", example.title),
        Some((message, _)) => format!("\n- finds, in {}: {message}\n", example.title),
    };
    let write =
        |out: &mut String, line: std::fmt::Arguments<'_>| out.write_fmt(line).expect("a String takes every write");
    if !example.edits.is_empty() {
        out.push_str("\n  ```text\n");
        for edit in example.edits {
            match edit {
                Edit::Set(path, json) => write(&mut out, format_args!("  {path} = {}\n", one_line(json))),
                Edit::Drop(path) => write(&mut out, format_args!("  {path} is missing\n")),
                Edit::Replace(path, from, to) => write(
                    &mut out,
                    format_args!("  {path}: {} -> {}\n", one_line(from), one_line(to)),
                ),
            }
        }
        out.push_str("  ```\n");
    }
    out
}

/// A text in one line, not endlessly long.
fn one_line(text: &str) -> String {
    const LEN_MAX: usize = 140;
    let line = text
        .trim()
        .replace("\\n", " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match line.char_indices().nth(LEN_MAX) {
        Some((at, _)) => format!("{} ...", &line[..at]),
        None if line.is_empty() => "nothing".to_owned(),
        None => line,
    }
}

/// The page of all rules in Markdown, without a header of its own.
#[must_use]
pub fn reference() -> String {
    let errors = rules().iter().filter(|rule| rule.severity == Severity::Error).count();
    let mut out = format!(
        "# Lint rules\n\n{} rules, {errors} of them errors, which fail `cargo xtask lint` and with it every pull request; a warning deserves a look. \
         `cargo xtask lint --explain <rule>`\nshows one with its examples, `--fix` mends what can be mended safely. How to suppress a finding: [how-to/lint.md](../how-to/lint.md).\n",
        rules().len()
    );
    let mut group = "";
    for rule in rules() {
        if rule.group() != group {
            group = rule.group();
            write!(
                out,
                "\n## {group}\n\n| Rule | | Flags | Why | Mend |\n|---|---|---|---|---|\n"
            )
            .expect("a String takes every write");
        }
        let severity = if rule.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        let cell = |text: &str| text.replace('|', "\\|");
        writeln!(
            out,
            "| `{}` | {severity} | {} | {} | {} |",
            rule.name,
            cell(rule.flags),
            cell(rule.why),
            cell(rule.mend)
        )
        .expect("a String takes every write");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_says_what_why_and_how() {
        for rule in rules() {
            let page = explain(rule);
            assert!(page.contains("finds, in ") && page.contains("passes: "), "{page}");
            for (what, text) in [("flags", rule.flags), ("why", rule.why), ("mend", rule.mend)] {
                assert!(!text.trim().is_empty(), "{}: {what}", rule.name);
            }
            assert!(
                !rule.flags.ends_with('.') && rule.why.ends_with('.') && rule.mend.ends_with('.'),
                "{}",
                rule.name
            );
            assert!(reference().contains(&format!("| `{}` |", rule.name)));
        }
    }
}
