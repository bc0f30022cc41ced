//! Parses event-style monitors.

use crate::scan::{Cursor, choice};
use crate::{ParseError, Quoted, Result};

use super::chain::{Links, Value, arguments, chain};
use super::comparison::comparison;
use super::search::search;
use super::timeframe::{Windows, timeframe};
use super::{EventMonitor, EventRollup, EventSource, IssueFilter};

/// Parses the query of `source`, from its name on.
pub(super) fn read(cursor: &mut Cursor<'_>, source: EventSource) -> Result<EventMonitor> {
    cursor.expect(source.name(), "at the start")?;
    let start = cursor.at();
    let text = match <[Value; 1]>::try_from(arguments(cursor, source.name())?) {
        Ok([Value::Text(text)]) => in_quotes_of(source, cursor, text)?,
        _ => {
            let error = cursor.error_since(format!("'{}' takes one search in quotes", source.name()), start);
            return Err(error.help(format!("write '{}(\"search\")'", source.name())));
        }
    };
    let search = search(source, text)?;
    let calls = chain(cursor, source.calls())?;
    let mut links = Links::new(cursor, calls);
    let timeframe = timeframe(&mut links, Windows::EVENTS)?;
    let rollup = rollup(&mut links)?;
    let indexes = match links.take("index") {
        Some(link) => links.texts(&link, ".index(\"main\")")?,
        None => Vec::new(),
    };
    let over = match links.take("over") {
        Some(link) => links.texts(&link, ".over(\"env:prod\")")?,
        None => Vec::new(),
    };
    let issue_source = match links.take("source") {
        Some(link) => Some(links.text(&link, ".source(\"browser\")")?),
        None => None,
    };
    let issues = issues(&mut links)?;
    let by = match links.take("by") {
        Some(link) => links.keys(&link)?,
        None => Vec::new(),
    };
    Ok(EventMonitor {
        source,
        search,
        indexes,
        over,
        issue_source,
        issues,
        rollup,
        by,
        timeframe,
        comparison: comparison(cursor)?,
    })
}

/// An error if the search is in single quotes, which Datadog accepts only for processes (doc: Terraform provider, guides/monitors).
fn in_quotes_of(source: EventSource, cursor: &Cursor<'_>, search: Quoted) -> Result<Quoted> {
    if source == EventSource::Processes || cursor.quote_of(&search) == Some('"') {
        return Ok(search);
    }
    let error = ParseError::new("the search is in single quotes", search.span.into());
    Err(error.help(format!("write it in double quotes: {}", Quoted::new(search.value))))
}

fn rollup(links: &mut Links<'_, '_>) -> Result<EventRollup> {
    let usage = ".rollup(\"count\")' or '.rollup(\"avg\", \"@duration\")";
    let link = links.require("rollup", ".rollup(\"count\")")?;
    let (method, measure) = match link.arguments.as_slice() {
        [Value::Text(method)] => (method.clone(), None),
        [Value::Text(method), Value::Text(measure)] if !measure.value.trim().is_empty() => {
            (method.clone(), Some(measure.clone()))
        }
        _ => return Err(links.usage_error(&link, usage)),
    };
    if !EventRollup::METHODS.contains(&method.value.as_str()) {
        let error = ParseError::new(format!("unknown rollup method '{}'", method.value), method.span.into());
        return Err(error.help(choice(&method.value, EventRollup::METHODS)));
    }
    if measure.is_none() && method.value != "count" {
        let error = ParseError::new(
            format!("rollup method '{}' needs a measure", method.value),
            method.span.into(),
        );
        return Err(error.help(format!("write '.rollup(\"{}\", \"@duration\")'", method.value)));
    }
    Ok(EventRollup { method, measure })
}

fn issues(links: &mut Links<'_, '_>) -> Result<Option<IssueFilter>> {
    let mut found = None;
    for (name, filter) in [("new", IssueFilter::New), ("impact", IssueFilter::Impact)] {
        let Some(link) = links.take(name) else { continue };
        if !link.arguments.is_empty() {
            return Err(links.usage_error(&link, &format!(".{name}()")));
        }
        if found.is_some() {
            return Err(links
                .cursor
                .error("both '.new()' and '.impact()'", link.range)
                .help("keep one of the two"));
        }
        found = Some(filter);
    }
    Ok(found)
}
