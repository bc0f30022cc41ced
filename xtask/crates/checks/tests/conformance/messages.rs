//! Published messages are accepted; with an added fault they are not.

use crate::measure::messages::{figures, messages};

/// Messages of the corpus with findings, and why these are correct.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn published_messages_are_accepted_and_faults_are_detected() {
    let Some(corpus) = crate::measure::corpus() else {
        return;
    };
    let figures = figures(&messages(&corpus));
    println!("accepted: {:?}", figures.accepted);
    for (kind, tally) in &figures.refused {
        println!("{kind}: {} of {}", tally.part, tally.whole);
    }
    for missed in figures.missed.iter().take(20) {
        println!("missed {missed:?}");
    }
    let unexpected: Vec<_> = figures
        .refusals
        .iter()
        .filter(|(message, _)| !EXCEPTIONS.iter().any(|(known, _)| message.contains(known)))
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert!(figures.unstable.is_empty(), "{:#?}", figures.unstable);
    for (kind, tally) in &figures.refused {
        assert!(tally.percent() >= 95.0, "{kind}: {tally:?}");
    }
}
