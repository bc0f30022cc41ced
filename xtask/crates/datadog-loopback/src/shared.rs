//! What all calls share.

use std::time::Instant;

use crate::clock::Clock;
use crate::faults::Faults;
use crate::journal::Journal;
use crate::keys::Keys;
use crate::limits::Limits;
use crate::store::Store;

/// What all calls share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) started: Instant,
    pub(crate) keys: Keys,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    pub(crate) limits: Limits,
}
