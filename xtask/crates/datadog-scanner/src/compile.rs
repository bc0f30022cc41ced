//! From a rule as people write it to a rule of Datadog's engine.

use std::sync::Arc;

use dd_sds::{
    MatchAction, PartialRedactDirection, ProximityKeywordsConfig, RegexRuleConfig, RootRuleConfig, RuleConfig,
    SecondaryValidator, Suppressions,
};

use crate::Scanner;
use crate::definition::{Action, Checker, Rule, RuleFile};

/// A rule that Datadog's engine, or its API, would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The index of the file.
    pub file: usize,
    /// The index of the rule in it.
    pub rule: usize,
    /// The field that is wrong.
    pub field: &'static str,
    /// What is wrong.
    pub message: String,
}

/// A rule of Datadog's engine.
pub(crate) type EngineRule = RootRuleConfig<Arc<dyn RuleConfig>>;

/// Makes a scanner of all rules, in their order. `checksums` adds the checksums that Datadog's API does not take, to see what they would change.
///
/// # Errors
///
/// Every rule that the engine or the API would refuse.
pub fn compile(files: &[RuleFile], checksums: bool) -> Result<Scanner, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut rules = Vec::new();
    for (file, content) in files.iter().enumerate() {
        for (rule, definition) in content.rules.iter().enumerate() {
            match engine_rule(definition, checksums) {
                Ok(compiled) => rules.push(compiled),
                Err((field, message)) => problems.push(Problem {
                    file,
                    rule,
                    field,
                    message,
                }),
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let definitions = files.iter().flat_map(|file| file.rules.iter().cloned()).collect();
    Scanner::new(definitions, &rules).map_err(|message| {
        vec![Problem {
            file: 0,
            rule: 0,
            field: "pattern",
            message,
        }]
    })
}

fn engine_rule(rule: &Rule, checksums: bool) -> Result<EngineRule, (&'static str, String)> {
    let mut config = RegexRuleConfig::new(&rule.pattern);
    if let Some(keywords) = &rule.keywords {
        config = config.with_proximity_keywords(ProximityKeywordsConfig {
            look_ahead_character_count: keywords.characters_before.into(),
            included_keywords: keywords.words.clone(),
            excluded_keywords: Vec::new(),
        });
    }
    if checksums {
        config = config.with_validator(rule.checker.map(validator));
    }
    let mut root = RootRuleConfig::new_dyn(config).match_action(action(rule)?);
    if let Some(suppress) = &rule.suppress {
        root = root.suppressions(Suppressions {
            starts_with: suppress.starts_with.clone(),
            ends_with: suppress.ends_with.clone(),
            exact_match: suppress.exact_match.clone(),
        });
    }
    if !(1..=5).contains(&rule.priority) {
        return Err(("priority", format!("priority {} is not between 1 and 5", rule.priority)));
    }
    // The engine compiles all rules at once and does not say which one it refuses.
    match dd_sds::Scanner::builder(std::slice::from_ref(&root)).build() {
        Ok(_) => Ok(root),
        Err(refused) => Err((field_of(&refused), refused.to_string())),
    }
}

fn field_of(refused: &dd_sds::CreateScannerError) -> &'static str {
    use dd_sds::CreateScannerError as Refused;
    match refused {
        Refused::InvalidKeywords(_) => "keywords",
        Refused::InvalidSuppressions(_) => "suppress",
        Refused::InvalidMatchAction(_) => "action",
        _ => "pattern",
    }
}

fn action(rule: &Rule) -> Result<MatchAction, (&'static str, String)> {
    let unexpected = |field: &'static str| Err((field, format!("'{field}' does not belong to this action")));
    match (rule.action, &rule.replacement, rule.characters) {
        (Action::Hash, None, None) => Ok(MatchAction::Hash),
        (Action::Redact, Some(replacement), None) if !replacement.is_empty() => Ok(MatchAction::redact(replacement)),
        (Action::Redact, _, None) => Err(("action", "action 'redact' needs a replacement".to_owned())),
        (Action::Partial, None, Some(characters)) if characters != 0 => Ok(MatchAction::PartialRedact {
            direction: if characters > 0 {
                PartialRedactDirection::FirstCharacters
            } else {
                PartialRedactDirection::LastCharacters
            },
            character_count: characters.unsigned_abs() as usize,
        }),
        (Action::Partial, None, _) => Err((
            "action",
            "action 'partial' needs a number of characters other than 0".to_owned(),
        )),
        (_, Some(_), _) => unexpected("replacement"),
        (_, _, Some(_)) => unexpected("characters"),
    }
}

const fn validator(checker: Checker) -> SecondaryValidator {
    match checker {
        Checker::Luhn => SecondaryValidator::LuhnChecksum,
        Checker::UsNpi => SecondaryValidator::UsNpiChecksum,
        Checker::UsDea => SecondaryValidator::UsDeaChecksum,
        Checker::Iban => SecondaryValidator::IbanChecker,
        Checker::Vin => SecondaryValidator::VinChecksum,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(fields: &serde_json::Value, expected: &str) {
        let mut rule =
            json!({ "name": "A", "kind": "a", "pattern": "a+", "action": "hash", "tags": [], "priority": 1 });
        for (key, value) in fields.as_object().expect("fields") {
            rule[key] = value.clone();
        }
        let file = json!({ "group": { "name": "G", "filter": "*", "products": ["logs"] }, "rules": [rule] });
        let file: RuleFile = serde_json::from_value(file).expect("a file of rules");
        let found = compile(&[file], false).err().map_or_else(
            || "none".to_owned(),
            |problems| {
                problems
                    .iter()
                    .map(|problem| format!("{}: {}", problem.field, problem.message))
                    .collect()
            },
        );
        assert_eq!(found, expected, "{fields}");
    }

    #[test]
    fn what_the_engine_refuses_is_a_problem_of_its_field() {
        check(&json!({}), "none");
        check(&json!({ "pattern": "(?=a)" }), "pattern: Invalid regex syntax");
        check(
            &json!({ "pattern": "a*" }),
            "pattern: Regex patterns are not allowed to match an empty string",
        );
        check(
            &json!({ "keywords": { "words": ["long word"], "characters_before": 5 } }),
            "keywords: Keywords cannot be longer than the look ahead character count (5)",
        );
        check(
            &json!({ "suppress": { "ends_with": ["a", "a"] } }),
            "suppress: Duplicate suppressions are not allowed",
        );
        check(&json!({ "priority": 6 }), "priority: priority 6 is not between 1 and 5");
    }

    #[test]
    fn each_action_has_its_own_fields() {
        check(&json!({ "action": "redact", "replacement": "[a]" }), "none");
        check(
            &json!({ "action": "redact" }),
            "action: action 'redact' needs a replacement",
        );
        check(
            &json!({ "action": "hash", "replacement": "[a]" }),
            "replacement: 'replacement' does not belong to this action",
        );
        check(&json!({ "action": "partial", "characters": -2 }), "none");
        check(
            &json!({ "action": "partial" }),
            "action: action 'partial' needs a number of characters other than 0",
        );
    }
}
