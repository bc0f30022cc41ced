//! What the rest of a monitor's query must be for anomalies (doc: monitors/types/anomaly, section API).

use std::fmt::Display;

use crate::expression::{Expr, Literal};
use crate::function::Function;
use crate::{ParseError, Result, Span};

use super::window::duration;
use super::{Comparison, Timeframe, TimeframeKind, Window, WindowKind};

/// A rolling evaluation window, of any kind of query.
pub(super) struct Rolling<'w> {
    text: &'w dyn Display,
    seconds: u64,
    span: Span,
}

impl<'w> Rolling<'w> {
    /// The window of a metric query; `None` if it is not rolling.
    pub(super) fn of_metrics(window: &'w Window) -> Option<Self> {
        (window.kind == WindowKind::Last).then_some(Self {
            text: window,
            seconds: window.seconds(),
            span: window.span,
        })
    }

    /// The window of a formula; `None` if it is not rolling.
    pub(super) fn of_formula(timeframe: &'w Timeframe) -> Option<Self> {
        (timeframe.kind == TimeframeKind::Last).then_some(Self {
            text: timeframe,
            seconds: timeframe.seconds(),
            span: timeframe.span,
        })
    }
}

/// An error if the evaluation window or the threshold does not fit the anomalies in `expression`.
pub(super) fn check<L>(expression: &Expr<L>, window: Option<&Rolling<'_>>, comparison: &Comparison) -> Result<()> {
    if let Some(window) = window {
        check_window(expression, window)?;
    }
    check_threshold(expression, comparison)
}

/// The query window is "at least as large as the `alert_window`".
fn check_window<L>(expression: &Expr<L>, window: &Rolling<'_>) -> Result<()> {
    for call in expression.calls() {
        let Some(Literal::Text(alert)) = call.named("alert_window") else {
            continue;
        };
        let Some((amount, unit)) = alert.value.strip_prefix("last_").and_then(duration) else {
            continue;
        };
        if u64::from(amount) * unit.seconds() > window.seconds {
            let message = format!(
                "alert_window '{}' is longer than the evaluation window '{}'",
                alert.value, window.text
            );
            return Err(ParseError::new(message, window.span.into()).help(format!(
                "evaluate at least '{}'; about five times as much shows what is usual",
                alert.value
            )));
        }
    }
    Ok(())
}

/// "A positive number no larger than 1. The fraction of points in the `alert_window` that must be anomalous".
fn check_threshold<L>(expression: &Expr<L>, comparison: &Comparison) -> Result<()> {
    let Expr::Call(call) = expression else { return Ok(()) };
    let threshold = comparison.threshold.value;
    if call.function() != Some(Function::Anomalies) || (0.0..=1.0).contains(&threshold) {
        return Ok(());
    }
    let message = format!("threshold {} of anomalies is not between 0 and 1", comparison.threshold);
    let percent = if (0.0..=100.0).contains(&threshold) {
        threshold
    } else {
        50.0
    };
    // Rounded, because a hundredth of most numbers is not exact.
    let share = (percent * 1e6).round() / 1e8;
    let help = format!(
        "it is the share of points that must be anomalous: {percent} % is '{} {share}'",
        comparison.comparator.symbol()
    );
    Err(ParseError::new(message, comparison.threshold.span.into()).help(help))
}
