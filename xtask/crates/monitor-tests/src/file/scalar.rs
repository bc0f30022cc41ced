use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use documents::yaml::Located;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

/// A scalar as it is written: `0x10` are ten zeros, not sixteen, and `5` is the text of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scalar(pub String);

impl Deref for Scalar {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// Any scalar, since it is taken as it is written.
impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

/// A text, or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Located::<Either>::deserialize(deserializer)?;
        match read.value {
            Either::Texts(texts) => Ok(Self(texts)),
            // YAML takes `0x10` for sixteen: only what is written as the number prints is surely meant.
            Either::Number(text) if text.len() == read.span.len() => Ok(Self(vec![text])),
            Either::Number(text) => Err(de::Error::custom(format!(
                "YAML takes this for the number {text}: put it in quotes, so that it is taken as it is written"
            ))),
            Either::Flag(flag) => Err(de::Error::custom(format!(
                "YAML takes this for a boolean: put it in quotes, as in '{flag}', so that it is taken as it is written"
            ))),
        }
    }
}

impl JsonSchema for OneOrMany {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "OneOrMany".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = Scalar::json_schema(generator);
        json_schema!({ "anyOf": [{ "type": ["string", "number"] }, { "type": "array", "items": items }] })
    }
}

// By hand, because `untagged` tells nothing of what is wrong.
enum Either {
    Texts(Vec<String>),
    /// A number, as it prints.
    Number(String),
    Flag(bool),
}

impl<'de> Deserialize<'de> for Either {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EitherVisitor)
    }
}

struct EitherVisitor;

impl<'de> Visitor<'de> for EitherVisitor {
    type Value = Either;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Either, E> {
        Ok(Either::Texts(vec![text.to_owned()]))
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Either, E> {
        Ok(Either::Flag(flag))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Either, E> {
        Ok(Either::Number(number.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Either, E> {
        Ok(Either::Number(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Either, E> {
        Ok(Either::Number(number.to_string()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Either, A::Error> {
        let mut texts = Vec::new();
        while let Some(Scalar(item)) = items.next_element()? {
            texts.push(item);
        }
        Ok(Either::Texts(texts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(yaml: &str, expected: &str) {
        let found = match documents::yaml::parse::<Located<OneOrMany>>(yaml) {
            Ok(read) => read.value.0.join("|"),
            Err(wrong) => format!("{:?}: {}", &yaml[wrong.span], wrong.message),
        };
        assert_eq!(found, expected, "{yaml}");
    }

    #[test]
    fn what_is_taken_is_what_is_written() {
        for text in ["a", "y", "off", "5", "-5", "2.5", "0x", "~a"] {
            check(text, text);
        }
        check("[y, 0x10, 007, 5]", "y|0x10|007|5");
        check("'0x10'", "0x10");
        for (text, number) in [
            ("0x10", "16"),
            ("007", "7"),
            ("1e3", "1000"),
            ("2.50", "2.5"),
            ("+5", "5"),
        ] {
            let why = format!(
                "{text:?}: YAML takes this for the number {number}: put it in quotes, so that it is taken as it is written"
            );
            check(text, &why);
        }
        check(
            "True",
            "\"True\": YAML takes this for a boolean: put it in quotes, as in 'true', so that it is taken as it is written",
        );
    }
}
