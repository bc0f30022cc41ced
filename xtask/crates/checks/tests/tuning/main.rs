//! Every archetype's monitor with each of its options tuned, and left out: whatever a declaration may say of it leaves all checks green, or is refused at the
//! declaration with the reason. Writes docs/reference/tuning.md.
//!
//! A variant is the whole estate with one option for every monitor of every service at once, in memory. What the renderer refuses is taken out of the variant
//! and noted; with the rest the estate must pass as it passes unchanged.

mod checked;
mod estate;
mod page;
#[path = "../../src/monitors/tested.rs"]
mod tested;
mod variant;

use std::collections::BTreeMap;

use checked::Checked;
use estate::Estate;
use variant::{Cell, Variant};

/// What became of an option of a monitor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// All checks are green.
    Green,
    /// The monitor has no such field.
    NoField,
    /// The renderer or lint refuses it, because of this.
    Refused(String),
}

/// Archetype and monitor -> option -> what became of it.
type Matrix = BTreeMap<(String, String), BTreeMap<&'static str, Verdict>>;

/// A monitor that several services have is as its worst service.
fn note(matrix: &mut Matrix, option: &'static str, cell: &Cell, verdict: Verdict) {
    let of_monitor = matrix.entry((cell.origin.clone(), cell.template.clone())).or_default();
    let known = of_monitor.entry(option).or_insert(Verdict::Green);
    if verdict > *known {
        *known = verdict;
    }
}

/// Runs the variants of an option, and returns what is red.
fn run(estate: &Estate, option: &'static str, variants: Vec<Variant>, matrix: &mut Matrix) -> Vec<String> {
    let mut red = Vec::new();
    for mut variant in variants {
        // Each round takes out what is refused. What is refused because of another monitor shows once that one is out.
        let checked = loop {
            let (mut reasons, is_rendered) = match estate.check(&variant) {
                Checked::Refused(reasons) => (reasons, false),
                Checked::Passed(findings) => (findings, true),
            };
            // Rendering is refused for any reason, by lint for what the monitor itself now says.
            let is_refusal =
                |reason: &String| !is_rendered || reason.starts_with("monitor/") || reason.starts_with("slo/");
            let refusals: Vec<String> = reasons.iter().filter(|reason| is_refusal(reason)).cloned().collect();
            let refused = variant.take_refused(&refusals);
            reasons.retain(|reason| !is_refusal(reason) || !refused.iter().any(|(cell, _)| cell.is_named_in(reason)));
            let is_done = is_rendered || refused.is_empty();
            for (cell, verdict) in refused {
                note(matrix, option, &cell, verdict);
            }
            if is_done {
                break reasons;
            }
        };
        for cell in variant.cells.keys() {
            note(matrix, option, cell, Verdict::Green);
        }
        red.extend(checked.into_iter().map(|finding| format!("{option}: {finding}")));
    }
    red
}

#[test]
fn a_sample_of_options_leaves_the_estate_green() {
    let estate = Estate::read();
    let mut matrix = Matrix::new();
    let mut red = Vec::new();
    let option = "severity P3";
    red.extend(run(&estate, option, variant::of(&estate, option), &mut matrix));
    red.extend(run(
        &estate,
        variant::WITHOUT,
        variant::without(&estate).into_iter().take(1).collect(),
        &mut matrix,
    ));
    assert_eq!(red, Vec::<String>::new());
    let named = |option: &str| {
        matrix
            .values()
            .filter(|row| row.get(option) == Some(&Verdict::Green))
            .count()
    };
    assert!(named("severity P3") > 60, "the severity of every monitor can be tuned");
}

#[test]
#[ignore = "takes a minute: cargo xtask test --all"]
fn every_option_of_every_monitor_is_green_or_refused_with_its_reason() {
    let estate = Estate::read();
    let mut matrix = Matrix::new();
    let mut red = Vec::new();
    for option in variant::OPTIONS {
        red.extend(run(&estate, option, variant::of(&estate, option), &mut matrix));
    }
    red.extend(run(&estate, variant::WITHOUT, variant::without(&estate), &mut matrix));
    assert_eq!(red, Vec::<String>::new());
    page::check(&matrix);
}
