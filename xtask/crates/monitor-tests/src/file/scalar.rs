use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use documents::yaml::Located;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

/// A scalar exactly as written: `0x10` is the text of ten zeros, not the number sixteen.
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

/// Any scalar, because it is kept as written.
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

/// A string, or a list of strings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Located::<Either>::deserialize(deserializer)?;
        match read.value {
            Either::Texts(texts) => Ok(Self(texts)),
            // YAML reads `0x10` as sixteen: accept only a number that prints as it is written
            Either::Number(text) if text.len() == read.span.len() => Ok(Self(vec![text])),
            Either::Number(text) => Err(de::Error::custom(format!(
                "YAML reads this as the number {text}: quote it to keep it as written"
            ))),
            Either::Flag(flag) => Err(de::Error::custom(format!(
                "YAML reads this as a boolean: quote it, as in '{flag}', to keep it as written"
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

// Implemented by hand, because errors of `untagged` do not say what is wrong.
enum Either {
    Texts(Vec<String>),
    /// A number, as Rust prints it.
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
        f.write_str("a string or a list of strings")
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
            Err(error) => format!("{:?}: {}", &yaml[error.span], error.message),
        };
        assert_eq!(found, expected, "{yaml}");
    }

    #[test]
    fn scalars_are_kept_as_written() {
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
            let why = format!("{text:?}: YAML reads this as the number {number}: quote it to keep it as written");
            check(text, &why);
        }
        check(
            "True",
            "\"True\": YAML reads this as a boolean: quote it, as in 'true', to keep it as written",
        );
    }
}
