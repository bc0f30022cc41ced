//! Processors that rename attributes or define reserved ones.

use serde::Deserialize;

/// Defines a reserved attribute by the first source that exists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remapper {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attributes, in order.
    pub sources: Vec<String>,
}

/// Renames or copies attributes or tags.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AttributeRemapper {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attributes or tags.
    pub sources: Vec<String>,
    /// What the sources are.
    #[serde(default)]
    pub source_type: SourceType,
    /// The new attribute or tag.
    pub target: String,
    /// What the target is.
    #[serde(default)]
    pub target_type: SourceType,
    /// The type to which the value is converted, if it can be.
    #[serde(default)]
    pub target_format: Option<TargetFormat>,
    /// Whether the sources stay.
    #[serde(default)]
    pub preserve_source: bool,
    /// Whether a target that exists is replaced.
    #[serde(default)]
    pub override_on_conflict: bool,
}

/// Renames or copies attributes into a schema.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SchemaRemapper {
    /// Its name.
    pub name: String,
    /// The attributes.
    pub sources: Vec<String>,
    /// The attribute of the schema.
    pub target: String,
    /// The type to which the value is converted, if it can be.
    #[serde(default)]
    pub target_format: Option<TargetFormat>,
    /// Whether the sources stay.
    #[serde(default)]
    pub preserve_source: bool,
    /// Whether a target that exists is replaced.
    #[serde(default)]
    pub override_on_conflict: bool,
}

/// An attribute or a tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceType {
    /// An attribute.
    #[default]
    Attribute,
    /// A tag.
    Tag,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetFormat {
    /// As it is.
    Auto,
    /// A text.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Double,
}
