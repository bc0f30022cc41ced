use std::collections::BTreeMap;

use crate::policy::Policy;

/// One side of a comparison.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The content of every file in `manifests/` and `helm-values/`, by its path from the root of the repository. Files that are the same on both sides
    /// may be left out.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The policy, or why it is unknown.
    pub policy: Result<Policy, String>,
}
