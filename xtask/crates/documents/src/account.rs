//! Files of the Datadog account in `terraform/` that more than Terraform reads: indexes of logs, and the policy that `render` writes for Terraform.
//! Terraform reads the same files, so a field that is unknown here would be lost there.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::yaml::Located;

/// `terraform/logs/indexes.yaml`: which logs are kept for search. The file's first lines explain the fields.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indexes {
    /// In their order: the first one whose filter matches a line keeps it.
    pub indexes: Vec<Index>,
}

/// An index. What is [`IgnoredAny`] is checked by the module `logs` alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Its name.
    pub name: Located<String>,
    /// A search: which lines it keeps.
    pub filter: Located<String>,
    /// How many days it keeps a line. Either this or `environment`.
    pub retention_days: Option<Located<u32>>,
    /// The environment whose policy says how many days.
    pub environment: Option<Located<String>>,
    /// Days in which lines can be searched at a lower price, from the start.
    pub flex_retention_days: Option<IgnoredAny>,
    /// How many lines it keeps a day.
    pub daily_limit: Option<u64>,
    /// When the day begins.
    pub daily_limit_reset: Option<IgnoredAny>,
    /// The share of the limit at which there is a warning.
    pub warn_at_percent: Option<IgnoredAny>,
    /// Tags of the index itself.
    pub tags: Option<IgnoredAny>,
    /// Which of its lines are not kept: the first one that matches decides.
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
}

/// Lines that an index does not keep.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Its name.
    pub name: String,
    /// A search: which lines.
    pub query: Located<String>,
    /// How many percent of them; all if it is left out.
    pub exclude_percent: Option<Located<f64>>,
    /// The attribute whose values are sampled together.
    pub sample_attribute: Option<IgnoredAny>,
    /// Whether it is active; it is if this is left out.
    pub enabled: Option<bool>,
}

impl Exclusion {
    /// How many percent of the lines that match are not kept.
    #[must_use]
    pub fn percent(&self) -> f64 {
        match (self.enabled, &self.exclude_percent) {
            (Some(false), _) => 0.0,
            (_, Some(percent)) => percent.value,
            (_, None) => 100.0,
        }
    }
}

/// A file of `terraform/policy`, which `render` writes: what is needed of it for logs.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Policy {
    /// Of an organisation.
    Organisation {
        /// Its environments, by name.
        environments: BTreeMap<String, Environment>,
        /// The rules of HIPAA for all of them.
        hipaa: Hipaa,
    },
    /// Of one environment: nothing in addition.
    Environment {
        /// Its name.
        env: String,
    },
}

/// An environment in the policy of its organisation.
#[derive(Debug, Deserialize)]
pub struct Environment {
    /// How many days an index keeps its lines.
    pub log_retention_days: u32,
}

/// The rules of HIPAA.
#[derive(Debug, Deserialize)]
pub struct Hipaa {
    /// How many days the index of the audit trail keeps lines at least.
    pub index_retention_days_min: u32,
}
