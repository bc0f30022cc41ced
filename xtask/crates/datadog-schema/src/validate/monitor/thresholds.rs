//! Thresholds: the critical one equals the query's, the warning is reached before it, recoveries are on the healthy side (doc: monitors/configuration/#set-alert-conditions).

use crate::payload::Problem;
use datadog_query::monitor::Comparator;

use super::MonitorContext;

/// Numbers that differ by less are equal.
const RELATIVE_REST: f64 = 1e-9;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let thresholds = &context.monitor.options.thresholds;
    let Some(comparison) = context.query.as_ref().and_then(|query| query.comparison()) else {
        return;
    };
    let in_query = comparison.threshold.value;
    if let Some(critical) = thresholds.critical.filter(|critical| differ(*critical, in_query)) {
        out.push(
            Problem::error(
                "monitor/threshold-mismatch",
                "/options/thresholds/critical",
                format!("alert threshold ({critical:?}) does not match that used in the query ({in_query:?})"),
            )
            .help(format!(
                "end the query with '{} {critical}', or write critical: {in_query}",
                comparison.comparator.symbol()
            )),
        );
    }
    // If they differ, the warning is compared with the threshold of the options: one mistake, one problem.
    let critical = thresholds.critical.unwrap_or(in_query);
    let order = Order {
        comparator: comparison.comparator,
        out,
    };
    order.check([
        (
            "warning",
            thresholds.warning,
            "warning threshold",
            "alert threshold",
            Some(critical),
        ),
        (
            "critical_recovery",
            thresholds.critical_recovery,
            "alert recovery threshold",
            "alert threshold",
            Some(critical),
        ),
        (
            "warning_recovery",
            thresholds.warning_recovery,
            "warning recovery threshold",
            "warning threshold",
            thresholds.warning,
        ),
    ]);
    if thresholds.warning_recovery.is_some() && thresholds.warning.is_none() {
        out.push(
            Problem::warning(
                "monitor/threshold-order",
                "/options/thresholds/warning_recovery",
                "warning_recovery is set without warning",
            )
            .help("set warning, or remove warning_recovery"),
        );
    }
}

/// A field of the thresholds, its value, its name and the name of the value that it is compared with, and that value.
type Pair<'p> = (&'p str, Option<f64>, &'p str, &'p str, Option<f64>);

struct Order<'o> {
    comparator: Comparator,
    out: &'o mut Vec<Problem>,
}

impl Order<'_> {
    /// Each value must be reached before the value that it is compared with.
    fn check(self, pairs: [Pair<'_>; 3]) {
        let less = match self.comparator {
            Comparator::Above | Comparator::AtLeast => true,
            Comparator::Below | Comparator::AtMost => false,
            Comparator::Equal | Comparator::Unequal => return,
        };
        for (field, value, what, than, bound) in pairs {
            let (Some(value), Some(bound)) = (value, bound) else {
                continue;
            };
            let passed_first = if less { value < bound } else { value > bound };
            // A recovery threshold equal to its threshold has no effect, and is the only one possible for a count of zero.
            let fits = passed_first || (value == bound && field.ends_with("_recovery"));
            if !fits {
                let side = if less { "less" } else { "greater" };
                let symbol = self.comparator.symbol();
                self.out.push(Problem::error(
                    "monitor/threshold-order",
                    format!("/options/thresholds/{field}"),
                    format!("{what} ({value:?}) must be {side} than the {than} ({bound:?}) with {symbol} comparison"),
                ));
            }
        }
    }
}

fn differ(a: f64, b: f64) -> bool {
    (a - b).abs() > RELATIVE_REST * a.abs().max(b.abs())
}
