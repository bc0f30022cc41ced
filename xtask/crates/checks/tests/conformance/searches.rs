//! Published searches are accepted; with an added fault they are not.

use crate::measure::searches::{Kind, figures, mutations, searches};

/// Searches of the corpus that are rejected, and why that is correct.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn published_searches_are_accepted_and_faults_are_detected() {
    let Some(corpus) = crate::measure::corpus() else {
        return;
    };
    let figures = figures(&searches(&corpus));
    println!("accepted: {:?}", figures.accepted);
    for (kind, tally) in &figures.refused {
        println!("{kind:?}: {} of {}", tally.part, tally.whole);
    }
    println!("rejected: {:.2} %", figures.refused_total().percent());
    for missed in figures.missed.iter().take(40) {
        println!("missed {missed:?}");
    }
    let unexpected: Vec<_> = figures
        .refusals
        .iter()
        .filter(|(search, _)| !EXCEPTIONS.iter().any(|(known, _)| known == search))
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert!(figures.unstable.is_empty(), "{:#?}", figures.unstable);
    assert!(figures.accepted.percent() >= 99.5);
    assert!(figures.refused_total().percent() >= 99.0);
    for (kind, tally) in &figures.refused {
        assert!(tally.percent() >= 95.0, "{kind:?}: {tally:?}");
    }
}

#[test]
fn every_kind_of_fault_is_tried() {
    let all = mutations("service:web env:prod (a OR \"b c\") AND -@d:[1 TO 2]");
    let kinds: std::collections::BTreeSet<Kind> = all.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds.len(), 14, "{kinds:?}");
}
