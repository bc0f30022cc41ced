//! Signals side by side, a row for each value of a tag.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::query::{self, QueryOptions};
use super::{WidgetContext, WidgetKind, percentile};
use crate::args::{Args, Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings, each};
use crate::object::object;
use crate::signal::{PERCENTILES, Signal, SignalContext};

const FIELDS: &[Field] = &[
    required("by", FieldType::Tags, "the tags that make a row"),
    required(
        "columns",
        FieldType::Objects("Column"),
        "the columns; the first one sorts",
    ),
    optional("limit", FieldType::Count(ROWS_MAX), "how many rows")
        .unit("rows")
        .default("25"),
];

pub(super) const KIND: WidgetKind = WidgetKind {
    name: "table",
    summary: "Signals in columns, a row for each value of a tag.",
    fields: FIELDS,
    height: 4,
    build,
};

pub(super) const COLUMN: &[Field] = &[
    required("signal", FieldType::Signal, "the signal of the column"),
    required("title", FieldType::Text, "its heading"),
    optional(
        "percentile",
        FieldType::Percentile(&PERCENTILES),
        "the percentile of a distribution",
    )
    .default("that of the signal"),
    optional(
        "remaining",
        FieldType::Flag,
        "whether what remains to 100 % is shown: availability from an error rate",
    )
    .default("false"),
    optional("over", FieldType::Choice(query::OVER_WORDS), query::OVER_MEANING).default("what suits the signal"),
    optional("limits", FieldType::Object("Limits"), limits::MEANING).default("none"),
];

/// Most rows that Datadog shows (`doc: dashboards/widgets/table`).
const ROWS_MAX: u64 = 10_000;

struct Column<'a> {
    limits: Option<Limits<'a>>,
    queries: Vec<Map<String, Value>>,
    formulas: Vec<Map<String, Value>>,
}

fn column<'a>(
    signal_context: &SignalContext<'a>,
    by: &[&str],
    n: usize,
    value: &'a Value,
    findings: &mut Findings,
) -> Built<Column<'a>> {
    let args = Args::read("column of widget table", value, &[COLUMN], findings)?;
    let signal = args.value("signal", findings);
    let signal = signal.and_then(|value| Signal::read(signal_context, args.what(), value, findings));
    let title = args.text("title", findings);
    let remaining = args.flag_or("remaining", false, findings);
    let over = query::over(&args, findings);
    let limits = Limits::read(&args, findings);
    let signal = signal?;
    let remaining = remaining?;
    args.within("signal", findings, |findings| {
        query::check(&signal, remaining, findings)
    })?;
    signal.check_by(by, findings)?;
    let percentile = percentile(&args, &signal, findings)?;
    let options = QueryOptions {
        by,
        percentiles: percentile.as_slice(),
        prefix: &format!("c{n}_"),
        over: over?,
        remaining,
        alias: Some(title?),
        ..QueryOptions::DEFAULT
    };
    let limits = limits?;
    let mut formulas = query::formulas(&signal, &options);
    for formula in &mut formulas {
        formula.insert("cell_display_mode".to_owned(), "number".into());
        if let Some(limits) = &limits {
            formula.insert("conditional_formats".to_owned(), limits.formats());
        }
    }
    Ok(Column {
        limits,
        queries: query::scalars(&signal, &options),
        formulas,
    })
}

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let args = &context.args;
    let title = required_title(context, findings);
    let limit = args.count_or_none("limit", ROWS_MAX, findings);
    let values = args.list("columns", findings);
    let by = args.texts("by", findings)?;
    let columns = values.and_then(|values| {
        each(values.iter().enumerate(), |(n, value)| {
            column(context.signal_context, &by, n, value, findings)
        })
    });
    let columns = columns?;
    let Some(first) = columns.first() else {
        return Err(args.reject(
            "columns",
            Finding::new("dashboard/no-columns", "widget table has no column")
                .at("columns")
                .help("add one: { signal, title }"),
            findings,
        ));
    };
    let order = limits::worst_first(first.limits.as_ref());
    let (queries, formulas): (Vec<_>, Vec<_>) = columns.into_iter().map(|c| (c.queries, c.formulas)).unzip();
    Ok(object!({
        "type": "query_table",
        "title": title?,
        "has_search_bar": "auto",
        "requests": [object!({
            "response_format": "scalar",
            "queries": queries.into_iter().flatten().collect::<Vec<_>>(),
            "formulas": formulas.into_iter().flatten().collect::<Vec<_>>(),
            "sort": object!({ "count": limit?.unwrap_or(25), "order_by": [object!({ "type": "formula", "index": 0, "order": order })] }),
        })],
    }))
}

/// No one signal could give a table its title.
fn required_title<'a>(context: &WidgetContext<'a, '_>, findings: &mut Findings) -> Built<&'a str> {
    match context.args.text_or_none("title", findings)? {
        Some(title) => Ok(title),
        None => Err(context.args.reject_whole(
            Finding::new("jsonnet/missing-field", "widget table lacks the field 'title'")
                .help("add 'title': what it shows"),
            findings,
        )),
    }
}
