//! The values of tags that a query selects.

use std::collections::{BTreeMap, BTreeSet};

use super::Monitor;
use crate::metric::{Filter, Scope, Term};

/// The values that a query selects, by tag key: only of keys for which every part of the query lists them.
pub type SelectedValues<'q> = BTreeMap<&'q str, BTreeSet<&'q str>>;

impl Monitor {
    /// The values of tags that it selects, where the query lists them. Searches and formulas may select by more than tags, so they list none.
    #[must_use]
    pub fn selected_values(&self) -> SelectedValues<'_> {
        match self {
            Self::Check(check) => check
                .over
                .iter()
                .filter_map(|tag| tag.value.split_once(':'))
                .filter(|(_, value)| !value.contains('*'))
                .map(|(key, value)| (key, BTreeSet::from([value])))
                .collect(),
            Self::Metric(monitor) => {
                let leaves = monitor.expression.leaves().into_iter();
                let scopes = leaves.map(|query| of_scope(&query.scope));
                scopes.reduce(joined).unwrap_or_default()
            }
            _ => SelectedValues::new(),
        }
    }
}

/// What two parts of a query select together: a key that one of them leaves open is open.
fn joined<'q>(mut all: SelectedValues<'q>, mut other: SelectedValues<'q>) -> SelectedValues<'q> {
    all.retain(|key, _| other.contains_key(key));
    for (key, values) in &mut all {
        values.append(&mut other.remove(key).unwrap_or_default());
    }
    all
}

/// The values that a scope selects: of the conditions that must all hold.
fn of_scope(scope: &Scope) -> SelectedValues<'_> {
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

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn check(query: &str, expected: &str) {
        let monitor = parse(query).expect("a query");
        let selected = monitor.selected_values();
        let keys: Vec<String> = selected
            .iter()
            .map(|(key, values)| format!("{key}: {}", values.iter().copied().collect::<Vec<_>>().join(" ")))
            .collect();
        assert_eq!(keys.join(", "), expected, "{query}");
    }

    #[test]
    fn values_are_selected_where_every_part_lists_them() {
        check("avg(last_5m):avg:a{env:prod,queue:x} > 1", "env: prod, queue: x");
        check(
            "avg(last_5m):avg:a{env:prod AND queue IN (x,y)} by {queue} > 1",
            "env: prod, queue: x y",
        );
        check(
            "avg(last_5m):avg:a{env:prod,queue:x} / avg:b{env:prod,queue:y} > 1",
            "env: prod, queue: x y",
        );
        check("avg(last_5m):avg:a{env:prod,queue:x} / avg:b{queue:x} > 1", "queue: x");
        check(
            "\"up\".over(\"env:prod\",\"host:*\",\"odd\").by(\"host\").last(2).count_by_status()",
            "env: prod",
        );
    }

    #[test]
    fn open_conditions_list_no_values() {
        check("avg(last_5m):avg:a{queue:x*,!env:dev} > 1", "");
        check("avg(last_5m):avg:a{queue NOT IN (x,y)} > 1", "");
        check("avg(last_5m):avg:a{queue:x OR queue:y} > 1", "");
        check("avg(last_5m):avg:a{*} > 1", "");
        check("logs(\"queue:x\").index(\"*\").rollup(\"count\").last(\"5m\") > 1", "");
    }
}
