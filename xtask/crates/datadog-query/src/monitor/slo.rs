//! SLO alerts: `error_budget("ID").over("7d") > 75` and burn rates (doc: service_management/service_level_objectives/error_budget, burn_rate).

use crate::scan::{Cursor, choice};
use crate::{ParseError, Quoted, Result};

use super::chain::{Links, Value, arguments, chain};
use super::comparison::comparison;
use super::window::duration;
use super::{Comparator, Comparison, Unit};

/// An error budget alert's query.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ErrorBudgetMonitor {
    /// The SLO's ID.
    pub slo: Quoted,
    /// The SLO's time window: `7d`, `30d` or `90d`.
    pub over: Quoted,
    /// Percent of the budget that may be consumed.
    pub comparison: Comparison,
}

/// A burn rate alert's query.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct BurnRateMonitor {
    /// The SLO's ID.
    pub slo: Quoted,
    /// The SLO's time window: `7d`, `30d` or `90d`.
    pub over: Quoted,
    /// The long window, 1 to 48 hours.
    pub long_window: Quoted,
    /// The short window, shorter than the long one.
    pub short_window: Quoted,
    /// How many times faster than sustainable the budget may burn.
    pub comparison: Comparison,
}

/// The time windows of SLOs.
const TARGETS: &[&str] = &["7d", "30d", "90d"];

pub(super) fn error_budget(cursor: &mut Cursor<'_>) -> Result<ErrorBudgetMonitor> {
    let slo = slo(cursor, "error_budget")?;
    let calls = chain(cursor, &["over"])?;
    let over = over(&mut Links::new(cursor, calls))?;
    Ok(ErrorBudgetMonitor {
        slo,
        over,
        comparison: above(cursor)?,
    })
}

pub(super) fn burn_rate(cursor: &mut Cursor<'_>) -> Result<BurnRateMonitor> {
    let slo = slo(cursor, "burn_rate")?;
    let calls = chain(cursor, &["over", "long_window", "short_window"])?;
    let mut links = Links::new(cursor, calls);
    let over = over(&mut links)?;
    let (long_window, long_seconds) = window(&mut links, "long_window", "1h")?;
    let (short_window, short_seconds) = window(&mut links, "short_window", "5m")?;
    if !(Unit::Hour.seconds()..=48 * Unit::Hour.seconds()).contains(&long_seconds) {
        let error = ParseError::new(
            format!("long window '{}' is out of range", long_window.value),
            long_window.span.into(),
        );
        return Err(error.help("write 1 to 48 hours, such as '1h'"));
    }
    if short_seconds >= long_seconds {
        let message = format!(
            "short window '{}' is not shorter than long window '{}'",
            short_window.value, long_window.value
        );
        return Err(ParseError::new(message, short_window.span.into()).help("write a twelfth of the long window"));
    }
    Ok(BurnRateMonitor {
        slo,
        over,
        long_window,
        short_window,
        comparison: above(cursor)?,
    })
}

fn slo(cursor: &mut Cursor<'_>, name: &str) -> Result<Quoted> {
    cursor.expect(name, "at the start")?;
    let start = cursor.at();
    match <[Value; 1]>::try_from(arguments(cursor, name)?) {
        Ok([Value::Text(slo)]) if !slo.value.trim().is_empty() => Ok(slo),
        _ => {
            let error = cursor.error_since(format!("'{name}' takes the ID of an SLO in quotes"), start);
            Err(error.help(format!("write '{name}(\"ID\")'")))
        }
    }
}

fn over(links: &mut Links<'_, '_>) -> Result<Quoted> {
    let link = links.require("over", ".over(\"30d\")")?;
    let over = links.text(&link, ".over(\"30d\")")?;
    if TARGETS.contains(&over.value.as_str()) {
        return Ok(over);
    }
    let error = ParseError::new(format!("unknown window '{}'", over.value), over.span.into());
    Err(error.help(choice(&over.value, TARGETS)))
}

fn window(links: &mut Links<'_, '_>, name: &str, example: &str) -> Result<(Quoted, u64)> {
    let usage = format!(".{name}(\"{example}\")");
    let link = links.require(name, &usage)?;
    let window = links.text(&link, &usage)?;
    match duration(&window.value) {
        Some((amount, unit)) => Ok((window, u64::from(amount) * unit.seconds())),
        None => {
            let error = ParseError::new(format!("unknown window '{}'", window.value), window.span.into());
            Err(error.help("write minutes or hours, such as '5m' or '1h'"))
        }
    }
}

/// SLO alerts only have `>` and `>=`.
fn above(cursor: &mut Cursor<'_>) -> Result<Comparison> {
    let comparison = comparison(cursor)?;
    if matches!(comparison.comparator, Comparator::Above | Comparator::AtLeast) {
        return Ok(comparison);
    }
    let message = format!("an SLO alert cannot compare with '{}'", comparison.comparator.symbol());
    Err(ParseError::new(message, comparison.span.into()).help("write '>' or '>='"))
}
