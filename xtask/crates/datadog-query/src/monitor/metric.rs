//! Metric monitors: `avg(last_5m):avg:system.load.1{*} > 4` (doc: monitors/types/metric, change_alert, anomaly, outlier, forecasts).

use crate::function::Function;
use crate::metric::{self, Context, Expression};
use crate::scan::{Cursor, choice};
use crate::{Result, Span};

use super::algorithm::{self, Rolling};
use super::comparison::comparison;
use super::window::{shift, window};
use super::{Comparison, Shift, Window, WindowKind};

/// A metric monitor's query.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct MetricMonitor {
    /// How a window is reduced to one value.
    pub evaluation: Evaluation,
    /// The evaluated expression.
    pub expression: Expression,
    /// The comparison with the threshold.
    pub comparison: Comparison,
}

/// How a window is reduced to one value.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Evaluation {
    /// `avg(last_5m)`
    Plain {
        /// How the points are combined.
        aggregator: TimeAggregator,
        /// The window of points.
        window: Window,
    },
    /// `pct_change(avg(last_5m),last_1h)`
    Change {
        /// Whether it is the difference or a percentage.
        change: Change,
        /// How the changes are combined.
        aggregator: TimeAggregator,
        /// The window of points.
        window: Window,
        /// How far back they are compared.
        shift: Shift,
    },
}

/// The result of a change monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Change {
    /// `change`: the difference.
    Absolute,
    /// `pct_change`: the difference in percent of the earlier value.
    Percent,
}

/// A time aggregator.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TimeAggregator {
    /// How points are combined.
    pub kind: TimeAggregation,
    /// Its span.
    pub span: Span,
}

/// How the points of a window are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum TimeAggregation {
    /// `avg`
    Avg,
    /// `sum`
    Sum,
    /// `min`
    Min,
    /// `max`
    Max,
    /// `percentile`: the percentile of the space aggregator, over the whole window of a distribution.
    Percentile,
}

pub(super) const TIME_AGGREGATORS: &[(&str, TimeAggregation)] = &[
    ("avg", TimeAggregation::Avg),
    ("sum", TimeAggregation::Sum),
    ("min", TimeAggregation::Min),
    ("max", TimeAggregation::Max),
    ("percentile", TimeAggregation::Percentile),
];

/// The words that a metric monitor's query starts with.
pub(super) const STARTS: &[&str] = &["avg", "sum", "min", "max", "percentile", "change", "pct_change"];

impl Evaluation {
    /// Its window.
    #[must_use]
    pub fn window(&self) -> &Window {
        match self {
            Self::Plain { window, .. } | Self::Change { window, .. } => window,
        }
    }

    /// Its aggregator.
    #[must_use]
    pub fn aggregator(&self) -> TimeAggregation {
        match self {
            Self::Plain { aggregator, .. } | Self::Change { aggregator, .. } => aggregator.kind,
        }
    }
}

pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<MetricMonitor> {
    let evaluation = evaluation(cursor)?;
    cursor.expect(":", "after the window")?;
    let start = cursor.at();
    let expression = metric::expression(cursor, Context::Monitor)?;
    if expression.leaves().is_empty() {
        return Err(cursor.error_since("the query has no metric", start));
    }
    let forecasts = expression
        .calls()
        .iter()
        .any(|call| call.function() == Some(Function::Forecast));
    let window = evaluation.window();
    if window.kind == WindowKind::Next && !forecasts {
        let error = crate::ParseError::new(
            format!("window '{window}' is in the future, but the query has no forecast"),
            window.span.into(),
        );
        return Err(error.help("write 'last_...', or wrap the query in 'forecast(...)'"));
    }
    let comparison = comparison(cursor)?;
    let rolling = Rolling::of_metrics(evaluation.window());
    algorithm::check(&expression, rolling.as_ref(), &comparison)?;
    Ok(MetricMonitor {
        evaluation,
        expression,
        comparison,
    })
}

fn evaluation(cursor: &mut Cursor<'_>) -> Result<Evaluation> {
    cursor.space();
    let start = cursor.at();
    let change = match cursor.take_while(|c| c.is_alphanumeric() || c == '_') {
        "change" => Change::Absolute,
        "pct_change" => Change::Percent,
        _ => {
            cursor.rewind(start);
            let (aggregator, window) = aggregated(cursor)?;
            return Ok(Evaluation::Plain { aggregator, window });
        }
    };
    cursor.expect("(", "after the kind of change")?;
    let (aggregator, window) = aggregated(cursor)?;
    cursor.expect(",", "before how far back to compare")?;
    let shift = shift(cursor)?;
    cursor.expect(")", "after how far back to compare")?;
    Ok(Evaluation::Change {
        change,
        aggregator,
        window,
        shift,
    })
}

/// `avg(last_5m)`
fn aggregated(cursor: &mut Cursor<'_>) -> Result<(TimeAggregator, Window)> {
    cursor.space();
    let start = cursor.at();
    let name = cursor.take_while(|c| c.is_alphanumeric() || c == '_');
    let Some((_, kind)) = TIME_AGGREGATORS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<_> = TIME_AGGREGATORS.iter().map(|(name, _)| *name).collect();
        return Err(cursor
            .error_since(format!("unknown time aggregator '{name}'"), start)
            .help(choice(name, &names)));
    };
    let aggregator = TimeAggregator {
        kind: *kind,
        span: cursor.span_from(start),
    };
    if cursor.peek_past_space() != Some('(') {
        let error = cursor.error_here(format!(
            "missing evaluation window: expected '(' after '{name}', found {}",
            cursor.found()
        ));
        return Err(error.help(format!("write '{name}(last_5m):' before the query")));
    }
    cursor.eat("(");
    let window = window(cursor)?;
    cursor.expect(")", "after the window")?;
    Ok((aggregator, window))
}
