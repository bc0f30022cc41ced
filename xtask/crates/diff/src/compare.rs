use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::cost;
use crate::dashboard;
use crate::display::name;
use crate::fact::Fact;
use crate::merge::{Entry, merge};
use crate::monitor;
use crate::moved;
use crate::object::{self, DiffKind, Object, ObjectId};
use crate::policy::Policy;
use crate::report::{Action, Report};
use crate::slo;
use crate::snapshot::Snapshot;
use crate::structure;
use model::Risk;

/// The objects of one side, by environment and name.
type Objects = BTreeMap<(String, ObjectId), Object>;

/// The differences between `base` and `head`.
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
    let context = Context {
        policies: &policies,
        base: base.policy.as_ref().ok(),
        head: head.policy.as_ref().ok(),
    };
    for (from, to) in moved::pairs(&mut old, &mut new) {
        entries.push(Entry {
            action: Action::Moved(from.id.name.clone()),
            facts: context.facts(&moved::renamed(&from, &to), &to),
            id: to.id,
            environment: to.scope,
        });
    }
    let keys: BTreeSet<&(String, ObjectId)> = old.keys().chain(new.keys()).collect();
    for key in keys {
        entries.extend(context.entry(key, old.get(key), new.get(key)));
    }
    Report {
        changes: merge(entries, &policies),
        cost: cost::cost(&base.policy, &head.policy),
    }
}

/// Reads both sides of a file that differs. If one side cannot be read, only that is reported.
fn file(
    path: &str,
    before: Option<&Vec<u8>>,
    after: Option<&Vec<u8>>,
    old: &mut Objects,
    new: &mut Objects,
    entries: &mut Vec<Entry>,
) {
    let (mut read, mut unreadable_sides) = (Vec::new(), Vec::new());
    for (content, side) in [(before, "in base"), (after, "in head")] {
        let objects = content.map_or_else(
            || Ok(Objects::new()),
            |content| object::read(path, content).and_then(by_name),
        );
        match objects {
            Ok(objects) => read.push(objects),
            Err(reason) => unreadable_sides.push(unreadable(path, side, &reason, before.is_none(), after.is_none())),
        }
    }
    match (unreadable_sides.is_empty(), <[Objects; 2]>::try_from(read)) {
        (true, Ok([before, after])) => {
            old.extend(before);
            new.extend(after);
        }
        _ => entries.extend(unreadable_sides),
    }
}

/// The objects of one file by name. Names must be unique in a file; objects of two files differ in their paths.
fn by_name(objects: Vec<Object>) -> Result<Objects, String> {
    let mut named = Objects::new();
    for object in objects {
        let key = (object.scope.clone(), object.id.clone());
        let name = object.id.name.clone();
        if named.insert(key, object).is_some() {
            return Err(format!("it contains '{name}' twice"));
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
        id: ObjectId {
            kind: DiffKind::File,
            name: name(if scope.is_empty() { path } else { below }),
        },
        environment: name(scope),
        facts: vec![Fact::new(Risk::Unreadable, format!("cannot be read {side}:"), reason)],
    }
}

/// What every comparison of two objects needs.
struct Context<'a> {
    /// The known ones, that of head first.
    policies: &'a [&'a Policy],
    base: Option<&'a Policy>,
    head: Option<&'a Policy>,
}

impl Context<'_> {
    fn entry(&self, key: &(String, ObjectId), old: Option<&Object>, new: Option<&Object>) -> Option<Entry> {
        let (action, facts) = match (old, new) {
            (Some(old), Some(new)) => (Action::Changed, self.facts(old, new)),
            (None, Some(new)) => (Action::Added, self.one_sided(new, true)),
            (Some(old), None) => (Action::Removed, self.one_sided(old, false)),
            (None, None) => return None,
        };
        if action == Action::Changed && facts.is_empty() {
            return None; // only comments or layout of the file differ
        }
        Some(Entry {
            action,
            id: key.1.clone(),
            environment: key.0.clone(),
            facts,
        })
    }

    fn facts(&self, old: &Object, new: &Object) -> Vec<Fact> {
        let mut facts = match new.id.kind {
            DiffKind::Slo => slo::facts(&old.payload, &new.payload),
            DiffKind::Dashboard => dashboard::facts(&old.payload, &new.payload),
            DiffKind::Monitor => {
                let mut facts = monitor::facts(&old.payload, &new.payload, self.policies);
                facts.extend(monitor::fan_out::changed(
                    (&old.payload, self.base),
                    (&new.payload, self.head),
                ));
                facts
            }
            DiffKind::Downtime => by_path(Risk::Muted, &old.payload, &new.payload),
            DiffKind::Synthetic => by_path(Risk::ChangedQuery, &old.payload, &new.payload),
            DiffKind::Datadog | DiffKind::Kubernetes | DiffKind::HelmValues | DiffKind::File => {
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

    /// The facts of an object that exists on one side only.
    fn one_sided(&self, object: &Object, new: bool) -> Vec<Fact> {
        match object.id.kind {
            DiffKind::Monitor | DiffKind::Synthetic => {
                let mut facts = monitor::recipient_facts(&object.payload, self.policies, new);
                if new && object.id.kind == DiffKind::Monitor {
                    facts.extend(monitor::fan_out::of_new(&object.payload, self.head));
                }
                facts
            }
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
