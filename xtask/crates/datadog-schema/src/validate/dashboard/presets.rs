//! Saved views of a dashboard.

use std::collections::BTreeSet;

use crate::payload::{Dashboard, Problem, pointer};
use diagnostics::suggestion;

use super::variables::exclusive;

pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let known: BTreeSet<_> = dashboard.variables.iter().map(|variable| variable.name).collect();
    for preset in &dashboard.presets {
        let view = preset.name.unwrap_or_default();
        if view.is_empty() {
            out.push(Problem::warning(
                "dashboard/preset-name",
                preset.path.clone(),
                "a saved view has no name",
            ));
        }
        for value in &preset.values {
            let what = format!("saved view '{view}', variable '{}',", value.name);
            exclusive(&what, &value.path, value.value, ["value", "values"], out);
            if !value.name.is_empty() && !known.contains(value.name) {
                out.push(
                    Problem::warning(
                        "dashboard/preset-variable",
                        pointer::field(&value.path, "name"),
                        format!(
                            "saved view '{view}' sets '{}', which is not a template variable of this dashboard",
                            value.name
                        ),
                    )
                    .at(0..value.name.len())
                    .help(suggestion(value.name, known.iter().copied())),
                );
            }
        }
    }
}
