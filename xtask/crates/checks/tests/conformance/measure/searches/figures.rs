//! Counts of what the parser accepts and rejects.

use std::collections::BTreeMap;

use super::{Kind, mutations};
use crate::measure::Share;

/// The parser's results for a set of searches.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// The accepted searches.
    pub(crate) accepted: Share,
    /// The rejected faults, by kind.
    pub(crate) refused: BTreeMap<Kind, Share>,
    /// The rejected searches, and why.
    pub(crate) refusals: Vec<(String, String)>,
    /// The accepted faults.
    pub(crate) missed: Vec<(Kind, String)>,
    /// Searches whose canonical text differs in meaning.
    pub(crate) unstable: Vec<String>,
}

impl Figures {
    /// The share of rejected faults of all kinds.
    #[must_use]
    pub(crate) fn refused_total(&self) -> Share {
        Share::total(self.refused.values())
    }
}

/// Measures `searches`, all of which Datadog accepts.
#[must_use]
pub(crate) fn figures(searches: &[String]) -> Figures {
    let mut out = Figures::default();
    for search in searches {
        match datadog_query::search::parse(search) {
            Ok(parsed) => {
                out.accepted.count(true);
                let again =
                    datadog_query::search::parse(&parsed.to_string()).map(datadog_query::search::Search::without_spans);
                if again != Ok(parsed.without_spans()) {
                    out.unstable.push(search.clone());
                }
                faults(search, &mut out);
            }
            Err(error) => {
                out.accepted.count(false);
                out.refusals.push((search.clone(), error.message));
            }
        }
    }
    out
}

fn faults(search: &str, out: &mut Figures) {
    for (kind, text) in mutations(search) {
        let refused = datadog_query::search::parse(&text).is_err();
        out.refused.entry(kind).or_default().count(refused);
        if !refused {
            out.missed.push((kind, text));
        }
    }
}
