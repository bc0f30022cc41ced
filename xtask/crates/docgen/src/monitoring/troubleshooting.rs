use crate::document::Document;
use crate::markdown::{Table, link, text};
use crate::runbooks::Topic;

pub(crate) fn write(topics: &[Topic], document: &mut Document) {
    document.heading(2, "Troubleshooting");
    document.block("Guides for problems of the monitoring itself. The runbook of each monitor is linked in the [alert catalog](#alert-catalog).");
    let mut table = Table::new(["Guide", "When"]);
    for topic in topics {
        table.row([
            link(&text(&topic.title), &format!("{}/{}", super::ROOT, topic.path)),
            text(&topic.summary),
        ]);
    }
    document.block(&table.markdown());
}
