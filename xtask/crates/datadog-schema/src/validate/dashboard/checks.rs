//! Widgets that show the state of a service check.

use crate::payload::{Dashboard, Problem, pointer};

use crate::validate::integration;

pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    for widget in dashboard.widgets.iter().filter(|widget| widget.kind == "check_status") {
        if let Some(name) = widget.definition["check"].as_str() {
            let path = pointer::field(&pointer::field(&widget.path, "definition"), "check");
            out.extend(integration::name(name, &path).map(|problem| problem.at(0..name.len())));
        }
    }
}
