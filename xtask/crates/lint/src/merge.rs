//! Turns findings into diagnostics. A finding that several environments, or several objects from one file, share is reported once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use diagnostics::{Diagnostic, find_word};
use model::ObjectKind;
use render::Object;

use crate::facts::Facts;
use crate::finding::{Finding, FindingTarget};
use crate::report::Report;

/// How many other objects a note names; further ones are counted.
const NAMED_MAX: usize = 5;

/// Findings with equal keys are reported once.
type Key<'f> = (&'f str, usize, &'static str, &'f str, &'f [String], Option<&'f str>);

fn key<'f>(finding: &'f Finding<'_>) -> Key<'f> {
    let at = finding.span.as_ref().map_or(0, |span| span.start);
    (
        finding.path.as_str(),
        at,
        finding.rule,
        finding.what.as_str(),
        finding.words.as_slice(),
        finding.help.as_deref(),
    )
}

struct Merged<'f, 'a> {
    first: &'f Finding<'a>,
    objects: BTreeMap<(&'a str, &'a str), &'a Object>,
    scopes: BTreeSet<&'a str>,
}

/// Merges equal findings, finds their places, and sorts them by file and line.
pub(crate) fn merge<'a>(facts: &'a Facts<'a>, findings: Vec<Finding<'a>>) -> Report {
    let (mut known, mut groups): (HashMap<Key<'_>, usize>, Vec<Merged<'_, 'a>>) = (HashMap::new(), Vec::new());
    for finding in &findings {
        let at = *known.entry(key(finding)).or_insert_with(|| {
            groups.push(Merged {
                first: finding,
                objects: BTreeMap::new(),
                scopes: BTreeSet::new(),
            });
            groups.len() - 1
        });
        let group = &mut groups[at];
        match finding.target {
            FindingTarget::Object(object) => {
                group
                    .objects
                    .entry((&object.path.service, &object.path.name))
                    .or_insert(object);
                group.scopes.insert(&object.scope);
            }
            FindingTarget::Values(env) => drop(group.scopes.insert(env)),
            FindingTarget::Runbook(_) | FindingTarget::File => {}
        }
    }
    let mut diagnostics: Vec<Diagnostic> = groups.iter().map(|group| diagnostic(facts, group)).collect();
    diagnostics.sort_by_cached_key(|d| {
        let place = d.place.as_ref();
        let start = place.and_then(|p| p.excerpt.as_ref()).map(|(_, span)| span.start);
        (place.map(|p| p.path.clone()), start, d.rule.clone(), d.message.clone())
    });
    let mut fixes: Vec<_> = findings.into_iter().filter_map(|finding| finding.fix).collect();
    fixes.sort_by(|a, b| {
        (&a.path, a.span.start, a.span.end, &a.text).cmp(&(&b.path, b.span.start, b.span.end, &b.text))
    });
    fixes.dedup();
    Report {
        findings: diagnostics,
        fixes,
    }
}

fn diagnostic<'a>(facts: &'a Facts<'a>, group: &Merged<'_, 'a>) -> Diagnostic {
    let finding = group.first;
    let what = &finding.what;
    let message = match finding.target {
        FindingTarget::Object(object) => {
            let (service, name) = group
                .objects
                .keys()
                .next()
                .copied()
                .unwrap_or((&object.path.service, &object.path.name));
            format!("{} '{service}/{name}' {what}", object.path.kind)
        }
        FindingTarget::Runbook(runbook) => format!("'{}' {what}", runbook.path),
        FindingTarget::File => what.clone(),
        FindingTarget::Values(_) => format!("chart 'datadog' {what}"),
    };
    let mut diagnostic = with_place(facts, finding, Diagnostic::new(finding.severity, finding.rule, message));
    if group.objects.len() > 1 {
        diagnostic = diagnostic.note(others(&group.objects));
    }
    if let Some(note) = scopes(facts, finding.target, &group.scopes) {
        diagnostic = diagnostic.note(note);
    }
    if let (FindingTarget::Object(object), 1) = (finding.target, group.objects.len())
        && let Some(service) = facts.tuning(object)
    {
        diagnostic = diagnostic.note(format!(
            "its service overrides fields of this monitor: 'tune' in jsonnet/{}",
            service.file
        ));
    }
    match &finding.help {
        Some(help) => diagnostic.help(help.clone()),
        None => diagnostic,
    }
}

/// The other objects from the same file with this finding.
fn others(objects: &BTreeMap<(&str, &str), &Object>) -> String {
    let mut names: Vec<String> = objects
        .keys()
        .skip(1)
        .take(NAMED_MAX)
        .map(|(service, name)| format!("'{service}/{name}'"))
        .collect();
    if objects.len() - 1 > names.len() {
        names.push(format!("{} more", objects.len() - 1 - names.len()));
    }
    format!("also in {}", names.join(", "))
}

/// The environments or organisations with this finding; `None` if that is all of them.
fn scopes(facts: &Facts<'_>, target: FindingTarget<'_>, scopes: &BTreeSet<&str>) -> Option<String> {
    let all = match target {
        FindingTarget::Object(object) if object.path.kind == ObjectKind::Dashboard => facts.catalog.organisations.len(),
        FindingTarget::Object(_) | FindingTarget::Values(_) => facts.catalog.environments.len(),
        FindingTarget::Runbook(_) | FindingTarget::File => return None,
    };
    let names: Vec<&str> = scopes.iter().copied().collect();
    (names.len() < all).then(|| format!("only in {}", names.join(", ")))
}

/// Adds the file and, if a word or span is known, the excerpt.
fn with_place(facts: &Facts<'_>, finding: &Finding<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let Some(text) = finding.shown.clone().or_else(|| facts.file(&finding.path)) else {
        return diagnostic.in_file(finding.path.clone());
    };
    let word = |word: &String| find_word(&text, &(0..0), word);
    let span: Option<Range<usize>> = finding.span.clone().or_else(|| finding.words.iter().find_map(word));
    match span {
        Some(span) => diagnostic.at(finding.path.clone(), Arc::clone(&text), span),
        None => diagnostic.in_file(finding.path.clone()),
    }
}
