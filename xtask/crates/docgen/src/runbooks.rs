//! One page a monitor: who wrote it, or which template it follows from. The path is the registry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostics::{Diagnostic, suggestion};
use documents::runbook::{
    PLACEHOLDERS, Place, RESERVED, Runbook, find_placeholders, is_generated, runbook_path, template_path,
};
use render::{Monitor, OWN};
use repository::Artifact;

use crate::facts::Facts;
use crate::view::{Across, View};
use crate::written;

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
    /// The pages that people wrote.
    pages: BTreeSet<&'a str>,
    templates: BTreeMap<&'a str, Runbook<'a>>,
    topics: BTreeMap<&'a str, Runbook<'a>>,
    generated: BTreeSet<String>,
}

/// Matches the pages with the monitors. A monitor without a page or template gets none; that this is wrong, `lint` says.
pub(crate) fn runbooks(
    view: &View<'_>,
    texts: &BTreeMap<String, Arc<str>>,
    findings: &mut Vec<Diagnostic>,
) -> Runbooks {
    findings.extend(
        RESERVED
            .iter()
            .filter(|name| view.catalog.services.contains_key(**name))
            .map(|name| reserved(name)),
    );
    let sorted = sort(texts, findings);
    let mut artifacts = Vec::new();
    for monitor in view.monitors.iter().filter(|monitor| monitor.object.origin != OWN) {
        let path = runbook_path(monitor.service, monitor.name);
        if sorted.pages.contains(path.as_str()) {
            continue;
        }
        let template = sorted
            .templates
            .get(template_path(&monitor.object.origin, monitor.name).as_str());
        if let Some(text) = template.and_then(|template| generate(view, monitor, template, findings)) {
            artifacts.push(Artifact { path, text: Some(text) });
        }
    }
    Runbooks {
        artifacts,
        generated: sorted.generated,
        topics: sorted.topics.values().filter_map(topic).collect(),
    }
}

/// A service whose pages would stand in a folder that is taken.
fn reserved(name: &str) -> Diagnostic {
    Diagnostic::error("runbook/reserved-name", format!("a service may not be called '{name}'"))
        .in_file(format!("jsonnet/services/{name}/service.libsonnet"))
        .help("the folder of that name below runbooks/ holds what belongs to no service")
}

fn topic(page: &Runbook<'_>) -> Option<Topic> {
    Some(Topic {
        path: page.path.to_owned(),
        title: page.title()?.title.to_owned(),
        summary: page.front.as_ref().ok()?.summary.clone(),
    })
}

/// Reads every page that something is made of.
fn sort<'a>(texts: &'a BTreeMap<String, Arc<str>>, findings: &mut Vec<Diagnostic>) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    for (path, text) in texts {
        match Place::parse(path) {
            Err(finding) => findings.push(*finding),
            Ok(Place::Monitor(..)) if is_generated(text) => drop(sorted.generated.insert(path.clone())),
            Ok(Place::Monitor(..)) => {
                sorted.pages.insert(path);
            }
            Ok(Place::Template(..)) => {
                let page = read(path, text, findings);
                check_placeholders(&page, findings);
                sorted.templates.insert(path, page);
            }
            Ok(Place::Troubleshooting) => drop(sorted.topics.insert(path, read(path, text, findings))),
            Ok(Place::Readme) => {}
        }
    }
    sorted
}

/// A page that others are made of needs its header and its title.
fn read<'a>(path: &'a str, text: &'a Arc<str>, findings: &mut Vec<Diagnostic>) -> Runbook<'a> {
    let page = Runbook::parse(path, text);
    match &page.front {
        Err(finding) => findings.push((**finding).clone()),
        Ok(_) if page.title().is_none() => findings.push(
            page.finding("runbook/no-title", "has no title", page.body..page.body)
                .help("write '# <title>' as the first line after the front matter"),
        ),
        Ok(_) => {}
    }
    page
}

/// A page from its template. What the template says of this monitor must be there to be said.
fn generate(
    view: &View<'_>,
    monitor: &Across<'_, Monitor>,
    template: &Runbook<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<String> {
    let (service, team) = view.service(monitor.service)?;
    let facts = Facts::of(view, monitor, service, team);
    for found in find_placeholders(template.text) {
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

fn check_placeholders(page: &Runbook<'_>, findings: &mut Vec<Diagnostic>) {
    for found in find_placeholders(page.text)
        .into_iter()
        .filter(|f| !PLACEHOLDERS.contains(&f.name))
    {
        let what = format_args!("uses an unknown placeholder '{}'", found.name);
        findings.push(
            page.finding("runbook/unknown-placeholder", what, found.span)
                .help(suggestion(found.name, PLACEHOLDERS)),
        );
    }
}

#[cfg(test)]
mod tests;
