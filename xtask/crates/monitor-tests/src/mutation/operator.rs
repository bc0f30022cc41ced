//! The mutation operators, one file for one or two kinds.

mod aggregator;
mod comparator;
mod conditional;
mod grouping;
mod missing_data;
mod recovery;
mod route;
mod scope;
mod scope_search;
mod threshold;
mod window;

use crate::mutation::Mutants;
use crate::mutation::original::Original;

/// Adds the mutants of all kinds.
pub(crate) fn all(original: &Original<'_>, out: &mut Mutants<'_>) {
    if original.is_evaluated() {
        comparator::mutate(original, out);
        threshold::mutate(original, out);
        recovery::mutate(original, out);
        scope::mutate(original, out);
        scope_search::mutate(original, out);
        missing_data::mutate(original, out);
        window::mutate(original, out);
        aggregator::mutate(original, out);
        grouping::mutate(original, out);
    }
    route::mutate(original, out);
    conditional::mutate(original, out);
    out.found.sort_by_key(|mutant| mutant.kind);
}
