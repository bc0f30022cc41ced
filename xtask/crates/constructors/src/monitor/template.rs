//! The texts of `jsonnet/policy/messages.libsonnet`: which there are, the placeholders of each, and how they are filled in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use diagnostics::{suggestion, suggestion_or_declaration};
use model::{Catalog, MessageText};

use crate::finding::Finding;

/// Where the texts are written.
const FILE: &str = "policy/messages.libsonnet";

/// Names of tags, not a text.
pub(super) const GROUPS_NOT_IN_NAME: &str = "groups_not_in_name";

/// Placeholders of every text.
const COMMON: &[&str] = &[
    "dashboard_url",
    "env",
    "headline",
    "impact",
    "logs_url",
    "runbook_url",
    "service",
    "service_title",
    "severity",
    "symptom",
    "team",
    "time_zone",
    "traces_url",
];

/// A text that the policy must have.
struct Text {
    name: &'static str,
    /// Without these it would not say what it is for.
    required: &'static [&'static str],
    /// What it may have besides the common ones.
    own: &'static [&'static str],
}

const fn text(name: &'static str, required: &'static [&'static str], own: &'static [&'static str]) -> Text {
    Text { name, required, own }
}

const COMPARED: &[&str] = &["comparison", "threshold", "unit", "value", "warn_threshold", "window"];

const TEXTS: &[Text] = &[
    text("name", &["headline"], &[]),
    text("name_with_groups", &["headline", "groups"], &["groups"]),
    text("group", &["key"], &["key", "title"]),
    text("group_in_name", &["key"], &["key", "title"]),
    text("value", &["number"], &["number", "unit"]),
    text("value_with_minimum", &["number"], &["number", "unit"]),
    text("alert", &["symptom"], COMPARED),
    text("warning", &["symptom"], COMPARED),
    text("recovery", &["symptom"], COMPARED),
    text("recovery_or_no_data", &["symptom"], &[]),
    text("no_data", &["symptom"], &[]),
    text("check_alert", &["symptom"], &[]),
    text("check_warning", &["symptom"], &[]),
    text("check_recovery", &["symptom"], &[]),
    text("synthetic_alert", &["symptom"], &[]),
    text(
        "burn_rate_alert",
        &["symptom", "threshold"],
        &["short_window", "threshold", "window"],
    ),
    text("composite_alert", &["symptom"], &[]),
    text("downtime", &["reason", "source_url"], &["reason", "source_url"]),
    text("audit_alert", &["symptom"], COMPARED),
    text("renotification", &["symptom"], &[]),
    text("no_data_renotification", &["symptom"], &[]),
    text(
        "body",
        &["first_action", "impact", "where", "links"],
        &["first_action", "folded_groups", "links", "minimum_volume", "where"],
    ),
    text("where", &["service"], &[]),
    text("where_with_groups", &["service", "groups"], &["groups"]),
    text("where_in_organisation", &["organisation"], &["organisation"]),
    text("folded_groups", &["titles"], &["titles"]),
    text("minimum_volume", &["min_bad", "assumed"], &["min_bad", "assumed"]),
    text("links", &["runbook_url"], &[]),
    text("links_with_traces", &["runbook_url", "traces_url"], &[]),
    text("links_to_audits", &["runbook_url", "audits_url"], &["audits_url"]),
];

/// The value of a placeholder, where there is one of this name.
pub(crate) type Lookup<'l, 'v> = &'l dyn Fn(&str) -> Option<Cow<'v, str>>;

/// The policy's texts, by name.
pub(crate) type Texts = BTreeMap<String, MessageText>;

/// The text `name` with its placeholders filled in; a line that is empty then is left out. What a value contains is not filled in again.
pub(crate) fn fill(texts: &Texts, name: &str, value: Lookup<'_, '_>) -> String {
    let lines = texts.get(name).map_or(&[][..], MessageText::lines);
    let lines = lines.iter().map(|line| fill_line(line, value));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn fill_line(line: &str, value: Lookup<'_, '_>) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    for part in parts(line) {
        match part {
            Part::Text(text) => out.push_str(text),
            // `check` reports a placeholder that has no value.
            Part::Placeholder(name) => out.push_str(&value(name).unwrap_or_default()),
        }
    }
    out
}

enum Part<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

/// `<<` without its `>>` is plain text, which `check` reports.
fn parts(mut line: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    while let Some((before, name, after)) = line
        .split_once("<<")
        .and_then(|(before, rest)| rest.split_once(">>").map(|(name, after)| (before, name, after)))
    {
        parts.push(Part::Text(before));
        parts.push(Part::Placeholder(name));
        line = after;
    }
    parts.push(Part::Text(line));
    parts
}

/// What is wrong with the texts of alerts: unknown and missing ones, and placeholders that are unknown, not closed or missing.
#[must_use]
pub fn check_messages(catalog: &Catalog) -> Vec<Finding> {
    let messages = &catalog.messages;
    let names = || TEXTS.iter().map(|text| text.name).chain([GROUPS_NOT_IN_NAME]);
    let finding = |rule, message: String| Finding::new(rule, message).in_file(FILE);
    let mut findings = Vec::new();
    for name in messages
        .keys()
        .filter(|name| !names().any(|known| known == name.as_str()))
    {
        findings.push(
            finding("policy/unknown-message", format!("messages has no text '{name}'"))
                .at(name)
                .help(suggestion(name, names())),
        );
    }
    for text in TEXTS {
        match messages.get(text.name) {
            Some(message) => check_text(text, message, &mut findings),
            None => findings.push(
                finding(
                    "policy/missing-message",
                    format!("messages lacks the text '{}'", text.name),
                )
                .help(format!("add '{}' with {}", text.name, placeholders(text.required))),
            ),
        }
    }
    let hidden = messages.get(GROUPS_NOT_IN_NAME).map_or(&[][..], MessageText::lines);
    for key in hidden.iter().filter(|key| !catalog.tags.contains_key(*key)) {
        findings.push(
            finding(
                "policy/unknown-tag",
                format!("{GROUPS_NOT_IN_NAME} has the unknown tag '{key}'"),
            )
            .at(key)
            .help(suggestion_or_declaration(
                key,
                catalog.tags.keys().map(String::as_str),
                "jsonnet/policy/tags.libsonnet",
            )),
        );
    }
    findings
}

fn check_text(text: &Text, message: &MessageText, findings: &mut Vec<Finding>) {
    let known = || text.own.iter().chain(COMMON).copied();
    let mut push = |message: String, at: &str, help: String| {
        findings.push(
            Finding::new("policy/placeholder", message)
                .in_file(FILE)
                .at(at)
                .help(help),
        );
    };
    let parts: Vec<_> = message.lines().iter().flat_map(|line| parts(line)).collect();
    for part in &parts {
        match part {
            Part::Placeholder(name) if !known().any(|known| known == *name) => push(
                format!("unknown placeholder <<{name}>> in the message '{}'", text.name),
                if name.is_empty() { text.name } else { name },
                suggestion(name, known()),
            ),
            Part::Text(plain) if plain.contains("<<") => push(
                format!("a placeholder in the message '{}' is not closed", text.name),
                text.name,
                "write it as <<name>>".to_owned(),
            ),
            _ => {}
        }
    }
    let has = |name: &str| {
        parts
            .iter()
            .any(|part| matches!(part, Part::Placeholder(found) if *found == name))
    };
    let missing: Vec<_> = text.required.iter().copied().filter(|name| !has(name)).collect();
    if !missing.is_empty() {
        push(
            format!("the message '{}' lacks {}", text.name, placeholders(&missing)),
            text.name,
            "without it the alert would not say what is wrong or where".to_owned(),
        );
    }
}

fn placeholders(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("<<{name}>>")).collect();
    names.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_once_and_empty_lines_left_out() {
        let text = MessageText::Lines(vec![
            "<<a>> of <<b>>".to_owned(),
            "<<none>>".to_owned(),
            "open << end, {{value}}".to_owned(),
        ]);
        let texts = Texts::from([("text".to_owned(), text)]);
        let value = |name: &str| match name {
            "a" => Some(Cow::Borrowed("<<b>>")),
            "b" => Some(Cow::Borrowed("all")),
            _ => None,
        };
        assert_eq!(fill(&texts, "text", &value), "<<b>> of all\nopen << end, {{value}}");
    }
}
