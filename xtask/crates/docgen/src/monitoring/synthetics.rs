use documents::runbook::runbook_path;

use crate::document::Document;
use crate::markdown::{Table, code, link, text};
use crate::view::{View, handles};

/// Nothing where there are no tests.
pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    if view.synthetics.is_empty() {
        return;
    }
    document.heading(2, "Synthetic tests");
    document.block(
        "What Datadog requests from outside: it fails when people outside cannot reach us, whatever the cluster itself reports. Each has a monitor of its own.",
    );
    let mut table = Table::new([
        "Severity".to_owned(),
        "Test".to_owned(),
        "Symptom".to_owned(),
        "Request".to_owned(),
        "Locations".to_owned(),
        "Every".to_owned(),
        format!("Route in {}", view.loudest()),
    ]);
    for test in &view.synthetics {
        let t = test.reference();
        table.row([
            test.merged(|_, t| t.severity.clone()),
            link(
                &code(&format!("{}/{}", test.service, test.name)),
                &format!("{}/{}", super::ROOT, runbook_path(test.service, test.name)),
            ),
            text(&t.symptom),
            test.merged(|_, t| code(&t.request)),
            test.merged(|_, t| t.locations.to_string()),
            test.merged(|_, t| format!("{} s", t.every_s)),
            handles(&t.notifies),
        ]);
    }
    document.block(&table.markdown());
}
