//! The runbooks of monitors: handwritten, or generated from a template. The path says to which monitor a file belongs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostics::{Diagnostic, suggestion, unfinished_merge};
use documents::runbook::{
    CONDITIONS, PLACEHOLDERS, Place, Runbook, find_conditions, find_placeholders, is_generated, runbook_path,
    template_path,
};
use render::{Monitor, OWN};
use repository::Artifact;

use crate::facts::Facts;
use crate::generated;
use crate::view::{Across, View};

/// The result.
#[derive(Debug, Default)]
pub(crate) struct Runbooks {
    /// The runbooks generated from templates.
    pub(crate) artifacts: Vec<Artifact>,
    /// The paths of the generated runbooks in the tree.
    pub(crate) generated: BTreeSet<String>,
    /// The troubleshooting guides.
    pub(crate) topics: Vec<Topic>,
}

/// A troubleshooting guide.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    /// Its path from the root of the repository.
    pub(crate) path: String,
    /// Its title.
    pub(crate) title: String,
    /// Its summary.
    pub(crate) summary: String,
}

/// The files below `runbooks/`, by their place.
#[derive(Default)]
struct Sorted<'a> {
    /// The paths of the handwritten runbooks.
    handwritten: BTreeSet<&'a str>,
    /// By path.
    templates: BTreeMap<&'a str, Runbook<'a>>,
    /// The troubleshooting guides, by path.
    topics: BTreeMap<&'a str, Runbook<'a>>,
    /// The paths of the generated runbooks in the tree.
    generated: BTreeSet<String>,
}

/// Generates the runbooks of archetypes' monitors that have no handwritten one. Reports those without a template. `lint` reports a service's own monitor
/// without a runbook.
pub(crate) fn runbooks(
    view: &View<'_>,
    texts: &BTreeMap<String, Arc<str>>,
    findings: &mut Vec<Diagnostic>,
) -> Runbooks {
    let sorted = sort(texts, findings);
    let mut artifacts = Vec::new();
    for monitor in view.monitors.iter().filter(|monitor| monitor.object.origin != OWN) {
        let path = runbook_path(monitor.service, monitor.name);
        if sorted.handwritten.contains(path.as_str()) {
            continue;
        }
        let template = {
            let (archetype, name) = monitor.object.template();
            template_path(archetype, name)
        };
        match sorted.templates.get(template.as_str()) {
            Some(template) => {
                if let Some(text) = generate(view, monitor, template, findings) {
                    artifacts.push(Artifact { path, text: Some(text) });
                }
            }
            // Its generated runbook, if there is one, would be removed.
            None => findings.push(without_template(monitor, &path, &template)),
        }
    }
    artifacts.extend(left_out(view, &sorted));
    Runbooks {
        artifacts,
        generated: sorted.generated,
        topics: sorted.topics.values().filter_map(topic).collect(),
    }
}

/// The pages of the monitors that services leave out. Other pages link to them: they say why there is no alert.
fn left_out(view: &View<'_>, sorted: &Sorted<'_>) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for service in view.catalog.services.values() {
        for (monitor, reason) in &service.without {
            let path = runbook_path(&service.name, monitor);
            if !sorted.handwritten.contains(path.as_str()) {
                let text = Some(generated::left_out(service, monitor, reason));
                artifacts.push(Artifact { path, text });
            }
        }
    }
    artifacts
}

fn without_template(monitor: &Across<'_, Monitor>, path: &str, template: &str) -> Diagnostic {
    let message = format!(
        "monitor '{}/{}' has neither the template '{template}' nor the runbook '{path}'",
        monitor.service, monitor.name
    );
    Diagnostic::error("monitor/missing-runbook", message)
        .in_file(monitor.object.source())
        .help(format!("restore or write '{template}'"))
}

fn topic(guide: &Runbook<'_>) -> Option<Topic> {
    Some(Topic {
        path: guide.path.to_owned(),
        title: guide.title()?.title.to_owned(),
        summary: guide.front.as_ref().ok()?.summary.clone(),
    })
}

/// Sorts the files by their place. Reports misplaced files and files without front matter or title.
fn sort<'a>(texts: &'a BTreeMap<String, Arc<str>>, findings: &mut Vec<Diagnostic>) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    for (path, text) in texts {
        findings.extend(unfinished_merge(path, text));
        match Place::parse(path) {
            Err(finding) => findings.push(*finding),
            Ok(Place::Monitor(..)) if is_generated(text) => drop(sorted.generated.insert(path.clone())),
            Ok(Place::Monitor(..)) => {
                parse(path, text, findings);
                sorted.handwritten.insert(path);
            }
            Ok(Place::Template(..)) => {
                let template = parse(path, text, findings);
                check_placeholders(&template, findings);
                sorted.templates.insert(path, template);
            }
            Ok(Place::Troubleshooting) => drop(sorted.topics.insert(path, parse(path, text, findings))),
            Ok(Place::Readme) => {}
        }
    }
    sorted
}

/// Parses a file, and reports invalid front matter or a missing title.
fn parse<'a>(path: &'a str, text: &'a Arc<str>, findings: &mut Vec<Diagnostic>) -> Runbook<'a> {
    let runbook = Runbook::parse(path, text);
    match &runbook.front {
        Err(finding) => findings.push((**finding).clone()),
        Ok(_) if runbook.title().is_none() => findings.push(
            runbook
                .finding("runbook/no-title", "has no title", runbook.body..runbook.body)
                .help("write '# <title>' as the first line after the front matter"),
        ),
        Ok(_) => {}
    }
    runbook
}

/// Generates the runbook of a monitor from its template. Reports placeholders for which the monitor has no value.
fn generate(
    view: &View<'_>,
    monitor: &Across<'_, Monitor>,
    template: &Runbook<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<String> {
    let (service, team) = view.service(monitor.service)?;
    let facts = Facts::new(view, monitor, service, team);
    for found in find_placeholders(template.text) {
        if PLACEHOLDERS.contains(&found.name) && facts.get(found.name).is_none() {
            let what = format_args!(
                "uses '{{{{{}}}}}', which monitor '{}/{}' does not have",
                found.name, monitor.service, monitor.name
            );
            findings.push(
                template
                    .finding("runbook/empty-placeholder", what, found.span)
                    .help("remove it from the template, or write a runbook for this monitor"),
            );
        }
    }
    generated::runbook(monitor, service, team, template, &facts)
}

fn check_placeholders(template: &Runbook<'_>, findings: &mut Vec<Diagnostic>) {
    for found in find_placeholders(template.text)
        .into_iter()
        .filter(|f| !PLACEHOLDERS.contains(&f.name))
    {
        let what = format_args!("uses an unknown placeholder '{}'", found.name);
        findings.push(
            template
                .finding("runbook/unknown-placeholder", what, found.span)
                .help(suggestion(found.name, PLACEHOLDERS)),
        );
    }
    for found in find_conditions(template.text)
        .into_iter()
        .filter(|f| !CONDITIONS.contains(&f.name))
    {
        let what = format_args!("has a line with the unknown condition '{}'", found.name);
        findings.push(
            template
                .finding("runbook/unknown-placeholder", what, found.span)
                .help(suggestion(found.name, CONDITIONS)),
        );
    }
}

#[cfg(test)]
mod tests;
