//! The documentation of the rules, for `--explain` and for docs/reference/lint-rules.md.

use std::fmt::{self, Write};

use diagnostics::Severity;

use crate::rule::{Edit, Example, Rule};
use crate::rules::rules;

/// Returns the documentation of one rule in Markdown, with all of its examples.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let mut out = format!(
        "# {}\n\n## What it does\nChecks for {} ({}).\n\n## Why is this bad?\n{}\n\n## Examples\nEach changes one set of valid definitions, \
         `xtask/crates/lint/src/examples/valid.json`, and runs as a test.\n",
        rule.name,
        rule.summary,
        severity(rule),
        rule.rationale
    );
    for example in rule.examples {
        append(&mut out, format_args!("\n{}", Documented(example)));
    }
    append(&mut out, format_args!("\n## How to fix\n{}\n", rule.fix));
    out
}

/// Returns the reference of all rules in Markdown, without the line that marks a generated file.
#[must_use]
pub fn reference() -> String {
    let errors = rules().iter().filter(|rule| rule.severity == Severity::Error).count();
    let mut out = format!(
        "# Lint rules\n\n{} rules: {errors} report errors, which fail `cargo xtask lint`; the others report warnings. `cargo xtask lint --explain <rule>` shows one rule\n\
         with all of its examples. How to suppress a finding: [how-to/lint.md](../how-to/lint.md).\n",
        rules().len()
    );
    let mut group = "";
    for rule in rules() {
        if rule.group() != group {
            group = rule.group();
            append(&mut out, format_args!("\n## {group}\n"));
        }
        append(
            &mut out,
            format_args!(
                "\n### {}\n**What it does.** Checks for {} ({}).\n\n**Why is this bad?** {}\n\n",
                rule.name,
                rule.summary,
                severity(rule),
                rule.rationale
            ),
        );
        if let Some((title, message)) = rule.examples.iter().find_map(|e| Some((e.title, e.finds?.0))) {
            append(&mut out, format_args!("**Example** ({title}): {message}.\n\n"));
        }
        append(&mut out, format_args!("**How to fix.** {}\n", rule.fix));
    }
    out
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn append(out: &mut String, text: fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing to a String succeeds");
}

/// An example as a list item with its edits.
struct Documented<'a>(&'a Example);

impl fmt::Display for Documented<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.finds {
            None => writeln!(f, "- passes: {}", self.0.title)?,
            Some((message, _)) => writeln!(f, "- fails: {}\n\n  `{message}`", self.0.title)?,
        }
        if self.0.edits.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n  ```text")?;
        for edit in self.0.edits {
            match edit {
                Edit::Set(path, json) => writeln!(f, "  {path} = {}", one_line(json))?,
                Edit::Drop(path) => writeln!(f, "  {path} is missing")?,
                Edit::Replace(path, from, to) => writeln!(f, "  {path}: {} -> {}", one_line(from), one_line(to))?,
            }
        }
        writeln!(f, "  ```")
    }
}

/// The text in one line of limited length.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_documented() {
        for rule in rules() {
            let page = explain(rule);
            assert!(page.contains("- fails: ") && page.contains("- passes: "), "{page}");
            assert!(
                !rule.summary.trim().is_empty() && !rule.summary.ends_with('.'),
                "{}",
                rule.name
            );
            assert!(
                rule.rationale.ends_with('.') && rule.fix.ends_with('.'),
                "{}",
                rule.name
            );
            assert!(reference().contains(&format!("\n### {}\n", rule.name)));
        }
    }
}
