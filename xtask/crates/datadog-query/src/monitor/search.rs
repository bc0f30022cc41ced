//! Searches in monitor queries.

use std::fmt;

use crate::search::{Options, canonical, parse_with};
use crate::{Quoted, Result};

use super::EventSource;

/// The search of an event-style monitor, in quotes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Search {
    /// The search; [`Quoted::position`] maps its bytes to the whole query.
    pub text: Quoted,
}

/// Checks the search of a monitor. An error refers to the whole query.
///
/// The search of `processes` is text in command lines, which has no grammar (doc: monitors/types/process).
pub(super) fn search(source: EventSource, text: Quoted) -> Result<Search> {
    if source != EventSource::Processes {
        parse_with(&text.value, Options::MONITOR).map_err(|error| text.relocate(error))?;
    }
    Ok(Search { text })
}

impl Search {
    /// The canonical text of the search: searches that differ only in spaces, quotes or the case of `and` have the same.
    #[must_use]
    pub fn canonical(&self, source: EventSource) -> String {
        if source == EventSource::Processes {
            self.text.value.trim().to_owned()
        } else {
            canonical(&self.text.value, Options::MONITOR)
        }
    }
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
