//! From findings to diagnostics: the same in several environments, or of several objects from one file, is told once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use diagnostics::{Diagnostic, find_word};
use model::ObjectKind;
use render::Object;

use crate::facts::Facts;
use crate::run::Report;
use crate::sink::{Finding, Subject};

/// How many other objects a note names before it counts them.
const NAMED_MAX: usize = 5;

/// What makes two findings one.
type Key<'f> = (&'f str, usize, &'static str, &'f str, &'f [String], Option<&'f str>);

fn key<'f>(finding: &'f Finding<'_>) -> Key<'f> {
    let at = finding.span.as_ref().map_or(0, |span| span.start);
    (
        finding.path.as_str(),
        at,
        finding.rule.name,
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

/// The findings as they are told, file by file from the top down.
pub(crate) fn merged<'a>(facts: &'a Facts<'a>, findings: Vec<Finding<'a>>) -> Report {
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
        match finding.subject {
            Subject::Object(object) => {
                group
                    .objects
                    .entry((&object.path.service, &object.path.name))
                    .or_insert(object);
                group.scopes.insert(&object.scope);
            }
            Subject::Values(env) => drop(group.scopes.insert(env)),
            Subject::Page(_) | Subject::File => {}
        }
    }
    let mut told: Vec<Diagnostic> = groups.iter().map(|group| diagnostic(facts, group)).collect();
    told.sort_by_cached_key(|d| {
        let place = d.place.as_ref();
        let start = place.and_then(|p| p.excerpt.as_ref()).map(|(_, span)| span.start);
        (place.map(|p| p.path.clone()), start, d.rule.clone(), d.message.clone())
    });
    let mut fixes: Vec<_> = findings.into_iter().filter_map(|finding| finding.fix).collect();
    fixes.sort_by(|a, b| {
        (&a.path, a.span.start, a.span.end, &a.text).cmp(&(&b.path, b.span.start, b.span.end, &b.text))
    });
    fixes.dedup();
    Report { findings: told, fixes }
}

fn diagnostic<'a>(facts: &'a Facts<'a>, group: &Merged<'_, 'a>) -> Diagnostic {
    let finding = group.first;
    let what = &finding.what;
    let message = match finding.subject {
        Subject::Object(object) => {
            let (service, name) = group
                .objects
                .keys()
                .next()
                .copied()
                .unwrap_or((&object.path.service, &object.path.name));
            format!("{} '{service}/{name}' {what}", object.path.kind)
        }
        Subject::Page(page) => format!("'{}' {what}", page.path),
        Subject::File => what.clone(),
        Subject::Values(_) => format!("chart 'datadog' {what}"),
    };
    let mut told = placed(
        facts,
        finding,
        Diagnostic::new(finding.rule.severity, finding.rule.name, message),
    );
    if group.objects.len() > 1 {
        told = told.note(others(&group.objects));
    }
    if let Some(note) = scopes(facts, finding.subject, &group.scopes) {
        told = told.note(note);
    }
    if let (Subject::Object(object), 1) = (finding.subject, group.objects.len()) {
        let service = facts.catalog.services.get(&object.path.service);
        if let Some(service) =
            service.filter(|s| object.path.kind == ObjectKind::Monitor && s.tune.contains_key(&object.path.name))
        {
            told = told.note(format!("it is tuned in jsonnet/{}", service.file));
        }
    }
    match &finding.help {
        Some(help) => told.help(help.clone()),
        None => told,
    }
}

/// The other objects from the same file of which the same is true.
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
    format!("the same is true of {}", names.join(", "))
}

/// In which environments it is so, where that is not in all of them.
fn scopes(facts: &Facts<'_>, subject: Subject<'_>, scopes: &BTreeSet<&str>) -> Option<String> {
    let all = match subject {
        Subject::Object(object) if object.path.kind == ObjectKind::Dashboard => facts.catalog.organisations.len(),
        Subject::Object(_) | Subject::Values(_) => facts.catalog.environments.len(),
        Subject::Page(_) | Subject::File => return None,
    };
    let names: Vec<&str> = scopes.iter().copied().collect();
    (names.len() < all).then(|| format!("in {}", names.join(", ")))
}

fn placed(facts: &Facts<'_>, finding: &Finding<'_>, told: Diagnostic) -> Diagnostic {
    let Some(text) = facts.file(&finding.path) else {
        return told.in_file(finding.path.clone());
    };
    let word = |word: &String| find_word(&text, &(0..0), word);
    let span: Option<Range<usize>> = finding.span.clone().or_else(|| finding.words.iter().find_map(word));
    match span {
        Some(span) => told.at(finding.path.clone(), Arc::clone(&text), span),
        None => told.in_file(finding.path.clone()),
    }
}
