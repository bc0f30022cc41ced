//! How many instances of a service check are well.

use serde_json::{Map, Value};

use super::WidgetContext;
use crate::args::{Field, optional, required};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;
use crate::signal::SignalKind;

pub(super) const FIELDS: [Field; 2] = [
    required("signal", "a service check"),
    optional("by", "the tags that are counted; those of the signal unless given"),
];

pub(super) fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
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
