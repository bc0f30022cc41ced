//! Pages without a monitor, monitors without a page.

use std::collections::BTreeMap;

use diagnostics::{Diagnostic, suggestion};
use estate::Archetype;
use model::Kind;
use render::Monitor;

use crate::page::{Page, SECTIONS};
use crate::view::{Across, View};

/// A service whose pages would stand in a folder that is taken.
pub(super) fn reserved(name: &str) -> Diagnostic {
    Diagnostic::error("runbook/reserved-name", format!("a service may not be called '{name}'"))
        .in_file(format!("jsonnet/services/{name}/service.libsonnet"))
        .help("the folder of that name below runbooks/ holds what belongs to no service")
}

/// A service's own monitor without a page.
pub(super) fn missing_page(monitor: &Across<'_, Monitor>, path: &str) -> Diagnostic {
    Diagnostic::error(
        "runbook/missing-page",
        format!("monitor '{}/{}' has no runbook page", monitor.service, monitor.name),
    )
    .in_file(monitor.object.source())
    .help(format!("write {path}: front matter, '# <title>' and the sections {}", SECTIONS.join(", ")))
}

/// An archetype's monitor without a template.
pub(super) fn missing_template(path: &str, monitors: &[&Across<'_, Monitor>]) -> Diagnostic {
    let services: Vec<_> = monitors.iter().map(|m| m.service).collect();
    let first = monitors[0];
    Diagnostic::error(
        "runbook/missing-template",
        format!("monitor '{}' of archetype '{}' has no runbook template", first.name, first.object.origin),
    )
    .in_file(first.object.source())
    .note(format!("without a page: {}", services.join(", ")))
    .help(format!("write {path}: the page of every service with this monitor follows from it"))
}

/// A page whose monitor does not exist, where that is so.
pub(super) fn orphan_page(view: &View<'_>, page: &Page<'_>, service: &str, name: &str) -> Option<Diagnostic> {
    let of_service = || view.monitors.iter().filter(|m| m.service == service).map(|m| m.name);
    if of_service().any(|n| n == name) {
        return None;
    }
    let orphan = Diagnostic::error("runbook/orphan-page", format!("'{}' belongs to no monitor", page.path)).in_file(page.path);
    Some(if view.catalog.services.contains_key(service) {
        orphan.help(format!(
            "service '{service}' has no monitor '{name}': {}; rename or remove the page",
            suggestion(name, of_service())
        ))
    } else {
        orphan.help(format!(
            "there is no service '{service}': {}; rename or remove the page",
            suggestion(service, view.catalog.services.keys().map(String::as_str))
        ))
    })
}

/// A template whose monitor does not exist, where that is so.
pub(super) fn orphan_template(archetypes: &BTreeMap<String, Archetype>, page: &Page<'_>, archetype: &str, name: &str) -> Option<Diagnostic> {
    let help = match archetypes.get(archetype) {
        None => format!(
            "there is no archetype '{archetype}': {}",
            suggestion(archetype, archetypes.keys().map(String::as_str))
        ),
        Some(files) => {
            let monitors: Vec<&str> = files.objects.get(&Kind::Monitor).into_iter().flatten().map(String::as_str).collect();
            if monitors.contains(&name) {
                return None;
            }
            format!("archetype '{archetype}' has no monitor '{name}': {}", suggestion(name, monitors))
        }
    };
    let orphan = Diagnostic::error("runbook/orphan-template", format!("'{}' belongs to no archetype's monitor", page.path));
    Some(orphan.in_file(page.path).help(format!("{help}; rename or remove the template")))
}
