//! Log pipelines as people write them: Datadog's public format, in which integrations publish their pipelines (`pipeline.yaml`).
//!
//! Unknown fields are errors. Types only; [`crate::Pipeline::compile`] checks what they say.

mod array;
mod parsers;
mod remappers;
mod schema;

use serde::Deserialize;

pub use array::{ArrayAppend, ArrayExtractKeyValue, ArrayLength, ArrayOperation, ArrayProcessor, ArraySelect};
pub use parsers::{GeoIpParser, Grok, GrokParser, UrlParser, UserAgentParser};
pub use remappers::{AttributeRemapper, Remapper, SchemaRemapper, SourceType, TargetFormat};
pub use schema::{Fallback, Mapper, Schema, SchemaCategory, SchemaCategoryMapper, SchemaProcessor, Targets};

/// A `pipeline.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PipelineFile {
    /// The identity of the pipeline: the name of its folder.
    pub id: String,
    /// The integration whose metric shows its use.
    #[serde(default)]
    pub metric_id: Option<String>,
    /// Whether the pipeline is hidden in Datadog's catalog.
    #[serde(default)]
    pub backend_only: bool,
    /// Attributes to search and group by.
    #[serde(default, deserialize_with = "nullable")]
    pub facets: Vec<Facet>,
    /// The integrations whose installation installs the pipeline.
    #[serde(default, deserialize_with = "nullable")]
    pub installation_sources: Vec<String>,
    /// The pipeline.
    pub pipeline: Root,
}

/// An attribute to search and group by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Facet {
    /// The groups in which Datadog lists it.
    pub groups: Vec<String>,
    /// Its name.
    pub name: String,
    /// The path of the attribute.
    pub path: String,
    /// `log` for an attribute, `tag` for a tag.
    pub source: String,
    /// What it is.
    #[serde(default)]
    pub description: Option<String>,
    /// `list` or `range`.
    #[serde(default)]
    pub facet_type: Option<String>,
    /// `string`, `integer`, `double`.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The unit of a measure.
    #[serde(default)]
    pub unit: Option<Unit>,
}

/// The unit of a measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The family: `time`, `bytes`.
    pub family: String,
    /// The unit: `nanosecond`.
    pub name: String,
}

/// The outermost pipeline, which is tagged as a processor is.
#[derive(Clone, Debug, Deserialize)]
pub enum Root {
    /// A pipeline.
    #[serde(rename = "pipeline")]
    Pipeline(Pipeline),
}

/// A pipeline, alone or as a processor of another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pipeline {
    /// Its name.
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The logs that it processes.
    pub filter: Filter,
    /// Its processors, in order.
    #[serde(default, deserialize_with = "nullable")]
    pub processors: Vec<Processor>,
    /// Marks a pipeline that normalises to OCSF.
    #[serde(default)]
    pub ocsf: Option<Ocsf>,
    /// What Datadog's editor shows.
    #[serde(default)]
    pub meta: Option<Meta>,
}

/// The mark of a pipeline that normalises to OCSF.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Ocsf {
    /// Whether it does.
    pub is_ocsf: bool,
}

/// What Datadog's editor shows of a pipeline.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// The text, in Markdown.
    pub description: String,
}

/// A log search.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The search.
    pub query: String,
}

/// A processor. Its variant is named by the field `type`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Processor {
    /// A nested pipeline.
    Pipeline(Pipeline),
    /// Renames or copies an attribute or a tag.
    AttributeRemapper(AttributeRemapper),
    /// Defines the log's status.
    StatusRemapper(Remapper),
    /// Defines the log's timestamp.
    DateRemapper(Remapper),
    /// Defines the log's message.
    MessageRemapper(Remapper),
    /// Defines the log's service.
    ServiceRemapper(Remapper),
    /// Defines the log's trace.
    TraceIdRemapper(Remapper),
    /// Defines the log's span.
    SpanIdRemapper(Remapper),
    /// Extracts attributes from a text by rules.
    GrokParser(GrokParser),
    /// Splits a URL.
    UrlParser(UrlParser),
    /// Recognises a browser.
    UserAgentParser(UserAgentParser),
    /// Locates an address.
    GeoIpParser(GeoIpParser),
    /// Names the first search that matches.
    CategoryProcessor(CategoryProcessor),
    /// Calculates.
    ArithmeticProcessor(ArithmeticProcessor),
    /// Builds a text.
    StringBuilderProcessor(StringBuilderProcessor),
    /// Looks a value up in a table of its own or of Datadog.
    LookupProcessor(LookupProcessor),
    /// Works on an array.
    ArrayProcessor(ArrayProcessor),
    /// Works on each element of an array.
    ArrayMapProcessor(ArrayMapProcessor),
    /// Decodes base64 or base16.
    DecoderProcessor(DecoderProcessor),
    /// Normalises to a schema.
    SchemaProcessor(SchemaProcessor),
    /// Drops an attribute.
    ExcludeAttribute(ExcludeAttribute),
}

/// Names the first search that matches.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The categories, in order.
    pub categories: Vec<Category>,
    /// The attribute for the name.
    pub target: String,
}

/// A category.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The logs in it.
    pub filter: Filter,
    /// Its name.
    pub name: String,
}

/// Calculates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ArithmeticProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The formula.
    pub expression: String,
    /// The attribute for the result.
    pub target: String,
    /// Whether a missing attribute counts as 0.
    #[serde(default)]
    pub replace_missing: bool,
}

/// Builds a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct StringBuilderProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The text, with `%{attribute}`.
    pub template: String,
    /// The attribute for the result.
    pub target: String,
    /// Whether a missing attribute counts as an empty text.
    #[serde(default)]
    pub replace_missing: bool,
}

/// Looks a value up in a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LookupProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attribute to look up.
    pub source: String,
    /// The attribute for the result.
    pub target: String,
    /// The table: a key and its value on each line, with a comma between them.
    #[serde(default)]
    pub lookup_table: Option<String>,
    /// The name of a reference table in Datadog, instead of a table.
    #[serde(default)]
    pub lookup_enrichment_table: Option<String>,
    /// The value of a key that is not in the table.
    #[serde(default)]
    pub default_lookup: Option<String>,
}

/// Works on each element of an array.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ArrayMapProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The array.
    pub source: String,
    /// The attribute for the resulting array.
    pub target: String,
    /// Whether the array stays.
    #[serde(default = "yes")]
    pub preserve_source: bool,
    /// What is done with each element: `$sourceElem` and `$targetElem` name it.
    pub processors: Vec<Processor>,
}

/// Decodes base64 or base16.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct DecoderProcessor {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attribute to decode.
    pub source: String,
    /// The attribute for the result.
    pub target: String,
    /// The encoding.
    pub binary_to_text_encoding: Encoding,
    /// What the bytes are.
    pub input_representation: Representation,
}

/// An encoding of bytes as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// Base64.
    Base64,
    /// Base16.
    Base16,
}

/// What bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Representation {
    /// A text.
    #[serde(rename = "utf_8", alias = "utf-8")]
    Utf8,
    /// A number.
    #[serde(rename = "integer")]
    Integer,
}

/// Drops an attribute.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ExcludeAttribute {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attribute.
    pub attribute_to_exclude: String,
}

/// A list that may be left empty.
pub(crate) fn nullable<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Option::<Vec<T>>::deserialize(deserializer).map(Option::unwrap_or_default)
}

pub(crate) const fn yes() -> bool {
    true
}
