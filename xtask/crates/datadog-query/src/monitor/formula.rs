//! Formula monitors: `formula("errors / hits").last("5m") > 0.1`; their queries are in the monitor's `options.variables` (doc: api/latest/monitors).

use crate::expression::Literal;
use crate::formula::{self, Formula, FormulaGrammar};
use crate::function::CallSite;
use crate::scan::{Cursor, choice};
use crate::{Quoted, Result, Word};

use super::algorithm::{self, Rolling};
use super::chain::{Link, Links, Value, arguments, chain};
use super::comparison::comparison;
use super::timeframe::{Windows, timeframe};
use super::{Comparison, MonitorType, Timeframe};

/// A formula monitor's query.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct FormulaMonitor {
    /// The formula. Its spans refer to the monitor's query.
    pub formula: Formula,
    /// How the window is reduced to one value.
    pub rollup: Option<Quoted>,
    /// The keys to group by, if the formula's queries do not set them.
    pub by: Vec<Word>,
    /// The evaluation window.
    pub timeframe: Timeframe,
    /// Whether keys and window are without quotes, as only monitors of data jobs have them.
    pub unquoted: bool,
    /// The condition of a cost monitor.
    pub function: Option<CostFunction>,
    /// The comparison with the threshold.
    pub comparison: Comparison,
}

/// `.anomaly(direction="both")`, of cost monitors.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct CostFunction {
    /// `anomaly`, `change`, `forecast` or `threshold`.
    pub name: Word,
    /// Its arguments.
    pub arguments: Vec<CostArgument>,
}

/// An argument of a cost function.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct CostArgument {
    /// Its name, if any.
    pub name: Option<Word>,
    /// Its value.
    pub value: Literal,
}

const COST_FUNCTIONS: &[&str] = &["anomaly", "change", "forecast", "threshold"];
const CALLS: &[&str] = &[
    "rollup",
    "by",
    "last",
    "current",
    "anomaly",
    "change",
    "forecast",
    "threshold",
];
const ROLLUPS: &[&str] = &["avg", "sum", "min", "max", "count", "last"];

pub(super) fn read(cursor: &mut Cursor<'_>, monitor_type: Option<MonitorType>) -> Result<FormulaMonitor> {
    cursor.expect("formula", "at the start")?;
    let start = cursor.at();
    let text = match <[Value; 1]>::try_from(arguments(cursor, "formula")?) {
        Ok([Value::Text(text)]) => text,
        _ => {
            return Err(cursor
                .error_since("'formula' takes one formula in quotes", start)
                .help("write 'formula(\"query1\")'"));
        }
    };
    let calls = chain(cursor, CALLS)?;
    let unquoted = is_unquoted(&calls);
    let grammar = FormulaGrammar {
        call_site: CallSite::Monitor,
        allows_unknown_functions: monitor_type.map_or(unquoted, |known| known == MonitorType::DataJobs),
    };
    let formula = formula::read(&mut Cursor::within(&text), &grammar)?;
    let of_metrics = matches!(monitor_type, None | Some(MonitorType::Metric | MonitorType::Query));
    let mut links = Links::new(cursor, calls);
    let timeframe = timeframe(&mut links, Windows::formula(of_metrics))?;
    let rollup = rollup(&mut links)?;
    let by = match links.take("by") {
        Some(link) => links.keys(&link)?,
        None => Vec::new(),
    };
    let function = function(&mut links)?;
    let comparison = comparison(cursor)?;
    let rolling = Rolling::of_formula(&timeframe);
    algorithm::check(&formula, rolling.as_ref(), &comparison)?;
    Ok(FormulaMonitor {
        formula,
        rollup,
        by,
        timeframe,
        unquoted,
        function,
        comparison,
    })
}

/// Whether the window and all keys, if any, are without quotes.
fn is_unquoted(calls: &[Link]) -> bool {
    let bare = |link: &Link| link.arguments.iter().all(|argument| matches!(argument, Value::Bare(_)));
    let mut windows = calls.iter().filter(|link| link.name == "last");
    windows.any(bare) && calls.iter().filter(|link| link.name == "by").all(bare)
}

fn rollup(links: &mut Links<'_, '_>) -> Result<Option<Quoted>> {
    let Some(link) = links.take("rollup") else {
        return Ok(None);
    };
    let method = links.text(&link, ".rollup(\"sum\")")?;
    if !ROLLUPS.contains(&method.value.as_str()) {
        let error = crate::ParseError::new(format!("unknown rollup method '{}'", method.value), method.span.into());
        return Err(error.help(choice(&method.value, ROLLUPS)));
    }
    Ok(Some(method))
}

fn function(links: &mut Links<'_, '_>) -> Result<Option<CostFunction>> {
    let mut found: Option<CostFunction> = None;
    for name in COST_FUNCTIONS {
        let Some(link) = links.take(name) else { continue };
        if let Some(other) = &found {
            return Err(links
                .cursor
                .error(format!("both '.{}' and '.{name}'", other.name), link.range)
                .help("keep one of the two"));
        }
        found = Some(cost_function(links, link)?);
    }
    Ok(found)
}

fn cost_function(links: &Links<'_, '_>, link: Link) -> Result<CostFunction> {
    let mut arguments = Vec::new();
    for argument in &link.arguments {
        let (name, value) = match argument {
            Value::Named(name, value) => (Some(name.clone()), value.as_ref()),
            value => (None, value),
        };
        let value = match value {
            Value::Text(text) => Literal::Text(text.clone()),
            Value::Number(number) => Literal::Number(*number),
            Value::Bare(word) => Literal::Text(Quoted::new(word.text.as_str())),
            Value::Named(..) => return Err(links.usage_error(&link, &format!(".{}(name=\"value\")", link.name))),
        };
        arguments.push(CostArgument { name, value });
    }
    let range = link.range.start..link.range.start + link.name.len();
    Ok(CostFunction {
        name: Word {
            text: link.name,
            span: links.cursor.span(range),
        },
        arguments,
    })
}
