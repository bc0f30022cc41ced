//! How many notifications one failure can send: one for each group of a monitor, if all of them fail at once.

use std::collections::{BTreeMap, BTreeSet};

use datadog_query::metric::{Filter, Scope, Term};
use datadog_query::monitor::Monitor;
use model::{Catalog, Tag};

use super::MonitorFacts;

/// In `notify_by`: one notification for all groups.
const ALL_GROUPS: &str = "*";

/// The tag that names the service of telemetry.
const SERVICE: &str = "service";

/// The most notifications of one failure, and the tags whose values they are for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FanOut {
    /// The product over the tags.
    pub(crate) notifications: u64,
    /// Each tag with the number of values that it can have.
    pub(crate) tags: Vec<(String, u64)>,
}

impl FanOut {
    /// `20 service x 20 rule`
    pub(crate) fn factors(&self) -> String {
        let factors: Vec<String> = self
            .tags
            .iter()
            .map(|(tag, values)| format!("{values} {tag}"))
            .collect();
        factors.join(" x ")
    }
}

/// The fan-out of a monitor. `None` if it has no groups, or if the policy does not say how many values one of its tags can have.
pub(crate) fn fan_out(monitor: &MonitorFacts<'_>, catalog: &Catalog) -> Option<FanOut> {
    let by: Vec<&str> = monitor.options.notify_by.iter().map(|key| key.text).collect();
    if by.contains(&ALL_GROUPS) {
        return None;
    }
    let keys = if by.is_empty() { monitor.groups() } else { by };
    let selected = selected(monitor);
    let mut tags = Vec::new();
    for key in independent(&keys, catalog) {
        tags.push((key.to_owned(), values(key, &selected, catalog)?));
    }
    let notifications = tags.iter().map(|(_, values)| *values).fold(1, u64::saturating_mul);
    (!tags.is_empty()).then_some(FanOut { notifications, tags })
}

/// The keys without those whose value follows from that of another: a volume is in one namespace.
fn independent<'k>(keys: &[&'k str], catalog: &Catalog) -> Vec<&'k str> {
    let implied: BTreeSet<&str> = keys
        .iter()
        .filter_map(|key| catalog.tags.get(*key))
        .flat_map(|tag| &tag.implies)
        .map(String::as_str)
        .collect();
    keys.iter().copied().filter(|key| !implied.contains(key)).collect()
}

/// The most values of a tag among what the query selects.
fn values(key: &str, selected: &Selected<'_>, catalog: &Catalog) -> Option<u64> {
    let policy = bound(key, catalog.tags.get(key)?, selected, catalog);
    let named = selected.get(key).map(|values| count(values.len()));
    Some(named.map_or(policy, |named| named.min(policy)))
}

fn bound(key: &str, tag: &Tag, selected: &Selected<'_>, catalog: &Catalog) -> u64 {
    if let Some(values) = &tag.values {
        return count(values.len());
    }
    let declared = match key {
        SERVICE => count(catalog.services.len()),
        _ => tag.cardinality,
    };
    let of_services = || {
        let services = selected.get(SERVICE)?;
        let of_one = |service: &&str| {
            let replicas = catalog.services.get(*service).and_then(|service| service.runs.replicas);
            tag.per_service
                .map(|values| replicas.map_or(values, |replicas| values.min(replicas.into())))
        };
        services.iter().map(of_one).sum::<Option<u64>>()
    };
    of_services()
        .map_or(declared, |values| values.min(declared))
        .min(tag.cardinality)
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The values that a query selects, by tag: only tags for which every part of the query lists them.
type Selected<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

fn selected<'m>(monitor: &'m MonitorFacts<'_>) -> Selected<'m> {
    match &monitor.parsed {
        Some(Monitor::Check(check)) => check
            .over
            .iter()
            .filter_map(|tag| tag.value.split_once(':'))
            .filter(|(_, value)| !value.contains('*'))
            .map(|(key, value)| (key, BTreeSet::from([value])))
            .collect(),
        _ => {
            let mut scopes = monitor.metric_queries().into_iter().map(|query| of_scope(&query.scope));
            let first = scopes.next().unwrap_or_default();
            scopes.fold(first, |mut all, mut other| {
                all.retain(|key, _| other.contains_key(key));
                for (key, values) in &mut all {
                    values.append(&mut other.remove(key).unwrap_or_default());
                }
                all
            })
        }
    }
}

/// The values that a scope selects: of the conditions that must all hold.
fn of_scope(scope: &Scope) -> Selected<'_> {
    let conditions = match &scope.filter {
        Filter::And(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    conditions.iter().filter_map(of_condition).collect()
}

fn of_condition(filter: &Filter) -> Option<(&str, BTreeSet<&str>)> {
    match filter {
        Filter::Term(Term::Tag(tag)) => {
            let value = tag.value.as_ref().filter(|value| !value.has_wildcard())?;
            Some((&tag.key.text, BTreeSet::from([value.text.as_str()])))
        }
        Filter::In(list) if !list.negated && list.values.iter().all(|value| !value.has_wildcard()) => Some((
            &list.key.text,
            list.values.iter().map(|value| value.text.as_str()).collect(),
        )),
        _ => None,
    }
}
