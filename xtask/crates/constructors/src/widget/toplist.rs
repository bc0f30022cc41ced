//! Which values of a tag are the worst.

use serde_json::{Map, Value};

use super::limits::{self, Limits, worst_first};
use super::query::{self, Asked};
use super::{Making, percentile};
use crate::finding::{Findings, Lowered, each};
use crate::given::{Field, optional};
use crate::object::object;

pub(super) const FIELDS: [Field; 7] = [
    optional("signal", "the signal that is ranked"),
    optional("signals", "signals of one unit that are ranked together"),
    optional("by", "the tags that are ranked; those of the signal unless said"),
    optional(
        "percentile",
        "which percentile of a distribution; that of the signal unless said",
    ),
    optional("over", query::OVER_MEANING),
    optional("limits", limits::MEANING),
    optional("limit", "how many; 10 unless said"),
];

/// Most values that Datadog ranks (`doc: dashboards/widgets/top_list`).
const VALUES_MAX: u64 = 10_000;

pub(super) fn make(making: &Making<'_, '_>, findings: &mut Findings) -> Lowered<Map<String, Value>> {
    let given = &making.given;
    let signals = making.signals(findings);
    let over = query::over(given, findings);
    let limits = Limits::read(given, findings);
    let limit = given.count_or_none("limit", VALUES_MAX, findings);
    let signals = signals?;
    // There is at least one signal, and all are ranked by the same tags.
    let by = making.by(&signals[0], findings)?;
    let title = making.title(&signals[0], &by, findings);
    let (over, limits) = (over?, limits?);
    let several = signals.len() > 1;
    let parts = each(signals.iter().enumerate(), |(n, signal)| {
        query::check(signal, false, findings)?;
        signal.check_by(&by, findings)?;
        let percentile = percentile(given, signal, findings)?;
        let prefix = if several { format!("s{n}_") } else { String::new() };
        let asked = Asked {
            by: &by,
            percentiles: percentile.as_slice(),
            prefix: &prefix,
            over,
            ..Asked::ALL
        };
        Ok((query::scalars(signal, &asked), query::formulas(signal, &asked)))
    })?;
    let (queries, formulas): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let order = worst_first(limits.as_ref());
    let order_by: Vec<_> = (0..signals.len())
        .map(|n| object!({ "type": "formula", "index": n, "order": order }))
        .collect();
    let mut request = object!({
        "response_format": "scalar",
        "queries": queries.into_iter().flatten().collect::<Vec<_>>(),
        "formulas": formulas.into_iter().flatten().collect::<Vec<_>>(),
        "sort": object!({ "count": limit?.unwrap_or(10), "order_by": order_by }),
    });
    if let Some(limits) = limits {
        request.insert("conditional_formats".to_owned(), limits.formats());
    }
    let mut definition = object!({ "type": "toplist", "title": title?, "requests": [request] });
    if several {
        // Several signals share a row where they share a tag value.
        definition.insert(
            "style".to_owned(),
            object!({ "display": object!({ "type": "stacked", "legend": "inline" }), "scaling": "absolute" }).into(),
        );
    }
    Ok(definition)
}
