use datadog_query::monitor::{Comparator, Monitor as MonitorQuery};

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let Some(comparison) = original.query.comparison() else {
        return;
    };
    let comparator = comparison.comparator;
    let mut add = |kind, other: Comparator, killed_by: String| {
        let definition = original.with_query(|query| {
            if let Some(comparison) = query.comparison_mut() {
                comparison.comparator = other;
            }
        });
        out.add(
            kind,
            format!("comparator {} becomes {}", comparator.symbol(), other.symbol()),
            killed_by,
            definition,
        );
    };
    let reversed = match comparator {
        Comparator::Above => Comparator::Below,
        Comparator::AtLeast => Comparator::AtMost,
        Comparator::Below => Comparator::Above,
        Comparator::AtMost => Comparator::AtLeast,
        Comparator::Equal => Comparator::Unequal,
        Comparator::Unequal => Comparator::Equal,
    };
    add(
        MutantKind::Comparator,
        reversed,
        "a test that alerts on one side of the critical threshold and is OK on the other".to_owned(),
    );
    // Datadog evaluates both as "or more" (doc: service_level_objectives/burn_rate).
    if matches!(original.query, MonitorQuery::BurnRate(_)) {
        return;
    }
    let boundary = match comparator {
        Comparator::Above => (Comparator::AtLeast, "is OK"),
        Comparator::AtLeast => (Comparator::Above, "alerts"),
        Comparator::Below => (Comparator::AtMost, "is OK"),
        Comparator::AtMost => (Comparator::Below, "alerts"),
        Comparator::Equal | Comparator::Unequal => return,
    };
    add(
        MutantKind::Boundary,
        boundary.0,
        format!("a test that {} at exactly the critical threshold", boundary.1),
    );
}
