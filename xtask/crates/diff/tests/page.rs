//! The how-to for reviewers covers every risk.

use std::fs;

use diff::Risk;

#[test]
fn every_risk_is_in_the_how_to() {
    let page = test_support::fixtures::repository().join("docs/how-to/approve-a-change.md");
    let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    for risk in Risk::all() {
        assert!(
            text.contains(&format!("`{risk}`")),
            "'{risk}' is missing from {}",
            page.display()
        );
    }
}
