//! The queries that Datadog and its partners ship, and the same queries with faults, through the parsers.

use crate::measure::queries::{Figures, exception, figures, samples};

/// Least share of the samples that is accepted, in percent.
const ACCEPTED_PERCENT_MIN: f64 = 99.5;
/// Least share of the faults that is rejected, in percent.
const REFUSED_PERCENT_MIN: f64 = 100.0;

fn checked() -> Option<Figures> {
    let corpus = crate::measure::corpus()?;
    Some(figures(&samples(&corpus)))
}

#[test]
fn shipped_queries_are_accepted_and_faults_in_them_rejected() {
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
        "printed and parsed again, these differ: {:#?}",
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
fn every_fault_is_made_often_enough_to_tell() {
    let Some(figures) = checked() else { return };
    let rare: Vec<_> = crate::measure::queries::Mutation::ALL
        .into_iter()
        .filter(|mutation| figures.refused_of(*mutation).whole < 200)
        .collect();
    assert!(rare.is_empty(), "{rare:?}");
}
