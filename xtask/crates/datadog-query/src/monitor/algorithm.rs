//! What the rest of a monitor's query must be for anomalies (doc: monitors/types/anomaly, section API).

use crate::expression::{Expr, Literal};
use crate::function::Function;
use crate::metric::Expression;
use crate::{ParseError, Result};

use super::window::duration;
use super::{Comparison, Evaluation, WindowKind};

/// The query window is "at least as large as the `alert_window`".
pub(super) fn check_alert_window(evaluation: &Evaluation, expression: &Expression) -> Result<()> {
    let window = evaluation.window();
    if window.kind != WindowKind::Last {
        return Ok(());
    }
    for call in expression.calls() {
        let Some(Literal::Text(alert)) = call.named("alert_window") else {
            continue;
        };
        let Some((amount, unit)) = alert.value.strip_prefix("last_").and_then(duration) else {
            continue;
        };
        if u64::from(amount) * unit.seconds() > window.seconds() {
            let message = format!(
                "alert_window '{}' is longer than the evaluation window '{window}'",
                alert.value
            );
            return Err(ParseError::new(message, window.span.into()).help(format!(
                "write at least '{}' as the evaluation window; about five times as much shows what is usual",
                alert.value
            )));
        }
    }
    Ok(())
}

/// "A positive number no larger than 1. The fraction of points in the `alert_window` that must be anomalous".
pub(super) fn check_threshold(expression: &Expression, comparison: &Comparison) -> Result<()> {
    let Expr::Call(call) = expression else { return Ok(()) };
    let threshold = comparison.threshold.value;
    if call.function() != Some(Function::Anomalies) || (0.0..=1.0).contains(&threshold) {
        return Ok(());
    }
    let message = format!("threshold {} of anomalies is not between 0 and 1", comparison.threshold);
    let example = if (0.0..=100.0).contains(&threshold) {
        threshold / 100.0
    } else {
        0.5
    };
    Err(ParseError::new(message, comparison.threshold.span.into()).help(format!(
        "it is the share of points that must be anomalous: {} % is '{} {example}'",
        example * 100.0,
        comparison.comparator.symbol()
    )))
}
