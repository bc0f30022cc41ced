use datadog_query::metric::{Filter, MetricQuery, Tag, TagValue, Term};
use datadog_query::monitor::Monitor as MonitorQuery;
use datadog_query::{Quoted, Span};

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

/// A changed filter, with its description.
struct Edit {
    description: String,
    killed_by: String,
    /// `None` if nothing remains of it.
    filter: Option<Filter>,
}

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let queries = original.metric_queries();
    for (index, query) in queries.iter().enumerate() {
        for edit in edits(&query.scope.filter) {
            let filter = edit.filter.unwrap_or(Filter::Term(Term::Everything(Span::default())));
            if only_adds_groups(original, &queries, index, &filter) {
                continue;
            }
            let definition = original.with_metric_queries(|i, query| {
                if i == index {
                    query.scope.filter = filter.clone();
                }
            });
            out.add(
                MutantKind::Scope,
                format!("in {}: {}", query.metric, edit.description),
                edit.killed_by,
                definition,
            );
        }
    }
    mutate_check(original, out);
}

/// Whether the filter selects more groups of one operand, which another operand, with the same keys, does not have: arithmetic drops them.
fn only_adds_groups(original: &Original<'_>, queries: &[MetricQuery], index: usize, filter: &Filter) -> bool {
    let before = conjuncts(&queries[index].scope.filter);
    let after = conjuncts(filter);
    let mut dropped = before.iter().filter(|conjunct| !after.contains(conjunct));
    let (Some(only), None) = (dropped.next(), dropped.next()) else {
        return false;
    };
    let key = match only {
        Filter::Term(Term::Tag(tag)) => &tag.key.text,
        Filter::In(membership) => &membership.key.text,
        _ => return false,
    };
    let keys = queries[index].group_keys();
    let arithmetic = matches!(original.query, MonitorQuery::Metric(_)) && after.len() + 1 == before.len();
    // a default would give the other operand these groups
    arithmetic
        && keys.contains(&key.as_str())
        && !original.definition.query.contains("default")
        && queries.iter().enumerate().any(|(other, query)| {
            let same = |conjunct: &&Filter| display(conjunct) == display(only);
            other != index && query.group_keys() == keys && conjuncts(&query.scope.filter).iter().any(same)
        })
}

/// The filters that a series must all pass.
fn conjuncts(filter: &Filter) -> Vec<&Filter> {
    match filter {
        Filter::And(all) => all.iter().collect(),
        Filter::Term(Term::Everything(_)) => Vec::new(),
        one => vec![one],
    }
}

fn edits(filter: &Filter) -> Vec<Edit> {
    let mut out = Vec::new();
    if !matches!(filter, Filter::Term(Term::Everything(_))) && !matches!(filter, Filter::And(_) | Filter::Or(_)) {
        out.push(Edit {
            description: format!("filter {} is dropped", display(filter)),
            killed_by: format!(
                "a test with a series outside {}, whose values would change the outcome",
                display(filter)
            ),
            filter: None,
        });
    }
    match filter {
        Filter::Term(Term::Tag(tag)) => out.extend(tag.value.as_ref().map(|value| other_value(tag, value))),
        Filter::Term(_) => {}
        Filter::In(membership) if membership.values.len() > 1 => {
            for i in 0..membership.values.len() {
                let mut fewer = membership.clone();
                let value = fewer.values.remove(i);
                out.push(Edit {
                    description: format!("value {} of filter {} is dropped", value.text, display(filter)),
                    killed_by: format!("a test with a series of {}:{}", membership.key, value.text),
                    filter: Some(Filter::In(fewer)),
                });
            }
        }
        Filter::In(_) => {}
        Filter::Not(not) => {
            let within = edits(&not.filter).into_iter().filter_map(|edit| {
                let mut changed = not.clone();
                changed.filter = Box::new(edit.filter?);
                Some(Edit {
                    description: edit.description,
                    killed_by: edit.killed_by,
                    filter: Some(Filter::Not(changed)),
                })
            });
            out.extend(within);
        }
        Filter::And(all) => out.extend(each(all, Filter::And)),
        Filter::Or(all) => out.extend(each(all, Filter::Or)),
    }
    out
}

/// The edits of each of several filters, each among the other unchanged filters.
fn each(all: &[Filter], join: fn(Vec<Filter>) -> Filter) -> Vec<Edit> {
    let mut out = Vec::new();
    for (i, filter) in all.iter().enumerate() {
        for edit in edits(filter) {
            let mut rest: Vec<Filter> = all.to_vec();
            match edit.filter {
                Some(filter) => rest[i] = filter,
                None => drop(rest.remove(i)),
            }
            let filter = if rest.len() == 1 { rest.pop() } else { Some(join(rest)) };
            out.push(Edit { filter, ..edit });
        }
    }
    out
}

fn other_value(tag: &Tag, value: &TagValue) -> Edit {
    let other = Tag {
        value: Some(TagValue {
            text: format!("other-{}", value.text),
            ..value.clone()
        }),
        ..tag.clone()
    };
    Edit {
        description: format!("filter {} becomes {}", display_tag(tag), display_tag(&other)),
        killed_by: format!("a test that alerts on series of {}", display_tag(tag)),
        filter: Some(Filter::Term(Term::Tag(other))),
    }
}

fn display_tag(tag: &Tag) -> String {
    Term::Tag(tag.clone()).to_string()
}

fn display(filter: &Filter) -> String {
    match filter {
        Filter::Term(term) => term.to_string(),
        Filter::In(membership) => membership.to_string(),
        Filter::Not(not) => format!("!{}", display(&not.filter)),
        Filter::And(_) | Filter::Or(_) => "(...)".to_owned(),
    }
}

/// The tags in the scope of a service check.
fn mutate_check(original: &Original<'_>, out: &mut Mutants<'_>) {
    let MonitorQuery::Check(monitor) = &original.query else {
        return;
    };
    for (i, tag) in monitor.over.iter().enumerate().filter(|(_, tag)| tag.value != "*") {
        let mut dropped = monitor.clone();
        dropped.over.remove(i);
        if dropped.over.is_empty() {
            dropped.over.push(Quoted::new("*"));
        }
        out.add(
            MutantKind::Scope,
            format!("filter {} is dropped", tag.value),
            format!(
                "a test with statuses outside {}, which would change the outcome",
                tag.value
            ),
            original.with_query(|query| *query = MonitorQuery::Check(dropped)),
        );
        let other = match tag.value.split_once(':') {
            Some((key, value)) => format!("{key}:other-{value}"),
            None => format!("other-{}", tag.value),
        };
        let mut changed = monitor.clone();
        changed.over[i] = Quoted::new(other.as_str());
        out.add(
            MutantKind::Scope,
            format!("filter {} becomes {other}", tag.value),
            format!("a test that alerts on statuses of {}", tag.value),
            original.with_query(|query| *query = MonitorQuery::Check(changed)),
        );
    }
    for (i, tag) in monitor.exclude.iter().enumerate() {
        let mut dropped = monitor.clone();
        dropped.exclude.remove(i);
        out.add(
            MutantKind::Scope,
            format!("exclusion of {} is dropped", tag.value),
            format!("a test with statuses of {}, which would change the outcome", tag.value),
            original.with_query(|query| *query = MonitorQuery::Check(dropped)),
        );
    }
}
