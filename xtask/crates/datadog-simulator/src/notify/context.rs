//! The data that a notification is rendered from.

use serde_json::Value;

use crate::run::PendingNotification;
use crate::state::{Comparator, Thresholds};
use crate::world::{CheckRun, Tags};

/// What a notification is about: the values behind its variables and conditionals.
pub(crate) struct MessageContext<'a> {
    pub(crate) at: i64,
    pub(crate) pending: PendingNotification,
    pub(crate) value: Option<f64>,
    pub(crate) group: &'a Tags,
    pub(crate) thresholds: &'a Thresholds,
    pub(crate) comparator: Comparator,
    pub(crate) priority: Option<u8>,
    /// An event that matched, with the first part of its variables' names: `log`, `span`, ...
    pub(crate) sample: Option<(&'static str, &'a Value)>,
    /// The last run of a service check.
    pub(crate) check: Option<&'a CheckRun>,
    /// The values of a composite's constituents, `a` first.
    pub(crate) constituents: &'a [Option<f64>],
    /// The burn rates over the long and the short window.
    pub(crate) burn_rates: Option<(f64, f64)>,
}
