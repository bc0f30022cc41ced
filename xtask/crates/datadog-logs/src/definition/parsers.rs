//! Processors that split a text.

use serde::Deserialize;

/// Extracts attributes from a text by rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrokParser {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attribute that holds the text; `message` for the log's message.
    pub source: String,
    /// Texts that the rules parse, for the editor.
    #[serde(default, deserialize_with = "super::nullable")]
    pub samples: Vec<String>,
    /// The rules.
    pub grok: Grok,
}

/// Rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Grok {
    /// Rules that other rules use, one on each line: a name and a pattern.
    #[serde(default)]
    pub support_rules: String,
    /// Rules that parse a text, one on each line: a name and a pattern. The first that matches applies.
    pub match_rules: String,
}

/// Splits a URL.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct UrlParser {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attributes that hold a URL; the first that exists is used.
    pub sources: Vec<String>,
    /// The attribute for the parts.
    pub target: String,
    /// Whether slashes at the end of the path are removed.
    #[serde(default)]
    pub normalize_ending_slashes: Option<bool>,
}

/// Recognises a browser.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct UserAgentParser {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attributes that hold a user agent; the first that exists is used.
    pub sources: Vec<String>,
    /// The attribute for the details.
    pub target: String,
    /// Whether the text is encoded as in a URL.
    #[serde(default)]
    pub encoded: bool,
    /// Whether the version is one text.
    #[serde(default)]
    pub combine_version_details: bool,
}

/// Locates an address.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeoIpParser {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The attributes that hold an address; the first that exists is used.
    pub sources: Vec<String>,
    /// The attribute for the place.
    pub target: String,
    /// What happens to the address afterwards: `do-nothing`.
    #[serde(default)]
    pub ip_processing_behavior: Option<String>,
    /// Whether the text is encoded as in a URL.
    #[serde(default)]
    pub encoded: bool,
    /// Whether a place that exists is replaced.
    #[serde(default, rename = "overrideOnConflict")]
    pub override_on_conflict: bool,
}
