use crate::document::Document;
use crate::markdown::{Table, code, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Tagging schema");
    document.block(
        "Signals, monitors, SLOs and the metric catalog may use only these keys (`jsonnet/policy/tags.libsonnet`). The cardinality is the largest number of values\nof a key in one environment. No key may identify a patient.",
    );
    let mut table = Table::new(["Tag", "On", "Cardinality", "Values", "Meaning"]);
    for (name, tag) in &view.catalog.tags {
        let values = tag.values.as_ref().map_or_else(
            || "open".to_owned(),
            |values| values.iter().map(|v| code(v)).collect::<Vec<_>>().join(", "),
        );
        table.row([
            code(name),
            text(&tag.on.join(", ")),
            tag.cardinality.to_string(),
            values,
            text(&tag.meaning),
        ]);
    }
    document.block(&table.markdown());
}
