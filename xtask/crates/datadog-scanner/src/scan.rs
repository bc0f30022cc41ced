//! Scans a log.

use serde_json::{Map, Value};

use crate::compile::EngineRule;
use crate::definition::Rule;
use crate::event::LogEvent;

/// Rules, ready to scan.
#[expect(missing_debug_implementations, reason = "the engine has none")]
pub struct Scanner {
    rules: Vec<Rule>,
    engine: dd_sds::Scanner,
}

/// A match that was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The index of the rule over all files.
    pub rule: usize,
    /// The path of the attribute, or `message`.
    pub path: String,
}

impl Scanner {
    pub(crate) fn new(rules: Vec<Rule>, compiled: &[EngineRule]) -> Result<Self, String> {
        let engine = dd_sds::Scanner::builder(compiled)
            .build()
            .map_err(|refused| refused.to_string())?;
        Ok(Self { rules, engine })
    }

    /// The rules in their order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Replaces what the rules find in the message and in the texts of the attributes, and adds the rules' tags.
    ///
    /// # Errors
    ///
    /// What the engine reports if it could not scan: the log must then not be used.
    pub fn scan(
        &self,
        message: &mut String,
        attributes: &mut Map<String, Value>,
        tags: &mut Vec<String>,
    ) -> Result<Vec<Found>, String> {
        let matches = self
            .engine
            .scan(&mut LogEvent { message, attributes })
            .map_err(|failed| failed.to_string())?;
        let found: Vec<Found> = matches
            .into_iter()
            .map(|one| Found {
                rule: one.rule_index,
                path: one.path.to_string(),
            })
            .collect();
        for one in &found {
            for tag in self.rules.get(one.rule).into_iter().flat_map(|rule| &rule.tags) {
                if !tags.contains(tag) {
                    tags.push(tag.clone());
                }
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use crate::compile;
    use crate::definition::RuleFile;

    use super::*;

    fn scanner() -> Scanner {
        let rule = json!({ "name": "Digits", "kind": "digits", "pattern": "[0-9]+", "action": "redact", "replacement": "#", "tags": ["found:digits"], "priority": 1 });
        let file = json!({ "group": { "name": "G", "filter": "*", "products": ["logs"] }, "rules": [rule] });
        let file: RuleFile = serde_json::from_value(file).expect("a file of rules");
        compile(&[file], false).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::String),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
                prop::collection::btree_map(".{0,6}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    /// Whether a digit is left in a text, where a scanner looks.
    fn has_digit(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains(|letter: char| letter.is_ascii_digit()),
            Value::Array(values) => values.iter().any(has_digit),
            Value::Object(object) => object.values().any(has_digit),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    #[test]
    fn the_message_and_a_field_of_its_name_are_two_texts() {
        let (mut message, mut tags) = ("a 1".to_owned(), vec!["env:dev".to_owned()]);
        let mut attributes = Map::from_iter([("message".to_owned(), json!({ "b": ["2", 3] }))]);
        let found = scanner()
            .scan(&mut message, &mut attributes, &mut tags)
            .expect("the engine scans");
        assert_eq!(
            (message.as_str(), Value::Object(attributes)),
            ("a #", json!({ "message": { "b": ["#", 3] } }))
        );
        assert_eq!(tags, ["env:dev", "found:digits"]);
        assert_eq!(
            found.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(),
            ["message", "message.b[0]"]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_text_is_scanned_and_nothing_panics(mut message in ".{0,40}", map in prop::collection::btree_map(".{0,6}", values(), 0..5)) {
            let mut attributes: Map<String, Value> = map.into_iter().collect();
            scanner().scan(&mut message, &mut attributes, &mut Vec::new()).expect("the engine scans");
            prop_assert!(!has_digit(&Value::String(message)));
            prop_assert!(!has_digit(&Value::Object(attributes)));
        }
    }
}
