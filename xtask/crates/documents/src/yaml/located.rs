use std::borrow::Cow;
use std::ops::{Deref, Range};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;

/// A value and the bytes of the text it was parsed from. For an alias, the bytes of the alias.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its bytes; for a mapping or a list, those of its start.
    pub span: Range<usize>,
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Spanned::<T>::deserialize(deserializer)?;
        let span = read.referenced.span();
        let as_usize = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
        let start = as_usize(span.byte_offset());
        Ok(Self {
            value: read.value,
            span: start..start + as_usize(span.byte_len()),
        })
    }
}

/// The schema of the value: a span is not part of the file.
impl<T: JsonSchema> JsonSchema for Located<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_value_has_its_span() {
        let text = "ä: [1, '0x10', 0x10]\nb: [_]\n";
        let read: BTreeMap<String, Vec<Located<String>>> = crate::yaml::parse(text).expect("a text of this test");
        let found: Vec<(&str, &str)> = read
            .values()
            .flatten()
            .map(|l| (l.value.as_str(), &text[l.span.clone()]))
            .collect();
        assert_eq!(found, [("_", "_"), ("1", "1"), ("0x10", "'0x10'"), ("0x10", "0x10")]);
    }
}
