//! Space aggregators, which precede the metric's name (doc: metrics/#space-aggregation, metrics/distributions).

use std::fmt;

use crate::function::is_percentile;
use crate::scan::{Cursor, choice};
use crate::{Number, Result, Span};

/// A space aggregator.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Aggregator {
    /// How series are combined.
    pub kind: Aggregation,
    /// Its span, without the colon.
    pub span: Span,
}

/// How series are combined.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Aggregation {
    /// `avg`
    Avg,
    /// `sum`
    Sum,
    /// `min`
    Min,
    /// `max`
    Max,
    /// `count`, of a distribution
    Count,
    /// `count(v: v<=5)`, the values of a distribution on one side of a bound
    CountOf(ValueFilter),
    /// `stddev`, of a distribution
    StdDev,
    /// `histogram`, the whole distribution, for heat maps
    Histogram,
    /// `p99.9`, of a distribution; the text after the `p`
    Percentile(String),
}

/// `v: v<=5`
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ValueFilter {
    /// The comparison.
    pub operator: ValueOperator,
    /// The bound.
    pub bound: Number,
}

/// How a value is compared with a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum ValueOperator {
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
}

const NAMES: &[&str] = &[
    "avg",
    "sum",
    "min",
    "max",
    "count",
    "stddev",
    "histogram",
    "p50",
    "p75",
    "p90",
    "p95",
    "p99",
];

impl Aggregation {
    /// The aggregator `name`, which ends at the cursor.
    pub(super) fn named(cursor: &Cursor<'_>, name: &str, start: usize) -> Result<Self> {
        Ok(match name {
            "avg" => Self::Avg,
            "sum" => Self::Sum,
            "min" => Self::Min,
            "max" => Self::Max,
            "count" => Self::Count,
            "stddev" => Self::StdDev,
            "histogram" => Self::Histogram,
            _ if is_percentile(name) => Self::Percentile(name[1..].to_owned()),
            _ => {
                let error = cursor.error(format!("unknown space aggregator '{name}'"), start..start + name.len());
                return Err(error.help(choice(name, NAMES)));
            }
        })
    }
}

/// `(v: v<=5)` after `count`, if it is next.
pub(super) fn value_filter(cursor: &mut Cursor<'_>) -> Result<Option<ValueFilter>> {
    let start = cursor.at();
    let named =
        cursor.eat("(") && variable(cursor).is_some_and(|name| cursor.eat(":") && variable(cursor) == Some(name));
    let operators = [
        ("<=", ValueOperator::AtMost),
        ("<", ValueOperator::Below),
        (">=", ValueOperator::AtLeast),
        (">", ValueOperator::Above),
    ];
    let operator = if named {
        operators.iter().find(|(symbol, _)| cursor.eat(symbol))
    } else {
        None
    };
    let Some((_, operator)) = operator else {
        cursor.rewind(start);
        return Ok(None);
    };
    let bound = cursor.signed_number("a number to compare values with")?;
    cursor.expect(")", "after the bound of the values")?;
    Ok(Some(ValueFilter {
        operator: *operator,
        bound,
    }))
}

fn variable<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    cursor.space();
    let name = cursor.take_while(|c| c.is_ascii_alphabetic());
    (!name.is_empty()).then_some(name)
}

impl fmt::Display for Aggregator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Aggregation::Avg => f.write_str("avg"),
            Aggregation::Sum => f.write_str("sum"),
            Aggregation::Min => f.write_str("min"),
            Aggregation::Max => f.write_str("max"),
            Aggregation::Count => f.write_str("count"),
            Aggregation::CountOf(filter) => write!(f, "count(v: v{}{})", filter.operator, filter.bound),
            Aggregation::StdDev => f.write_str("stddev"),
            Aggregation::Histogram => f.write_str("histogram"),
            Aggregation::Percentile(percentile) => write!(f, "p{percentile}"),
        }
    }
}

impl fmt::Display for ValueOperator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        })
    }
}
