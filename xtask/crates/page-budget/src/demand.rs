//! What a monitor reads: metrics and checks with the tags that its scopes demand and the keys that it groups by.

use std::collections::BTreeMap;

use datadog_query::metric;
use datadog_query::metric::{Filter, MetricQuery, Term};
use datadog_query::monitor::{self, Monitor as Query};
use datadog_simulator::Monitor;
use datadog_simulator::world::References;

/// What a monitor reads.
#[derive(Clone, Debug)]
pub(crate) enum Demand {
    Metrics(Vec<Wanted>),
    Check(Wanted),
    /// Logs; other events are not in worlds.
    Events,
}

/// A metric or a check that a monitor reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The metric's or check's name.
    pub(crate) name: String,
    /// The values that the scope demands, by key; several if it accepts several.
    pub(crate) fixed: BTreeMap<String, Vec<String>>,
    /// The keys that need a value: those it is grouped by, and those that the scope excludes values of.
    pub(crate) keys: Vec<String>,
}

/// What the monitor reads, or what it refers to.
///
/// # Errors
/// Worlds have nothing that such a monitor could read.
pub(crate) fn of(compiled: &Monitor, references: &References) -> Result<Demand, String> {
    let definition = compiled.definition();
    let parsed = monitor::parse(&definition.query).map_err(|error| error.to_string())?;
    match parsed {
        Query::Metric(_) => {
            let queries = compiled.queries();
            of_queries(queries.iter().map(|query| query.text.as_str())).map(Demand::Metrics)
        }
        Query::Check(check) => {
            let mut wanted = Wanted {
                name: check.check.value,
                ..Wanted::default()
            };
            for over in check.over.iter().filter_map(|over| over.value.split_once(':')) {
                wanted.demand(over.0, over.1);
            }
            wanted.keys = check
                .by
                .into_iter()
                .map(|key| key.value)
                .filter(|key| key != "*")
                .collect();
            Ok(Demand::Check(wanted))
        }
        Query::Event(_) => Ok(Demand::Events),
        Query::Formula(_) => Err("worlds have no data for a formula".to_owned()),
        Query::ErrorBudget(_) => Err("a world is shorter than the window of an error budget".to_owned()),
        Query::BurnRate(_) | Query::Composite(_) => {
            let mut wanted = of_queries(references.slos.values().flat_map(|slo| slo.queries()))?;
            for monitor in references.monitors.values() {
                match of(monitor, references)? {
                    Demand::Metrics(of_monitor) => wanted.extend(of_monitor),
                    Demand::Check(_) | Demand::Events => {
                        return Err("worlds have no composites of checks or logs".to_owned());
                    }
                }
            }
            Ok(Demand::Metrics(wanted))
        }
        Query::Opaque(_) => Err("its query has no meaning".to_owned()),
    }
}

fn of_queries<'q>(queries: impl Iterator<Item = &'q str>) -> Result<Vec<Wanted>, String> {
    let mut wanted = Vec::new();
    for query in queries {
        let expression = metric::parse(query, metric::Context::Monitor).map_err(|e| e.to_string())?;
        wanted.extend(expression.leaves().into_iter().map(of_query));
    }
    Ok(wanted)
}

/// What a query reads.
pub(crate) fn of_query(query: &MetricQuery) -> Wanted {
    let mut wanted = Wanted {
        name: query.metric.text.clone(),
        ..Wanted::default()
    };
    wanted.filter(&query.scope.filter, false);
    for key in query.group_keys() {
        wanted.key(key);
    }
    wanted
}

impl Wanted {
    pub(crate) fn demand(&mut self, key: &str, value: &str) {
        if value.contains('*') {
            self.key(key);
        } else {
            self.fixed.entry(key.to_owned()).or_default().push(value.to_owned());
        }
    }

    fn key(&mut self, key: &str) {
        if !self.keys.iter().any(|known| known == key) {
            self.keys.push(key.to_owned());
        }
    }

    fn filter(&mut self, filter: &Filter, negated: bool) {
        match filter {
            Filter::Term(Term::Tag(tag)) => match &tag.value {
                Some(value) if !negated => self.demand(&tag.key.text, &value.text),
                _ => self.key(&tag.key.text),
            },
            Filter::Term(_) => {}
            Filter::In(membership) if negated == membership.negated => {
                for value in &membership.values {
                    self.demand(&membership.key.text, &value.text);
                }
            }
            Filter::In(membership) => self.key(&membership.key.text),
            Filter::Not(not) => self.filter(&not.filter, !negated),
            Filter::And(parts) => parts.iter().for_each(|part| self.filter(part, negated)),
            // one of them is enough
            Filter::Or(parts) => parts.iter().take(1).for_each(|part| self.filter(part, negated)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, fixed: &[(&str, &[&str])], keys: &[&str]) {
        let expression = metric::parse(query, metric::Context::Monitor).expect("a query");
        let found = of_query(expression.leaves()[0]);
        let fixed = fixed
            .iter()
            .map(|(key, values)| ((*key).to_owned(), values.iter().map(|v| (*v).to_owned()).collect()))
            .collect();
        assert_eq!(
            (found.fixed, found.keys.as_slice()),
            (
                fixed,
                keys.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>().as_slice()
            ),
            "{query}"
        );
    }

    #[test]
    fn scopes_demand_values_and_keys() {
        check(
            "sum:a{env:prod,service:b} by {queue}",
            &[("env", &["prod"]), ("service", &["b"])],
            &["queue"],
        );
        check(
            "sum:a{service:b AND reason IN (x,y)}",
            &[("service", &["b"]), ("reason", &["x", "y"])],
            &[],
        );
        check("sum:a{service:b,!reason:x}", &[("service", &["b"])], &["reason"]);
        check("sum:a{rabbitmq_queue:*.dlq}", &[], &["rabbitmq_queue"]);
        check("sum:a{*}", &[], &[]);
        check("sum:a{b:c OR b:d}", &[("b", &["c"])], &[]);
        check("sum:a{reason NOT IN (x)}", &[], &["reason"]);
    }
}
