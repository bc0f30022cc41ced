//! The policy's patterns of patient identifiers, which the agent and the services mask.

use fancy_regex::Regex;
use model::PhiPattern;

/// A value of a monitor in full: what follows its decimal point would be the number of a card.
const FRACTION: &str = r"\d+\.\d{7,}";

pub(crate) struct Patterns {
    fraction: Regex,
    patterns: Vec<(String, Regex, String)>,
}

impl Patterns {
    /// # Errors
    /// A pattern that does not compile.
    pub(crate) fn new(patterns: &[PhiPattern]) -> Result<Self, String> {
        // Groups name the Kubernetes objects that hold secrets: `external_secret:datadog-secret`. Patterns of secrets take the name for one.
        let of_patients = patterns.iter().filter(|phi| !phi.name.starts_with("secret"));
        let compiled = of_patients.map(|phi| {
            let regex = Regex::new(&phi.pattern)
                .map_err(|error| format!("the pattern '{}' does not compile: {error}", phi.name))?;
            // In the replacement of RE2, as the agent has it, `${1}` is the group that is kept.
            Ok((phi.name.clone(), regex, phi.replacement.clone()))
        });
        Ok(Self {
            fraction: Regex::new(FRACTION).map_err(|error| error.to_string())?,
            patterns: compiled.collect::<Result<_, String>>()?,
        })
    }

    /// The pattern that would mask something in the text.
    pub(crate) fn found(&self, text: &str) -> Option<&str> {
        let masks = |line: &str| {
            let line = self.fraction.replace_all(line, "0");
            let changes = |(_, regex, replacement): &&(String, Regex, String)| {
                regex.replace_all(&line, replacement.as_str()) != line
            };
            self.patterns.iter().find(changes).map(|(name, ..)| name.as_str())
        };
        text.lines().find_map(masks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_masked_is_found() {
        let pattern = PhiPattern {
            name: "ssn".to_owned(),
            pattern: r"\b\d{3}-\d{2}-\d{4}\b".to_owned(),
            replacement: "[phi:ssn]".to_owned(),
        };
        let patterns = Patterns::new(&[pattern]).expect("a pattern");
        assert_eq!(patterns.found("jobs wait\nfor 078-05-1120"), Some("ssn"));
        assert_eq!(patterns.found("jobs wait for [phi:ssn]"), None);
        assert_eq!(patterns.found("0.5333333333333333 messages"), None);
    }
}
