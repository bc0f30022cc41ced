//! Signals side by side, a row for each value of a tag.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::query::{self, Asked};
use super::{Making, percentile};
use crate::finding::{Finding, Findings, Lowered, each};
use crate::given::{Field, Given, optional, required};
use crate::object::object;
use crate::signal::{Signal, Site};

pub(super) const FIELDS: [Field; 3] = [
    required("by", "the tags that make a row"),
    required("columns", "the columns, the first one sorts"),
    optional("limit", "how many rows; 25 unless said"),
];

const COLUMN: [Field; 6] = [
    required("signal", "the signal of the column"),
    required("title", "its heading"),
    optional(
        "percentile",
        "which percentile of a distribution; that of the signal unless said",
    ),
    optional("remaining", "true for what remains to 100 %"),
    optional("over", query::OVER_MEANING),
    optional("limits", limits::MEANING),
];

/// Most rows that Datadog shows (`doc: dashboards/widgets/table`).
const ROWS_MAX: u64 = 10_000;

struct Column<'a> {
    limits: Option<Limits<'a>>,
    queries: Vec<Map<String, Value>>,
    formulas: Vec<Map<String, Value>>,
}

fn column<'a>(
    site: &Site<'a>,
    by: &[&str],
    n: usize,
    value: &'a Value,
    findings: &mut Findings,
) -> Lowered<Column<'a>> {
    let given = Given::read("column of widget table", value, &[&COLUMN], findings)?;
    let signal = given.value("signal", findings);
    let signal = signal.and_then(|value| Signal::read(site, given.what(), value, findings));
    let title = given.text("title", findings);
    let remaining = given.flag_or("remaining", false, findings);
    let over = query::over(&given, findings);
    let limits = Limits::read(&given, findings);
    let signal = signal?;
    let remaining = remaining?;
    query::check(&signal, remaining, findings)?;
    signal.check_by(by, findings)?;
    let percentile = percentile(&given, &signal, findings)?;
    let asked = Asked {
        by,
        percentiles: percentile.as_slice(),
        prefix: &format!("c{n}_"),
        over: over?,
        remaining,
        alias: Some(title?),
    };
    let limits = limits?;
    let mut formulas = query::formulas(&signal, &asked);
    for formula in &mut formulas {
        formula.insert("cell_display_mode".to_owned(), "number".into());
        if let Some(limits) = &limits {
            formula.insert("conditional_formats".to_owned(), limits.formats());
        }
    }
    Ok(Column {
        limits,
        queries: query::scalars(&signal, &asked),
        formulas,
    })
}

pub(super) fn make(making: &Making<'_, '_>, findings: &mut Findings) -> Lowered<Map<String, Value>> {
    let given = &making.given;
    let title = required_title(making, findings);
    let limit = given.count_or_none("limit", ROWS_MAX, findings);
    let values = given.list("columns", findings);
    let by = given.texts("by", findings)?;
    let columns = values.and_then(|values| {
        each(values.iter().enumerate(), |(n, value)| {
            column(making.site, &by, n, value, findings)
        })
    });
    let columns = columns?;
    let Some(first) = columns.first() else {
        return Err(findings.push(
            Finding::new("dashboard/no-columns", "widget table has no column")
                .at("columns")
                .help("add one: { signal, title }"),
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
fn required_title<'a>(making: &Making<'a, '_>, findings: &mut Findings) -> Lowered<&'a str> {
    match making.given.text_or_none("title", findings)? {
        Some(title) => Ok(title),
        None => Err(findings.push(
            Finding::new("jsonnet/missing-field", "widget table lacks the field 'title'")
                .help("add 'title': what it shows"),
        )),
    }
}
