//! How mistakes are made, one file a kind or two.

mod aggregator;
mod comparator;
mod conditional;
mod grouping;
mod missing;
mod recovery;
mod route;
mod scope;
mod scope_search;
mod threshold;
mod window;

use crate::mutation::Mutants;
use crate::mutation::subject::Subject;

/// Adds the mutants of all kinds.
pub(crate) fn all(subject: &Subject<'_>, out: &mut Mutants<'_>) {
    if subject.is_evaluated() {
        comparator::mutate(subject, out);
        threshold::mutate(subject, out);
        recovery::mutate(subject, out);
        scope::mutate(subject, out);
        scope_search::mutate(subject, out);
        missing::mutate(subject, out);
        window::mutate(subject, out);
        aggregator::mutate(subject, out);
        grouping::mutate(subject, out);
    }
    route::mutate(subject, out);
    conditional::mutate(subject, out);
    out.found.sort_by_key(|mutant| mutant.kind);
}
