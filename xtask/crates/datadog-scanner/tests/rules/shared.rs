//! The rules of `terraform/scanner`, and the cases that the monitoring packages of the services share (services-template/packages).

use std::fs;
use std::sync::OnceLock;

use datadog_scanner::definition::RuleFile;
use datadog_scanner::{Scanner, compile};
use serde::Deserialize;
use test_support::fixtures::repository;

/// A scanner with all rules, as Datadog runs them.
pub(crate) fn scanner() -> &'static Scanner {
    static SCANNER: OnceLock<Scanner> = OnceLock::new();
    SCANNER.get_or_init(|| {
        let files: Vec<RuleFile> = ["phi.yaml", "secrets.yaml"]
            .iter()
            .map(|name| {
                let text =
                    fs::read_to_string(repository().join("terraform/scanner").join(name)).expect("a readable file");
                let tree = documents::yaml::tree(&text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
                tree.decode().unwrap_or_else(|error| panic!("{name}: {error:?}"))
            })
            .collect();
        compile(&files, false).unwrap_or_else(|problems| panic!("{problems:#?}"))
    })
}

#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) scrubbed: String,
    pub(crate) masked: Vec<String>,
}

/// An entry of `phi-cases.json`, the cases of every engine that runs the patterns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhiCase {
    /// The letter of the identifier in 45 CFR 164.514(b)(2)(i); `-` for a secret.
    #[serde(default)]
    pub(crate) identifier: String,
    #[serde(default)]
    pub(crate) carrier: String,
    /// What a text is that must survive.
    #[serde(default)]
    pub(crate) survives: String,
    pub(crate) text: String,
    /// What the agent makes of it; absent if the text must survive.
    #[serde(default)]
    pub(crate) masked: String,
    /// What identifies somebody, where that is not all that the mask replaces.
    #[serde(default)]
    hides: Vec<String>,
}

impl PhiCase {
    /// What may not be left: the words that the mask replaces, without signs around them. One sign identifies nobody.
    pub(crate) fn identifying(&self) -> Vec<String> {
        if !self.hides.is_empty() {
            return self.hides.clone();
        }
        let sign = |letter: char| !letter.is_alphanumeric();
        let kept: Vec<&str> = self.masked.split(sign).collect();
        self.text
            .split(sign)
            .filter(|part| part.chars().count() > 2 && !kept.contains(part))
            .map(str::to_owned)
            .collect()
    }
}

pub(crate) fn phi_cases() -> Vec<PhiCase> {
    let text =
        fs::read_to_string(repository().join("services-template/packages/phi-cases.json")).expect("a readable file");
    serde_json::from_str(&text).expect("cases")
}

/// Longer texts are cases of how long a pattern takes.
const LENGTH_MAX: usize = 200;

pub(crate) fn shared_cases() -> Vec<Case> {
    let text = fs::read_to_string(repository().join("services-template/packages/scrubber-cases.json"))
        .expect("a readable file");
    // Half a surrogate pair is no text in Rust.
    let text = text.replace("\\ud83d ", "\\ufffd ");
    let cases: Vec<Case> = serde_json::from_str(&text).expect("cases");
    cases.into_iter().filter(|case| case.text.len() <= LENGTH_MAX).collect()
}

/// A text whose letters only look like those of an identifier: whether it is one is another question than whether it has its form.
pub(crate) fn is_another_alphabet(text: &str) -> bool {
    text.chars()
        .any(|letter| "\u{17f}\u{212a}\u{661}\u{a0}".contains(letter))
}

/// The parts of the text that are masked.
pub(crate) fn masked_parts(case: &Case) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut text, mut scrubbed) = (case.text.as_str(), case.scrubbed.as_str());
    while let Some((before, rest)) = scrubbed.split_once("[phi:") {
        let Some(after_before) = text.strip_prefix(before) else {
            return parts;
        };
        let Some((_, rest)) = rest.split_once(']') else {
            return parts;
        };
        let next = rest.split("[phi:").next().unwrap_or_default();
        let end = if next.is_empty() {
            after_before.len()
        } else {
            after_before.find(next).unwrap_or(after_before.len())
        };
        let part = after_before[..end].trim_matches(['"', '[', ']', ' ']);
        // One digit identifies nobody.
        if part.len() > 1 && !part.starts_with("phi:") {
            parts.push(part.to_owned());
        }
        text = &after_before[end..];
        scrubbed = rest;
    }
    parts
}
