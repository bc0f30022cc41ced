//! States that the caller supplies for monitors that are not evaluated.

use super::Tags;
use crate::state::State;

/// The state of a monitor's group from `at` until its next verdict. Verdicts are for monitors that cannot be reproduced, and for constituents of
/// composites.
#[derive(Clone, Debug, PartialEq)]
pub struct SuppliedVerdict {
    /// The constituent's id in the composite's query; `None` for the monitor that is run.
    pub monitor: Option<u64>,
    /// The tags of the group; empty for a monitor without groups.
    pub group: Tags,
    /// Unix seconds.
    pub at: i64,
    /// The state.
    pub state: State,
    /// The value, which messages show as `{{value}}`.
    pub value: Option<f64>,
}
