//! Which values of a tag are the worst.

use serde_json::{Map, Value};

use super::limits::{self, Limits, worst_first};
use super::query::{self, QueryOptions};
use super::{WidgetContext, WidgetKind, percentile};
use crate::args::{Field, FieldType, optional};
use crate::finding::{Built, Findings, each};
use crate::object::object;
use crate::signal::{PERCENTILES, SignalKind};

const FIELDS: &[Field] = &[
    optional(
        "signal",
        FieldType::Signal,
        "the signal that is ranked; this or signals",
    ),
    optional(
        "signals",
        FieldType::Signals,
        "signals of one unit that are ranked together",
    ),
    optional("by", FieldType::Tags, "the tags that are ranked").default("those of the signal"),
    optional(
        "percentile",
        FieldType::Percentile(&PERCENTILES),
        "the percentile of a distribution",
    )
    .default("that of the signal"),
    optional("over", FieldType::Choice(query::OVER_WORDS), query::OVER_MEANING).default("what suits the signal"),
    optional("limits", FieldType::Object("Limits"), limits::MEANING).default("none"),
    optional("limit", FieldType::Count(VALUES_MAX), "how many").default("10"),
];

pub(super) const KIND: WidgetKind = WidgetKind {
    name: "toplist",
    summary: "The worst values of a tag.",
    fields: FIELDS,
    height: 4,
    build,
};

/// Most values that Datadog ranks (`doc: dashboards/widgets/top_list`).
const VALUES_MAX: u64 = 10_000;

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let args = &context.args;
    let signals = context.signals(findings);
    let over = query::over(args, findings);
    let limits = Limits::read(args, findings);
    let limit = args.count_or_none("limit", VALUES_MAX, findings);
    let signals = signals?;
    // There is at least one signal, and all are ranked by the same tags.
    let by = context.by(&signals[0], findings)?;
    let title = context.title(&signals[0], &by, findings);
    let (over, limits) = (over?, limits?);
    let several = signals.len() > 1;
    let prefixes: Vec<_> = (0..signals.len())
        .map(|n| if several { format!("s{n}_") } else { String::new() })
        .collect();
    let parts = each(signals.iter().zip(&prefixes), |(signal, prefix)| {
        args.within("signal", findings, |findings| query::check(signal, false, findings))?;
        args.within("by", findings, |findings| signal.check_by(&by, findings))?;
        let percentile = percentile(args, signal, findings)?;
        let options = QueryOptions {
            by: &by,
            percentiles: percentile.as_slice(),
            prefix,
            over,
            ..QueryOptions::DEFAULT
        };
        Ok((query::scalars(signal, &options), query::formulas(signal, &options)))
    })?;
    let (queries, formulas): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    // Formulas of their own would be sorted by the first, and put the values that only the others have at the end.
    let one_ratio = several
        && signals
            .iter()
            .all(|signal| matches!(signal.kind, SignalKind::Ratio { .. }));
    let formulas: Vec<_> = if one_ratio {
        vec![query::combined_ratio(&signals, &prefixes)]
    } else {
        formulas.into_iter().flatten().collect()
    };
    let order = worst_first(limits.as_ref());
    let order_by: Vec<_> = (0..formulas.len())
        .map(|n| object!({ "type": "formula", "index": n, "order": order }))
        .collect();
    let mut request = object!({
        "response_format": "scalar",
        "queries": queries.into_iter().flatten().collect::<Vec<_>>(),
        "formulas": formulas,
        "sort": object!({ "count": limit?.unwrap_or(10), "order_by": order_by }),
    });
    if let Some(limits) = limits {
        request.insert("conditional_formats".to_owned(), limits.formats());
    }
    let mut definition = object!({ "type": "toplist", "title": title?, "requests": [request] });
    if several && !one_ratio {
        // Several signals share a row where they share a tag value.
        definition.insert(
            "style".to_owned(),
            object!({ "display": object!({ "type": "stacked", "legend": "inline" }), "scaling": "absolute" }).into(),
        );
    }
    Ok(definition)
}
