use documents::runbook::fill_placeholders;

use crate::document::Document;
use crate::markdown::{Table, code, text};
use crate::view::View;

/// The checklist. Its placeholders are names of the platform.
const CHECKLIST: &str = include_str!("onboarding.md");

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Onboarding a service");
    let platform = &view.catalog.platform;
    document.block(&fill_placeholders(CHECKLIST, |name| match name {
        "metric_prefix" => Some(&platform.metric_prefix),
        "services_namespace" => Some(&platform.services_namespace),
        _ => None,
    }));
    document.heading(3, "Archetypes");
    document.block(
        "What a service gets for each archetype in its declaration. Monitors that do not apply are left out, such as a queue's for a worker without a queue.",
    );
    let mut table = Table::new(["Archetype", "Title", "Used by", "Monitors", "A service of this kind"]);
    for (name, about) in &view.catalog.archetypes {
        let mut monitors: Vec<&str> = view
            .monitors
            .iter()
            .filter(|m| m.object.origin == *name)
            .map(|m| m.name)
            .collect();
        monitors.sort_unstable();
        monitors.dedup();
        let used = view
            .catalog
            .services
            .values()
            .filter(|s| s.archetypes.contains(name))
            .count();
        let monitors: Vec<String> = monitors.into_iter().map(code).collect();
        table.row([
            code(name),
            text(&about.title),
            used.to_string(),
            monitors.join(" "),
            text(&about.meaning),
        ]);
    }
    document.block(&table.markdown());
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_checklist_has_known_placeholders_only() {
        let names: Vec<_> = documents::runbook::find_placeholders(super::CHECKLIST)
            .into_iter()
            .map(|p| p.name)
            .collect();
        assert_eq!(names, ["metric_prefix", "services_namespace"]);
    }
}
