//! Monitor queries of every kind (doc: api/latest/monitors, monitors/types).
//!
//! ```
//! use datadog_query::monitor::{Monitor, parse};
//!
//! let monitor = parse("avg(last_5m):avg:system.load.1{env:prod} by {host} > 4")?;
//! assert!(matches!(monitor, Monitor::Metric(_)));
//! # Ok::<(), datadog_query::ParseError>(())
//! ```

mod algorithm;
mod chain;
mod check;
mod comparison;
mod composite;
mod event;
mod event_parse;
mod formula;
mod metric;
mod monitor_type;
mod print;
mod search;
mod selected;
mod sensitivity;
mod slo;
mod timeframe;
mod window;

pub use check::{CheckCount, CheckMonitor};
pub use comparison::{Comparator, Comparison};
pub use composite::{CompositeMonitor, Condition, MONITORS_MAX, MonitorId};
pub use event::{EventMonitor, EventRollup, EventSource, IssueFilter};
pub use formula::{CostArgument, CostFunction, FormulaMonitor};
pub use metric::{Change, Evaluation, MetricMonitor, TimeAggregation, TimeAggregator};
pub use monitor_type::MonitorType;
pub use search::Search;
pub use selected::SelectedValues;
pub use sensitivity::{Growth, Side};
pub use slo::{BurnRateMonitor, ErrorBudgetMonitor};
pub use timeframe::{Timeframe, TimeframeKind};
pub use window::{Shift, ShiftForm, Unit, Window, WindowKind, duration};

use crate::scan::{Cursor, choice};
use crate::{Result, Word, mistake};

/// A monitor's query.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Monitor {
    /// `avg(last_5m):avg:system.load.1{*} > 4`, changes, anomalies, outliers and forecasts.
    Metric(MetricMonitor),
    /// `"ntp.in_sync".over("*").by("host").last(2).count_by_status()`
    Check(CheckMonitor),
    /// `logs("status:error").index("*").rollup("count").last("5m") > 10`, likewise for traces, RUM, processes and the like.
    Event(EventMonitor),
    /// `formula("a / b").last("5m") > 0.1`
    Formula(FormulaMonitor),
    /// `error_budget("ID").over("7d") > 75`
    ErrorBudget(ErrorBudgetMonitor),
    /// `burn_rate("ID").over("30d").long_window("1h").short_window("5m") > 14.4`
    BurnRate(BurnRateMonitor),
    /// `1 && !2`
    Composite(CompositeMonitor),
    /// The query of a type whose query has no meaning, kept as it is.
    Opaque(Word),
}

/// The kind of a monitor query, by how it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryKind {
    /// [`Monitor::Metric`]
    Metric,
    /// [`Monitor::Check`]
    Check,
    /// [`Monitor::Event`]
    Event(EventSource),
    /// [`Monitor::Formula`]
    Formula,
    /// [`Monitor::ErrorBudget`]
    ErrorBudget,
    /// [`Monitor::BurnRate`]
    BurnRate,
    /// [`Monitor::Composite`]
    Composite,
    /// [`Monitor::Opaque`]
    Opaque,
}

/// Parses a monitor's query; its start determines its kind.
///
/// # Errors
/// The text is not a monitor query.
pub fn parse(text: &str) -> Result<Monitor> {
    mistake::monitor(text, |text| {
        let kind = kind_of(&mut Cursor::new(text))?;
        parse_kind(text, kind, None)
    })
}

/// Parses the query of a monitor of the type `monitor_type`, such as `query alert`.
///
/// # Errors
/// The type does not exist, or the text is not a query that it can have.
pub fn parse_of_type(monitor_type: &str, text: &str) -> Result<Monitor> {
    let Some(known) = MonitorType::named(monitor_type) else {
        let names: Vec<_> = MonitorType::ALL.iter().map(|known| known.name()).collect();
        let error = crate::ParseError::new(format!("unknown monitor type '{monitor_type}'"), 0..0);
        return Err(error.help(choice(monitor_type, &names)));
    };
    if known == MonitorType::Synthetics {
        return opaque(text);
    }
    // A valid query of another type has no mistake in its text.
    if let Ok(kind) = kind_of(&mut Cursor::new(text))
        && !known.accepts(kind)
        && parse_kind(text, kind, None).is_ok()
    {
        return parse_known(known, text);
    }
    mistake::monitor(text, |text| parse_known(known, text))
}

fn parse_known(known: MonitorType, text: &str) -> Result<Monitor> {
    let mut cursor = Cursor::new(text);
    let kind = kind_of(&mut cursor)?;
    if known.accepts(kind) {
        return parse_kind(text, kind, Some(known));
    }
    let end = cursor.at();
    let start = text.len() - text.trim_start().len();
    let error = cursor.error(
        format!(
            "a monitor of type '{}' cannot have {}",
            known.name(),
            kind.description()
        ),
        start..end.max(start),
    );
    let usage = known.usage();
    Err(error.help(match MonitorType::of_query(kind) {
        Some(fitting) => format!("set type: '{}', or write {usage}", fitting.name()),
        None => format!("write {usage}"),
    }))
}

