//! Processors of arrays.

use serde::Deserialize;

use super::yes;

/// Works on an array.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrayProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// What it does.
    pub operation: ArrayOperation,
}

/// What is done with an array. The variant is named by the field `type`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArrayOperation {
    /// Appends a value to an array.
    Append(ArrayAppend),
    /// Counts the elements.
    Length(ArrayLength),
    /// Takes a value of the first element that matches.
    Select(ArraySelect),
    /// Makes attributes of an array of keys and values.
    KeyValue(ArrayExtractKeyValue),
}

/// Appends a value to an array.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ArrayAppend {
    /// The value.
    pub source: String,
    /// The array; made if it does not exist.
    pub target: String,
    /// Whether the value stays.
    #[serde(default = "yes")]
    pub preserve_source: bool,
}

/// Counts the elements of an array.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrayLength {
    /// The array.
    pub source: String,
    /// The attribute for the number.
    pub target: String,
}

/// Takes a value of the first element that matches.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ArraySelect {
    /// The array of objects.
    pub source: String,
    /// The attribute for the value.
    pub target: String,
    /// A search on the element's fields.
    pub filter: String,
    /// The field to take.
    pub value_to_extract: String,
}

/// Makes attributes of an array of keys and values.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ArrayExtractKeyValue {
    /// The array of objects.
    pub source: String,
    /// The attribute below which the values are put; the root by default.
    #[serde(default)]
    pub target: Option<String>,
    /// The field that holds the key.
    pub key_to_extract: String,
    /// The field that holds the value.
    pub value_to_extract: String,
    /// Whether an attribute that exists is replaced.
    #[serde(default)]
    pub override_on_conflict: bool,
}
