//! Limits of monitors on logs and their like (doc: monitors/types/log).

use crate::payload::{Problem, pointer};
use datadog_query::monitor::{EventSource, Monitor};
use datadog_query::search;

use super::MonitorContext;
use crate::validate::lower_case_operators;

/// Facets that such a monitor may group by.
const FACETS_MAX: usize = 4;

/// Groups that it may alert by.
const GROUPS_MAX: i64 = 1000;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    if let Some(Monitor::Event(query)) = &context.query
        && query.source != EventSource::Processes
        && let Ok(search) = search::parse_with(&query.search.text.value, search::Options::MONITOR)
    {
        lower_case_operators::check(&search, "/query", |at| query.search.text.position(at), out);
    }
    if let Some(Monitor::Event(query)) = &context.query
        && let Some(facet) = query.by.get(FACETS_MAX)
    {
        out.push(too_many("/query".to_owned(), query.by.len()).at(facet.span.into()));
    }
    for query in &context.monitor.options.variables {
        if query.groups.len() > FACETS_MAX {
            out.push(too_many(pointer::field(&query.base, "group_by"), query.groups.len()));
        }
        if let Some((index, limit)) = query
            .limits
            .iter()
            .enumerate()
            .find_map(|(i, limit)| Some((i, (*limit)?)).filter(|(_, limit)| *limit > GROUPS_MAX))
        {
            let path = format!("{}/group_by/{index}/limit", query.base);
            out.push(Problem::error(
                "monitor/groups",
                path,
                format!("a limit of {limit} groups; a monitor can have at most {GROUPS_MAX}"),
            ));
        }
    }
}

fn too_many(path: String, count: usize) -> Problem {
    Problem::error(
        "monitor/groups",
        path,
        format!("grouped by {count} facets; a monitor can group by at most {FACETS_MAX}"),
    )
    .help("remove the facets that no notification needs")
}
