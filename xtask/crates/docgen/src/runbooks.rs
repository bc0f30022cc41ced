//! One page a monitor: who wrote it, or which template it follows from. The path is the registry.

mod orphans;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostics::{Diagnostic, suggestion};
use estate::{Archetype, Artifact};
use render::{Monitor, OWN};

use crate::facts::{Facts, PLACEHOLDERS, page_path, template_path};
use crate::page::Page;
use crate::place::{Place, RESERVED, place};
use crate::view::{Across, View};
use crate::{links, placeholders, written};

/// What the pages amount to.
#[derive(Debug, Default)]
pub(crate) struct Runbooks {
    /// The pages that follow from templates.
    pub(crate) artifacts: Vec<Artifact>,
    /// The generated pages that stand in the tree.
    pub(crate) generated: BTreeSet<String>,
    /// The troubleshooting pages: path, title, summary.
    pub(crate) topics: Vec<Topic>,
}

/// A troubleshooting page.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    /// Its path from the root of the repository.
    pub(crate) path: String,
    /// Its title.
    pub(crate) title: String,
    /// What it helps with.
    pub(crate) summary: String,
}

/// The pages by what they are.
#[derive(Default)]
struct Sorted<'a> {
    pages: BTreeMap<&'a str, Page<'a>>,
    templates: BTreeMap<&'a str, Page<'a>>,
    topics: BTreeMap<&'a str, Page<'a>>,
    generated: BTreeSet<String>,
}

/// Matches the pages with the monitors.
pub(crate) fn runbooks(
    view: &View<'_>,
    texts: &BTreeMap<String, Arc<str>>,
    archetypes: &BTreeMap<String, Archetype>,
    findings: &mut Vec<Diagnostic>,
) -> Runbooks {
    findings.extend(
        RESERVED
            .iter()
            .filter(|name| view.catalog.services.contains_key(**name))
            .map(|name| orphans::reserved(name)),
    );
    let sorted = sort(view, texts, archetypes, findings);
    let mut made = BTreeMap::new();
    let mut lacking: BTreeMap<String, Vec<&Across<'_, Monitor>>> = BTreeMap::new();
    for monitor in &view.monitors {
        let path = page_path(monitor.service, monitor.name);
        if sorted.pages.contains_key(path.as_str()) {
            continue;
        }
        if monitor.object.origin == OWN {
            findings.push(orphans::missing_page(monitor, &path));
            continue;
        }
        let template = template_path(&monitor.object.origin, &monitor.object.path);
        match sorted.templates.get(template.as_str()) {
            Some(page) => drop(generate(view, monitor, page, findings).map(|text| made.insert(path, (page, text)))),
            None => lacking.entry(template).or_default().push(monitor),
        }
    }
    findings.extend(lacking.into_iter().map(|(template, monitors)| orphans::missing_template(&template, &monitors)));
    links::check(sorted.pages.values().chain(sorted.topics.values()), &made, texts, findings);
    Runbooks {
        artifacts: made.into_iter().map(|(path, (_, text))| Artifact { path, text: Some(text) }).collect(),
        generated: sorted.generated,
        topics: sorted.topics.values().filter_map(topic).collect(),
    }
}

fn topic(page: &Page<'_>) -> Option<Topic> {
    Some(Topic {
        path: page.path.to_owned(),
        title: page.title()?.title.to_owned(),
        summary: page.front.as_ref()?.summary.clone(),
    })
}

/// Reads every page, and refuses those that belong to nothing.
fn sort<'a>(view: &View<'_>, texts: &'a BTreeMap<String, Arc<str>>, archetypes: &BTreeMap<String, Archetype>, findings: &mut Vec<Diagnostic>) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    for (path, text) in texts {
        let place = match place(path) {
            Ok(place) => place,
            Err(finding) => {
                findings.push(*finding);
                continue;
            }
        };
        if written::is_generated(text) && matches!(place, Place::Page(..)) {
            sorted.generated.insert(path.clone());
            continue;
        }
        if place == Place::About {
            continue;
        }
        let page = Page::read(path, text, findings);
        match place {
            Place::Page(service, name) => {
                page.check_sections(findings);
                check_own_words(&page, findings);
                findings.extend(orphans::orphan_page(view, &page, service, name));
                sorted.pages.insert(path, page);
            }
            Place::Template(archetype, name) => {
                page.check_sections(findings);
                check_placeholders(&page, findings);
                findings.extend(orphans::orphan_template(archetypes, &page, archetype, name));
                sorted.templates.insert(path, page);
            }
            Place::Topic => drop(sorted.topics.insert(path, page)),
            Place::About => {}
        }
    }
    sorted
}

/// A page from its template. What the template says of this monitor must be there to be said.
fn generate(view: &View<'_>, monitor: &Across<'_, Monitor>, template: &Page<'_>, findings: &mut Vec<Diagnostic>) -> Option<String> {
    let (service, team) = view.service(monitor.service)?;
    let facts = Facts::of(view, monitor, service, team);
    for found in placeholders::find(template.text) {
        if PLACEHOLDERS.contains(&found.name) && facts.get(found.name).is_none() {
            let what = format_args!(
                "uses '{{{{{}}}}}', which monitor '{}/{}' does not have",
                found.name, monitor.service, monitor.name
            );
            findings.push(
                template
                    .finding("runbook/empty-placeholder", what, found.span)
                    .help("word the template without it, or write a page of its own for the monitor"),
            );
        }
    }
    written::page(monitor, service, team, template, &facts)
}

fn check_placeholders(page: &Page<'_>, findings: &mut Vec<Diagnostic>) {
    for found in placeholders::find(page.text).into_iter().filter(|f| !PLACEHOLDERS.contains(&f.name)) {
        let what = format_args!("uses an unknown placeholder '{}'", found.name);
        findings.push(
            page.finding("runbook/unknown-placeholder", what, found.span)
                .help(suggestion(found.name, PLACEHOLDERS)),
        );
    }
}

/// A placeholder in a handwritten page was copied from a template and would be read at night as it stands.
fn check_own_words(page: &Page<'_>, findings: &mut Vec<Diagnostic>) {
    for found in placeholders::find(page.text).into_iter().filter(|f| PLACEHOLDERS.contains(&f.name)) {
        let what = format_args!("holds the placeholder '{}' of a template", found.name);
        findings.push(
            page.finding("runbook/placeholder-in-page", what, found.span)
                .help("write what it stands for: only templates are filled in"),
        );
    }
}

#[cfg(test)]
mod tests;
