//! Searches within monitor queries.

use std::fmt;

use crate::{Quoted, Result};

/// The search of an event-style monitor, in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The search and where it stands; [`Quoted::place`] maps its bytes to those of the whole query.
    pub text: Quoted,
}

/// The one place where a monitor's search is taken over. A grammar of searches is asked here, and places its refusals in the whole query by [`Quoted::shift`].
pub(super) fn search(text: Quoted) -> Result<Search> {
    Ok(Search { text })
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
