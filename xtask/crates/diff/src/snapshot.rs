use std::collections::BTreeMap;

use crate::policy::Policy;

/// One of the two states that are compared.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The content of every file of `manifests/` and `helm-values/`, by its path from the root of the repository. A file that is the same in both states
    /// may be left out of both.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The policy, or why it is not known.
    pub policy: Result<Policy, String>,
}
