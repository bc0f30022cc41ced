//! Suppressions: what an object or a page asks not to be told, with a reason and perhaps a last day.

use std::collections::{BTreeMap, BTreeSet};

use model::{ObjectPath, Suppression, Suppressions};

use crate::facts::Facts;
use crate::rule::{Check, Rule};
use crate::rules;
use crate::sink::{Finding, Sink, Subject};

/// One suppression and what became of it.
#[derive(Debug)]
pub(crate) struct Carried<'a> {
    /// The object or page that carries it.
    pub(crate) subject: Subject<'a>,
    /// The rule it names.
    pub(crate) name: &'a str,
    /// What it says.
    pub(crate) suppression: &'a Suppression,
    /// Whether its day has passed.
    pub(crate) expired: bool,
    /// Whether there is a rule of that name.
    pub(crate) known: bool,
    /// Whether the rule ran and found nothing that it would hide.
    pub(crate) unused: bool,
}

/// What carries a suppression: an object in all its environments, or a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner<'a> {
    Object(&'a ObjectPath),
    Page(&'a str),
}

/// The findings without those that are suppressed, and with what those of `selected` find that look at suppressions.
pub(crate) fn judged<'a>(
    facts: &'a Facts<'a>,
    selected: &[&'static Rule],
    findings: Vec<Finding<'a>>,
) -> Vec<Finding<'a>> {
    let mut used: BTreeSet<(Owner<'a>, &str)> = BTreeSet::new();
    let mut kept: Vec<Finding<'a>> = Vec::with_capacity(findings.len());
    for finding in findings {
        let rule = finding.rule.name;
        let carrier = owner(finding.subject);
        match carrier.and_then(|(owner, suppress)| suppress.get(rule).map(|suppression| (owner, suppression))) {
            Some((owner, suppression)) => {
                used.insert((owner, rule));
                if expired(facts, suppression) {
                    kept.push(finding);
                }
            }
            None => kept.push(finding),
        }
    }
    let ran: BTreeSet<&str> = selected.iter().map(|rule| rule.name).collect();
    let carried = carried(facts, |owner, name| {
        ran.contains(name) && !used.contains(&(owner, name))
    });
    for rule in selected {
        if let Check::Suppressions(check) = rule.check {
            let mut sink = Sink::new(rule);
            check(&carried, &mut sink);
            kept.append(&mut sink.findings);
        }
    }
    kept
}

fn expired(facts: &Facts<'_>, suppression: &Suppression) -> bool {
    suppression.until.is_some_and(|until| until < facts.today)
}

/// Who would carry the suppression of a finding about `subject`, and what it suppresses.
fn owner<'a>(subject: Subject<'a>) -> Option<(Owner<'a>, &'a Suppressions)> {
    match subject {
        Subject::Object(object) => Some((Owner::Object(&object.path), object.spec.suppress())),
        Subject::Page(page) => page
            .front
            .as_ref()
            .ok()
            .map(|front| (Owner::Page(page.path), &front.suppress)),
        Subject::File | Subject::Values(_) => None,
    }
}

/// Every suppression with what carries it.
fn carried<'a>(facts: &'a Facts<'a>, unused: impl Fn(Owner<'a>, &str) -> bool) -> Vec<Carried<'a>> {
    let known: BTreeMap<&str, &Rule> = rules::rules().iter().map(|rule| (rule.name, *rule)).collect();
    let objects = facts.objects.iter().map(Subject::Object);
    let pages = facts.pages.iter().map(|page| Subject::Page(&page.page));
    let mut carried = Vec::new();
    for subject in objects.chain(pages) {
        let Some((owner, suppress)) = owner(subject) else {
            continue;
        };
        for (name, suppression) in suppress {
            carried.push(Carried {
                subject,
                name,
                suppression,
                expired: expired(facts, suppression),
                known: known.contains_key(name.as_str()),
                unused: unused(owner, name),
            });
        }
    }
    carried
}
