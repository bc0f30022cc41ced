//! Searches within monitor queries.

use std::fmt;

use crate::search::{Options, parse_with};
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

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
