//! What a caller states instead of the evaluator working it out.

use super::Tags;
use crate::state::State;

/// The verdict of a monitor from `at` on, until the next one of the same monitor and group: for what cannot be reproduced, and for constituents of composites.
#[derive(Clone, Debug, PartialEq)]
pub struct SuppliedVerdict {
    /// The constituent's id as the composite's query has it; `None` for the monitor that is run.
    pub monitor: Option<u64>,
    /// The group; no tags where the monitor has no groups.
    pub group: Tags,
    /// Unix seconds.
    pub at: i64,
    /// The state.
    pub state: State,
    /// `{{value}}`
    pub value: Option<f64>,
}
