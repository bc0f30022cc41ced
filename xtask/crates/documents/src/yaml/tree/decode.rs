//! Decodes a type from a tree.

use std::fmt;
use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use diagnostics::suggestion;

use super::super::{Located, ParseError};
use super::Tree;

/// The field that names the variant of an enum.
const TAG: &str = "type";

/// Why a tree is not the expected value.
#[derive(Debug)]
pub(super) struct DecodeError {
    message: String,
    span: Option<Range<usize>>,
    help: Option<String>,
}

impl DecodeError {
    fn or_at(mut self, span: &Range<usize>) -> Self {
        self.span.get_or_insert_with(|| span.clone());
        self
    }

    pub(super) fn into_parse_error(self, root: &Located<Tree>) -> ParseError {
        ParseError {
            message: self.message,
            span: self.span.unwrap_or_else(|| root.span.clone()),
            help: self.help,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            span: None,
            help: None,
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self {
            help: Some(suggestion(field, expected.iter().copied())),
            ..Self::custom(format!("unknown field '{field}'"))
        }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self {
            help: Some(suggestion(variant, expected.iter().copied())),
            ..Self::custom(format!("unknown value '{variant}'"))
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self::custom(format!("missing field '{field}'"))
    }
}

/// A part of a tree as a source of values.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    part: &'a Located<Tree>,
    /// Whether the field that named the variant is left out.
    tagged: bool,
}

impl<'a> Node<'a> {
    pub(super) const fn new(part: &'a Located<Tree>) -> Self {
        Self { part, tagged: false }
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let result = match &self.part.value {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(value) => visitor.visit_bool(*value),
            Tree::Integer(value) => visitor.visit_i64(*value),
            Tree::Float(value) => visitor.visit_f64(*value),
            Tree::Text(text) => visitor.visit_borrowed_str(text),
            Tree::List(items) => visitor.visit_seq(Items(items.iter())),
            Tree::Map(fields) => visitor.visit_map(Fields {
                fields: fields.iter(),
                value: None,
                tagged: self.tagged,
            }),
        };
        result.map_err(|error| error.or_at(&self.part.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.part.value {
            Tree::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A number or a boolean is also a text: YAML's writers leave out quotes that a reader would expect.
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.part.value {
            Tree::Integer(value) => visitor.visit_string(value.to_string()),
            Tree::Float(value) => visitor.visit_string(value.to_string()),
            Tree::Bool(value) => visitor.visit_string(value.to_string()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_string(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let (tag, tagged) = match &self.part.value {
            Tree::Text(_) => (Some(self.part), false),
            _ => (self.part.get(TAG), true),
        };
        let Some(tag) = tag else {
            return Err(<DecodeError as de::Error>::missing_field(TAG).or_at(&self.part.span));
        };
        let Tree::Text(name) = &tag.value else {
            return Err(<DecodeError as de::Error>::custom("not a text").or_at(&tag.span));
        };
        let variant = Variant {
            name,
            tag,
            content: Self {
                part: self.part,
                tagged,
            },
        };
        visitor
            .visit_enum(variant)
            .map_err(|error| error.or_at(&self.part.span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a>(std::slice::Iter<'a, Located<Tree>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        self.0.next().map(|item| seed.deserialize(Node::new(item))).transpose()
    }
}

struct Fields<'a> {
    fields: std::slice::Iter<'a, (Located<String>, Located<Tree>)>,
    value: Option<&'a Located<Tree>>,
    tagged: bool,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        let tagged = self.tagged;
        let Some((key, value)) = self.fields.find(|(key, _)| !(tagged && key.value == TAG)) else {
            return Ok(None);
        };
        self.value = Some(value);
        let name: StrDeserializer<'_, DecodeError> = key.value.as_str().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|error| error.or_at(&key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DecodeError> {
        match self.value.take() {
            Some(value) => seed
                .deserialize(Node::new(value))
                .map_err(|error| error.or_at(&value.span)),
            None => Err(<DecodeError as de::Error>::custom("a value before its field")),
        }
    }
}

struct Variant<'a> {
    name: &'a str,
    tag: &'a Located<Tree>,
    content: Node<'a>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = DecodeError;
    type Variant = Node<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Node<'de>), DecodeError> {
        let name: StrDeserializer<'_, DecodeError> = self.name.into_deserializer();
        let variant = seed.deserialize(name).map_err(|error| error.or_at(&self.tag.span))?;
        Ok((variant, self.content))
    }
}

impl<'de> VariantAccess<'de> for Node<'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DecodeError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_any(visitor)
    }
}
