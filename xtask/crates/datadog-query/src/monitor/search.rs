//! Searches within monitor queries.

use std::fmt;

use crate::search::{Options, canonical, parse_with};
use crate::{Quoted, Result};

use super::EventSource;

/// The search of an event-style monitor, in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The search and where it stands; [`Quoted::place`] maps its bytes to those of the whole query.
    pub text: Quoted,
}

/// The one place where a monitor's search is taken over: the grammar of searches is asked, and its refusal placed in the whole query.
///
/// What `processes` looks for is text in command lines, which has no grammar (doc: monitors/types/process).
pub(super) fn search(source: EventSource, text: Quoted) -> Result<Search> {
    if source != EventSource::Processes {
        parse_with(&text.value, Options::MONITOR).map_err(|error| text.shift(error))?;
    }
    Ok(Search { text })
}

impl Search {
    /// The canonical text of what `source` is searched for: two searches that differ in spaces, quotes or the case of `and` have one.
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
