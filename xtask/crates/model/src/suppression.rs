use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Date;

/// Why a rule's findings about one object are not reported, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// Why the rule does not fit here. An empty reason is a finding.
    #[serde(default)]
    pub reason: String,
    /// The last day on which it holds; for ever where none is given.
    #[serde(default)]
    pub until: Option<Date>,
}

/// The suppressions of one object or page, by the rule's name.
pub type Suppressions = BTreeMap<String, Suppression>;
