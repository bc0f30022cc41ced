//! The parsers accept the queries that Datadog and its partners publish, and reject the same queries with an added fault.

use crate::measure::queries::{Figures, exception, figures, samples};

/// The required share of accepted samples, in percent.
const ACCEPTED_PERCENT_MIN: f64 = 99.5;
/// The required share of rejected faults, in percent.
const REFUSED_PERCENT_MIN: f64 = 100.0;

fn checked() -> Option<Figures> {
    let corpus = crate::measure::corpus()?;
    Some(figures(&samples(&corpus)))
}

#[test]
fn published_queries_are_accepted_and_faults_are_rejected() {
    let Some(figures) = checked() else { return };
    for (language, share) in &figures.accepted {
        println!(
            "accepted, {}: {} of {} ({:.2} %)",
            language.name(),
            share.part,
            share.whole,
            share.percent()
        );
    }
    for ((language, mutation), share) in &figures.refused {
        println!(
            "rejected, {}, {}: {} of {} ({:.2} %)",
            language.name(),
            mutation.name(),
            share.part,
            share.whole,
            share.percent()
        );
    }
    let unexplained: Vec<_> = figures
        .refusals
        .iter()
        .filter(|refusal| exception(refusal).is_none())
        .collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert!(
        figures.unstable.is_empty(),
        "these differ when they are printed and parsed again: {:#?}",
        figures.unstable
    );
    assert!(
        figures
            .accepted
            .values()
            .all(|share| share.percent() >= ACCEPTED_PERCENT_MIN),
        "{:#?}",
        figures.accepted
    );
    let missed: Vec<_> = figures.missed.iter().take(20).collect();
    assert!(
        figures
            .refused
            .values()
            .all(|share| share.percent() >= REFUSED_PERCENT_MIN),
        "{missed:#?}"
    );
}

#[test]
fn every_kind_of_fault_has_enough_samples() {
    let Some(figures) = checked() else { return };
    let rare: Vec<_> = crate::measure::queries::Mutation::ALL
        .into_iter()
        .filter(|mutation| figures.refused_of(*mutation).whole < 200)
        .collect();
    assert!(rare.is_empty(), "{rare:?}");
}
