//! What the parser accepts and what it refuses, counted.

use std::collections::BTreeMap;

use super::{Kind, mutations};

/// So many right of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Judged rightly.
    pub right: usize,
    /// Judged.
    pub of: usize,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// In percent; 100 where there is nothing.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Counts are far below 2^52.
    pub fn percent(self) -> f64 {
        if self.of == 0 { 100.0 } else { self.right as f64 * 100.0 / self.of as f64 }
    }
}

/// How the parser fares with a set of searches.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Searches that were accepted.
    pub accepted: Tally,
    /// By kind of fault, those that were refused.
    pub refused: BTreeMap<Kind, Tally>,
    /// The searches that were refused, and why.
    pub refusals: Vec<(String, String)>,
    /// The faults that were accepted.
    pub missed: Vec<(Kind, String)>,
    /// Searches whose canonical text does not say the same.
    pub unstable: Vec<String>,
}

impl Figures {
    /// Faults of all kinds that were refused.
    #[must_use]
    pub fn refused_total(&self) -> Tally {
        self.refused.values().fold(Tally::default(), |sum, tally| Tally {
            right: sum.right + tally.right,
            of: sum.of + tally.of,
        })
    }
}

/// The figures of `searches`, each of which Datadog accepts.
#[must_use]
pub fn figures(searches: &[String]) -> Figures {
    let mut out = Figures::default();
    for search in searches {
        match query::search::parse(search) {
            Ok(parsed) => {
                out.accepted.count(true);
                let again = query::search::parse(&parsed.to_string()).map(query::search::Search::without_spans);
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
        let refused = query::search::parse(&text).is_err();
        out.refused.entry(kind).or_default().count(refused);
        if !refused {
            out.missed.push((kind, text));
        }
    }
}
