//! The processor that normalises to a schema.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Filter, SchemaRemapper};

/// Normalises to a schema.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemaProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// What fills the schema's attributes, in order.
    pub mappers: Vec<Mapper>,
    /// The schema.
    pub schema: Schema,
}

/// A schema and its class.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Schema {
    /// `ocsf`.
    pub schema_type: String,
    /// The schema's version.
    pub version: String,
    /// The name of the class.
    pub class_name: String,
    /// The number of the class.
    pub class_uid: i64,
    /// Extensions of the schema.
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Profiles of the class.
    #[serde(default)]
    pub profiles: Vec<String>,
}

/// What fills an attribute of the schema. The variant is named by the field `type`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mapper {
    /// Copies an attribute.
    SchemaRemapper(SchemaRemapper),
    /// Names and numbers the first search that matches.
    SchemaCategoryMapper(SchemaCategoryMapper),
}

/// Names and numbers the first search that matches.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemaCategoryMapper {
    /// Its name.
    pub name: String,
    /// The categories, in order.
    pub categories: Vec<SchemaCategory>,
    /// The attributes for name and number.
    pub targets: Targets,
    /// What is set if no category matches.
    #[serde(default)]
    pub fallback: Option<Fallback>,
}

/// A category.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemaCategory {
    /// The logs in it.
    pub filter: Filter,
    /// Its name.
    pub name: String,
    /// Its number.
    pub id: i64,
}

/// The attributes for name and number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// The attribute for the name.
    #[serde(default)]
    pub name: Option<String>,
    /// The attribute for the number.
    #[serde(default)]
    pub id: Option<String>,
}

/// What is set if no category matches.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// Values by attribute.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Attributes to copy, by attribute: the first that exists.
    #[serde(default)]
    pub sources: BTreeMap<String, Vec<String>>,
}
