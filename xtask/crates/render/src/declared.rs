//! Checks of the catalog that need more than the policy: the texts of alerts, and that each declaration has a title of its own and names monitors and SLOs
//! that exist, with whole targets.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use constructors::Step;
use diagnostics::{Diagnostic, suggestion};
use model::{Catalog, ObjectKind, Service};
use repository::{Inventory, Source};

use crate::place::{at_path, placed};

/// What is wrong with the declarations.
pub(crate) fn check(inventory: &Inventory, sources: &BTreeMap<String, Source>, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings: Vec<_> = constructors::check_messages(catalog)
        .into_iter()
        .map(|finding| placed(sources, finding, "policy/messages.libsonnet", "policy.messages"))
        .collect();
    findings.extend(equal_titles(sources, catalog));
    for service in catalog.services.values() {
        let within = format!("services.{}", service.name);
        let targets = constructors::check_targets(service);
        findings.extend(
            targets
                .into_iter()
                .map(|finding| placed(sources, finding, &service.file, &within)),
        );
        if service.tune.is_empty() && service.without.is_empty() && service.slos.is_empty() {
            continue;
        }
        let of_slos: Vec<String> = service
            .slos
            .keys()
            .flat_map(|slo| inventory.slo_alerts.iter().map(move |alert| format!("{slo}-{alert}")))
            .collect();
        let mut monitors = names(inventory, service, ObjectKind::Monitor);
        monitors.extend(of_slos.iter().map(String::as_str));
        let slos = names(inventory, service, ObjectKind::Slo);
        findings.extend(tuned_and_left_out(sources, service));
        findings.extend(reasons(sources, service));
        // An exception that names no monitor would stay for ever, and would hide the next monitor of that name.
        let named = [
            (
                "service/unknown-monitor",
                "tune",
                "monitor",
                keys(&service.tune),
                &monitors,
            ),
            (
                "service/unknown-monitor",
                "without",
                "monitor",
                keys(&service.without),
                &monitors,
            ),
            ("service/unknown-slo", "slos", "SLO", keys(&service.slos), &slos),
        ];
        for (rule, field, what, names, known) in named {
            for name in names.into_iter().filter(|name| !known.contains(name)) {
                let finding = Diagnostic::error(
                    rule,
                    format!(
                        "service '{}' has no {what} '{name}', which '{field}' names",
                        service.name
                    ),
                );
                let finding = finding.help(suggestion(name, known.iter().copied()));
                let path = Step::fields(&[field, name]);
                findings.push(at_path(sources, finding, &service.file, &path, Some(name)));
            }
        }
    }
    findings
}

/// A monitor that is left out and tuned: nothing reads what is tuned.
fn tuned_and_left_out(sources: &BTreeMap<String, Source>, service: &Service) -> Vec<Diagnostic> {
    let dead = service.tune.keys().filter(|name| service.without.contains_key(*name));
    dead.map(|name| {
        let message = format!(
            "service '{}' tunes the monitor '{name}', which it leaves out",
            service.name
        );
        let finding = Diagnostic::error("service/dead-tune", message)
            .help("remove it from 'tune', or from 'without' if the monitor is wanted");
        at_path(
            sources,
            finding,
            &service.file,
            &Step::fields(&["tune", name]),
            Some(name),
        )
    })
    .collect()
}

/// Reasons that say nothing: a later reader cannot see whether they still hold.
fn reasons(sources: &BTreeMap<String, Source>, service: &Service) -> Vec<Diagnostic> {
    let left_out = service
        .without
        .iter()
        .map(|(name, why)| (vec!["without", name.as_str()], why));
    let tuned = service
        .tune_because
        .iter()
        .map(|(name, why)| (vec!["tune", name.as_str(), "because"], why));
    let lacking = left_out.chain(tuned).filter_map(|(path, why)| {
        let lacks = model::no_reason(why)?;
        let message = format!(
            "the reason for '{}' in '{}' of service '{}' has {lacks}",
            path[1], path[0], service.name
        );
        let finding = Diagnostic::error("service/no-reason", message).help("say what is different about this service");
        Some(at_path(
            sources,
            finding,
            &service.file,
            &Step::fields(&path),
            Some(why),
        ))
    });
    lacking.collect()
}

/// Services of one title: alerts and dashboards show the title, so nobody could see which service is meant.
fn equal_titles(sources: &BTreeMap<String, Source>, catalog: &Catalog) -> Vec<Diagnostic> {
    let (mut known, mut findings): (BTreeMap<String, &Service>, _) = (BTreeMap::new(), Vec::new());
    for service in catalog.services.values() {
        match known.entry(service.title.to_lowercase()) {
            Entry::Vacant(entry) => drop(entry.insert(service)),
            Entry::Occupied(entry) => {
                let other = entry.get();
                let message = format!("service '{}' has the title of service '{}'", service.name, other.name);
                let finding = Diagnostic::error("service/duplicate-title", message)
                    .note(format!("the other is jsonnet/{}", other.file))
                    .help("give it a title of its own: alerts and dashboards show titles, not names");
                let path = Step::fields(&["title"]);
                findings.push(at_path(sources, finding, &service.file, &path, Some(&service.title)));
            }
        }
    }
    findings
}

fn keys<T>(map: &BTreeMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

/// The names of a service's objects of a kind, its own and those of its archetypes.
fn names<'a>(inventory: &'a Inventory, service: &Service, kind: ObjectKind) -> BTreeSet<&'a str> {
    let own = inventory.services.get(&service.name).and_then(|s| s.objects.get(&kind));
    let archetypes = service
        .archetypes
        .iter()
        .filter_map(|a| inventory.archetypes.get(a)?.objects.get(&kind));
    own.into_iter()
        .chain(archetypes)
        .flatten()
        .map(String::as_str)
        .collect()
}