fn parse_kind(text: &str, kind: QueryKind, monitor_type: Option<MonitorType>) -> Result<Monitor> {
    let mut cursor = Cursor::new(text);
    let monitor = match kind {
        QueryKind::Metric => Monitor::Metric(metric::read(&mut cursor)?),
        QueryKind::Check => Monitor::Check(check::read(&mut cursor)?),
        QueryKind::Event(source) => Monitor::Event(event_parse::read(&mut cursor, source)?),
        QueryKind::Formula => Monitor::Formula(formula::read(&mut cursor, monitor_type)?),
        QueryKind::ErrorBudget => Monitor::ErrorBudget(slo::error_budget(&mut cursor)?),
        QueryKind::BurnRate => Monitor::BurnRate(slo::burn_rate(&mut cursor)?),
        QueryKind::Composite => Monitor::Composite(composite::read(&mut cursor)?),
        QueryKind::Opaque => return opaque(text),
    };
    cursor.end()?;
    Ok(monitor)
}

fn opaque(text: &str) -> Result<Monitor> {
    let kept = text.trim();
    if kept.is_empty() {
        return Err(Cursor::new(text).error_here("the query is empty"));
    }
    let start = text.len() - text.trim_start().len();
    Ok(Monitor::Opaque(Word {
        text: kept.to_owned(),
        span: (start..start + kept.len()).into(),
    }))
}

/// The kind of the query that starts here. Moves the cursor past the first word.
fn kind_of(cursor: &mut Cursor<'_>) -> Result<QueryKind> {
    match cursor.peek_past_space() {
        None => return Err(cursor.error_here("the query is empty")),
        Some('"' | '\'') => return Ok(QueryKind::Check),
        Some(c) if c.is_ascii_digit() || matches!(c, '(' | '!') => return Ok(QueryKind::Composite),
        Some(_) => {}
    }
    let start = cursor.at();
    let word = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let end = cursor.at();
    if let Some(source) = EventSource::named(word) {
        return Ok(QueryKind::Event(source));
    }
    Ok(match word {
        "formula" => QueryKind::Formula,
        "error_budget" => QueryKind::ErrorBudget,
        "burn_rate" => QueryKind::BurnRate,
        "" => return Err(cursor.error_here(format!("expected a monitor query, found {}", cursor.found()))),
        _ if metric::STARTS.contains(&word) => QueryKind::Metric,
        _ => {
            let starts: Vec<_> = metric::STARTS
                .iter()
                .copied()
                .chain(EventSource::ALL.iter().map(|source| source.name()))
                .chain(["formula", "error_budget", "burn_rate"])
                .collect();
            let error = cursor.error(format!("no monitor query starts with '{word}'"), start..end);
            if matches!(cursor.peek_past_space(), Some('&' | '|')) {
                return Err(error.help("a composite names monitors by their numbers: '12345 && !67890'"));
            }
            return Err(error.help(choice(word, &starts)));
        }
    })
}

impl QueryKind {
    fn description(self) -> String {
        match self {
            Self::Metric => "a metric query".to_owned(),
            Self::Check => "a service check query".to_owned(),
            Self::Event(source) => format!("a query of {}(...)", source.name()),
            Self::Formula => "a formula query".to_owned(),
            Self::ErrorBudget | Self::BurnRate => "an SLO query".to_owned(),
            Self::Composite => "a composite query".to_owned(),
            Self::Opaque => "an opaque query".to_owned(),
        }
    }
}

impl Monitor {
    /// The comparison at its end; checks and composites have none.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        match self {
            Self::Metric(monitor) => Some(&monitor.comparison),
            Self::Event(monitor) => Some(&monitor.comparison),
            Self::Formula(monitor) => Some(&monitor.comparison),
            Self::ErrorBudget(monitor) => Some(&monitor.comparison),
            Self::BurnRate(monitor) => Some(&monitor.comparison),
            Self::Check(_) | Self::Composite(_) | Self::Opaque(_) => None,
        }
    }

    /// A mutable reference to the comparison at its end.
    pub fn comparison_mut(&mut self) -> Option<&mut Comparison> {
        match self {
            Self::Metric(monitor) => Some(&mut monitor.comparison),
            Self::Event(monitor) => Some(&mut monitor.comparison),
            Self::Formula(monitor) => Some(&mut monitor.comparison),
            Self::ErrorBudget(monitor) => Some(&mut monitor.comparison),
            Self::BurnRate(monitor) => Some(&mut monitor.comparison),
            Self::Check(_) | Self::Composite(_) | Self::Opaque(_) => None,
        }
    }

    /// The keys that it groups by, each once, in the order of the text.
    #[must_use]
    pub fn group_keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = match self {
            Self::Metric(monitor) => monitor
                .expression
                .leaves()
                .into_iter()
                .flat_map(crate::metric::MetricQuery::group_keys)
                .collect(),
            Self::Check(monitor) => monitor.by.iter().map(|key| key.value.as_str()).collect(),
            Self::Event(monitor) => monitor.by.iter().map(|key| key.text.as_str()).collect(),
            Self::Formula(monitor) => monitor.by.iter().map(|key| key.text.as_str()).collect(),
            Self::ErrorBudget(_) | Self::BurnRate(_) | Self::Composite(_) | Self::Opaque(_) => Vec::new(),
        };
        let mut seen = std::collections::BTreeSet::new();
        keys.retain(|key| seen.insert(*key));
        keys
    }
}

#[cfg(test)]
mod tests;
