//! How many instances of a service check are well.

use serde_json::{Map, Value};

use super::Making;
use crate::finding::{Finding, Findings, Lowered};
use crate::given::{Field, optional, required};
use crate::object::object;
use crate::signal::Kind;

pub(super) const FIELDS: [Field; 2] = [
    required("signal", "a service check"),
    optional("by", "the tags that are counted; those of the signal unless said"),
];

pub(super) fn make(making: &Making<'_, '_>, findings: &mut Findings) -> Lowered<Map<String, Value>> {
    let signal = making.signal(findings)?;
    let Kind::Check { check, tags } = &signal.kind else {
        let message = format!(
            "widget checks: the signal '{}' is a {}",
            signal.title,
            signal.kind_name()
        );
        let finding = Finding::new("dashboard/not-a-check", message).at(signal.title);
        return Err(findings.push(finding.help("show it with ctx.widget.query_value")));
    };
    let by = making.by(&signal, findings);
    let title = making.title(&signal, &[], findings);
    Ok(object!({
        "type": "check_status",
        "title": title?,
        "check": *check,
        "grouping": "cluster",
        "group_by": by?,
        "tags": tags.as_slice(),
    }))
}
