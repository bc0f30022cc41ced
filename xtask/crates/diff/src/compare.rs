use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::cost;
use crate::dashboard;
use crate::fact::Fact;
use crate::merge::{Entry, merged};
use crate::monitor;
use crate::moved;
use crate::object::{self, Object, Sort, Subject};
use crate::policy::Policy;
use crate::report::{Action, Report};
use crate::shown::name;
use crate::slo;
use crate::snapshot::Snapshot;
use crate::structure;
use model::Risk;

/// The objects of one side, by environment and subject.
type Objects = BTreeMap<(String, Subject), Object>;

/// What differs between `base` and `head`.
#[must_use]
pub fn compare(base: &Snapshot, head: &Snapshot) -> Report {
    let policies: Vec<&Policy> = [&head.policy, &base.policy]
        .into_iter()
        .filter_map(|policy| policy.as_ref().ok())
        .collect();
    let mut entries = Vec::new();
    let (mut old, mut new) = (Objects::new(), Objects::new());
    let paths: BTreeSet<&String> = base.files.keys().chain(head.files.keys()).collect();
    for path in paths {
        let (before, after) = (base.files.get(path), head.files.get(path));
        if before != after {
            file(path, before, after, &mut old, &mut new, &mut entries);
        }
    }
    let context = Context { policies: &policies };
    for (from, to) in moved::pairs(&mut old, &mut new) {
        entries.push(Entry {
            action: Action::Moved(from.subject.name.clone()),
            facts: context.facts(&moved::renamed(&from, &to), &to),
            subject: to.subject,
            environment: to.scope,
        });
    }
    let keys: BTreeSet<&(String, Subject)> = old.keys().chain(new.keys()).collect();
    for key in keys {
        entries.extend(context.entry(key, old.get(key), new.get(key)));
    }
    Report {
        changes: merged(entries, &policies),
        cost: cost::cost(&base.policy, &head.policy),
    }
}

/// Reads one file that differs. What cannot be read on a side is told as it is: it cannot be parsed, so its effect is unknown, nor what became of the other side.
fn file(
    path: &str,
    before: Option<&Vec<u8>>,
    after: Option<&Vec<u8>>,
    old: &mut Objects,
    new: &mut Objects,
    entries: &mut Vec<Entry>,
) {
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for (content, side) in [(before, "before"), (after, "now")] {
        let objects = content.map_or_else(
            || Ok(Objects::new()),
            |content| object::read(path, content).and_then(by_name),
        );
        match objects {
            Ok(objects) => read.push(objects),
            Err(reason) => refused.push(unreadable(path, side, &reason, before.is_none(), after.is_none())),
        }
    }
    match (refused.is_empty(), <[Objects; 2]>::try_from(read)) {
        (true, Ok([before, after])) => {
            old.extend(before);
            new.extend(after);
        }
        _ => entries.extend(refused),
    }
}

/// The objects of one file, which may not share a name. Those of two files cannot: the path is part of it.
fn by_name(objects: Vec<Object>) -> Result<Objects, String> {
    let mut named = Objects::new();
    for object in objects {
        let key = (object.scope.clone(), object.subject.clone());
        let name = object.subject.name.clone();
        if named.insert(key, object).is_some() {
            return Err(format!("two of its objects are '{name}'"));
        }
    }
    Ok(named)
}

fn unreadable(path: &str, side: &str, reason: &str, added: bool, removed: bool) -> Entry {
    let (scope, below) = object::place(path).map_or(("", path), |(scope, below, _)| (scope, below));
    Entry {
        action: match (added, removed) {
            (true, _) => Action::Added,
            (_, true) => Action::Removed,
            _ => Action::Changed,
        },
        subject: Subject {
            sort: Sort::File,
            name: name(if scope.is_empty() { path } else { below }),
        },
        environment: name(scope),
        facts: vec![Fact::new(Risk::Unreadable, format!("cannot be read {side}:"), reason)],
    }
}

/// What the comparison of every object knows.
struct Context<'a> {
    policies: &'a [&'a Policy],
}

impl Context<'_> {
    fn entry(&self, key: &(String, Subject), old: Option<&Object>, new: Option<&Object>) -> Option<Entry> {
        let (action, facts) = match (old, new) {
            (Some(old), Some(new)) => (Action::Changed, self.facts(old, new)),
            (None, Some(new)) => (Action::Added, self.alone(new, true)),
            (Some(old), None) => (Action::Removed, self.alone(old, false)),
            (None, None) => return None,
        };
        if action == Action::Changed && facts.is_empty() {
            return None; // comments or layout of the file
        }
        Some(Entry {
            action,
            subject: key.1.clone(),
            environment: key.0.clone(),
            facts,
        })
    }

    fn facts(&self, old: &Object, new: &Object) -> Vec<Fact> {
        let mut facts = match new.subject.sort {
            Sort::Slo => slo::facts(&old.payload, &new.payload),
            Sort::Dashboard => dashboard::facts(&old.payload, &new.payload),
            Sort::Monitor => monitor::facts(&old.payload, &new.payload, self.policies),
            Sort::Datadog | Sort::Kubernetes | Sort::HelmValues | Sort::File => {
                by_path(Risk::Platform, &old.payload, &new.payload)
            }
        };
        facts.extend(
            by_path(Risk::Platform, &old.manifest, &new.manifest)
                .into_iter()
                .map(|fact| Fact {
                    what: format!("manifest: {}", fact.what),
                    ..fact
                }),
        );
        facts
    }

    /// What is to be said of an object that is there on one side only.
    fn alone(&self, object: &Object, new: bool) -> Vec<Fact> {
        match object.subject.sort {
            Sort::Monitor => monitor::reached(&object.payload, self.policies, new),
            _ => Vec::new(),
        }
    }
}

/// Every difference by its path.
pub(crate) fn by_path(risk: Risk, old: &Value, new: &Value) -> Vec<Fact> {
    structure::differences(old, new)
        .into_iter()
        .map(|d| Fact::new(risk, d.path, d.how))
        .collect()
}

#[cfg(test)]
mod tests;
