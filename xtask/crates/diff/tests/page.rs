//! The page for approvers says what to ask at every risk there is.

use std::fs;

use diff::Risk;

#[test]
fn every_risk_is_on_the_page() {
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
