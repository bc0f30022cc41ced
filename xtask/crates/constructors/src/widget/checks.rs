//! How many instances of a service check are OK.

use serde_json::{Map, Value};

use super::{WidgetContext, WidgetKind};
use crate::args::{Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;
use crate::signal::SignalKind;

const FIELDS: &[Field] = &[
    required("signal", FieldType::Signal, "a service check"),
    optional("by", FieldType::Tags, "the tags that are counted").default("those of the signal"),
];

pub(super) const KIND: WidgetKind = WidgetKind {
    name: "checks",
    summary: "How many instances of a service check are OK.",
    fields: FIELDS,
    height: 2,
    build,
};

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let signal = context.signal(findings)?;
    let SignalKind::Check { check, tags } = &signal.kind else {
        let message = format!(
            "widget checks: the signal '{}' is a {}",
            signal.title,
            signal.kind_name()
        );
        let finding = Finding::new("dashboard/not-a-check", message).at(signal.title);
        return Err(context
            .args
            .reject("signal", finding.help("show it with ctx.widget.query_value"), findings));
    };
    let by = context.by(&signal, findings);
    let title = context.title(&signal, &[], findings);
    Ok(object!({
        "type": "check_status",
        "title": title?,
        "check": *check,
        "grouping": "cluster",
        "group_by": by?,
        "tags": tags.as_slice(),
    }))
}
