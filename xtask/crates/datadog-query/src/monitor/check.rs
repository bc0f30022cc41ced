//! Service checks: `"ntp.in_sync".over("*").by("host").last(2).count_by_status()` (doc: api/latest/monitors, monitors/types/custom_check).

use crate::scan::Cursor;
use crate::{Quoted, Result};

use super::chain::{Links, Value, chain};

/// A service check's query.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct CheckMonitor {
    /// The check's name.
    pub check: Quoted,
    /// The tags it is restricted to.
    pub over: Vec<Quoted>,
    /// The excluded tags.
    pub exclude: Vec<Quoted>,
    /// The tag keys to group by.
    pub by: Vec<Quoted>,
    /// How many of the last runs are evaluated, 1 to 100; at least the largest threshold.
    pub last: u32,
    /// The unit of the thresholds.
    pub count: CheckCount,
}

/// The unit of the thresholds of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum CheckCount {
    /// `count_by_status()`: runs, by group.
    Runs,
    /// `pct_by_status()`: percent of the groups, a cluster alert.
    Percent,
}

const CALLS: &[&str] = &["over", "exclude", "by", "last", "count_by_status", "pct_by_status"];
/// The most runs that a check can evaluate.
const LAST_MAX: f64 = 100.0;

pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<CheckMonitor> {
    let Some(check) = cursor.quoted()? else {
        return Err(cursor.error_here("expected the name of a check in quotes"));
    };
    if check.value.trim().is_empty() {
        return Err(crate::ParseError::new("the check has no name", check.span.into()));
    }
    let calls = chain(cursor, CALLS)?;
    let mut links = Links::new(cursor, calls);
    let last = last(&mut links)?;
    let count = count(&mut links)?;
    let mut texts = |name: &str, usage: &str| match links.take(name) {
        Some(link) => links.texts(&link, usage),
        None => Ok(Vec::new()),
    };
    Ok(CheckMonitor {
        check,
        over: texts("over", ".over(\"env:prod\")")?,
        exclude: texts("exclude", ".exclude(\"env:dev\")")?,
        by: texts("by", ".by(\"host\")")?,
        last,
        count,
    })
}

fn last(links: &mut Links<'_, '_>) -> Result<u32> {
    let usage = ".last(2)";
    let link = links.require("last", usage)?;
    match link.arguments.as_slice() {
        // A whole number of at most 100, so the conversion is exact.
        [Value::Number(runs)] if runs.value >= 1.0 && runs.value <= LAST_MAX && runs.value.fract() == 0.0 => {
            Ok(runs.value as u32)
        }
        [Value::Number(_)] => Err(links
            .cursor
            .error("a check evaluates 1 to 100 runs", link.range.clone())
            .help(format!("write '{usage}'"))),
        _ => Err(links.usage_error(&link, usage)),
    }
}

fn count(links: &mut Links<'_, '_>) -> Result<CheckCount> {
    let percent = links.take("pct_by_status");
    let (link, count) = match percent {
        Some(link) => (link, CheckCount::Percent),
        None => (
            links.require("count_by_status", ".count_by_status()")?,
            CheckCount::Runs,
        ),
    };
    if count == CheckCount::Percent && links.take("count_by_status").is_some() {
        let error = links
            .cursor
            .error("both '.count_by_status()' and '.pct_by_status()'", link.range);
        return Err(error.help("keep one of the two"));
    }
    if link.arguments.is_empty() {
        Ok(count)
    } else {
        Err(links.usage_error(&link, ".count_by_status()"))
    }
}
