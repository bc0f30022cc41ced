//! What all kinds of signals share: their fields, and the filter and the grouping of their queries.

use model::{Catalog, Metric};
use serde_json::Value;

use super::filter::Filter;
use super::{Kind, Signal};
use crate::finding::{Finding, Findings, Lowered, each};
use crate::given::{Field, Given, optional, required};
use crate::tags;

const COMMON: [Field; 4] = [
    required("title", "what it shows, as a widget is titled"),
    optional("by", "the tags it is grouped by"),
    optional(
        "where",
        "further tag filters, for example { store: 'pgvector' }; a list means any of them",
    ),
    optional(
        "of_service",
        "false where the metric is not tagged with the service itself",
    ),
];

/// Where signals are asked: the catalog, and the scope of everything an object may ask.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    pub(crate) catalog: &'a Catalog,
    /// `env:prod`, or the variables of a dashboard.
    pub(crate) scope: &'a str,
    /// The service that owns the object, where its telemetry is narrowed to it.
    pub(crate) service: Option<&'a str>,
}

/// A signal as a constructor answered it.
pub(crate) struct Source<'a, 's> {
    pub(crate) site: &'s Site<'a>,
    /// The service whose telemetry it is; `None` for all.
    pub(crate) of: Option<&'a str>,
    /// The kind's name.
    pub(crate) name: &'a str,
    pub(crate) given: &'a Value,
}

/// A signal of which the fields that every kind has are read.
pub(crate) struct Reader<'a> {
    catalog: &'a Catalog,
    pub(crate) given: Given<'a>,
    pub(crate) title: Lowered<&'a str>,
    by: Lowered<Vec<&'a str>>,
    pub(crate) filter: Lowered<Filter<'a>>,
}

impl<'a> Reader<'a> {
    /// Reads a kind of signal that has the fields `own` beside those of every kind.
    pub(crate) fn new(source: Source<'a, '_>, own: &'static [Field], findings: &mut Findings) -> Lowered<Self> {
        let what = format!("signal {}", source.name);
        let given = Given::read(what, source.given, &[&COMMON, own], findings)?;
        let title = given.text("title", findings);
        let by = given.texts_or_none("by", findings).map(Option::unwrap_or_default);
        let of_service = given.flag_or("of_service", true, findings);
        let narrowed = narrowings(&given, "where", findings);
        let filter = of_service.and_then(|of_service| {
            Ok(Filter {
                scope: source.site.scope,
                service: source.of.filter(|_| of_service),
                narrowed: narrowed?,
            })
        });
        Ok(Self {
            catalog: source.site.catalog,
            given,
            title,
            by,
            filter,
        })
    }

    /// The metric of the catalog that `field` names.
    pub(crate) fn metric(&self, field: &'static str, findings: &mut Findings) -> Lowered<&'a Metric> {
        metric(self.catalog, &self.given, field, findings)
    }

    /// The signal, once all of it is known. The tags that it is grouped and filtered by must be carried by each metric.
    pub(crate) fn signal(
        self,
        unit: &'a str,
        metrics: Lowered<Vec<&'a Metric>>,
        kind: Lowered<Kind<'a>>,
        findings: &mut Findings,
    ) -> Lowered<Signal<'a>> {
        let metrics = metrics?;
        let keys = self.by.as_ref().map(|by| tags::check(&metrics, by, findings));
        let filters = self
            .filter
            .as_ref()
            .map(|filter| tags::check(&metrics, &filter.keys(), findings));
        keys.map_err(|told| *told)??;
        filters.map_err(|told| *told)??;
        let filter = self.filter?;
        Ok(Signal {
            title: self.title?,
            unit,
            by: self.by?,
            metrics,
            filter: filter.of_metrics(),
            kind: kind?,
        })
    }
}

/// The metric of the catalog that `field` names. Custom metrics are named without their prefix.
pub(crate) fn metric<'a>(
    catalog: &'a Catalog,
    given: &Given<'a>,
    field: &'static str,
    findings: &mut Findings,
) -> Lowered<&'a Metric> {
    let name = given.text(field, findings)?;
    let known = &catalog.metrics;
    let unknown = |findings: &mut Findings| {
        given.unknown(
            field,
            "metric/unknown",
            "metric",
            name,
            known.keys().map(String::as_str),
            findings,
        )
    };
    known.get(name).ok_or_else(|| unknown(findings))
}

/// The tag filters that `field` says: a text, or a list of which any may be the value.
pub(crate) fn narrowings<'a>(
    given: &Given<'a>,
    field: &'static str,
    findings: &mut Findings,
) -> Lowered<Vec<(&'a str, Vec<&'a str>)>> {
    let Some(value) = given.said(field) else {
        return Ok(Vec::new());
    };
    let refuse = |what: String, findings: &mut Findings| {
        let finding = Finding::new("jsonnet/type", what)
            .at(field)
            .help(format!("write {field}: {{ <tag>: '<value>' }}, or a list of values"));
        given.refuse(field, finding, findings)
    };
    let Value::Object(tags) = value else {
        return Err(refuse(
            format!("{}: {field} must be an object of tags", given.what()),
            findings,
        ));
    };
    each(tags, |(key, value)| {
        let values = match value {
            Value::String(one) => Some(vec![one.as_str()]),
            Value::Array(several) if !several.is_empty() => several.iter().map(Value::as_str).collect(),
            _ => None,
        };
        let values = values.ok_or_else(|| {
            refuse(
                format!(
                    "{}: '{key}' of {field} must be a string or a list of strings that is not empty",
                    given.what()
                ),
                findings,
            )
        });
        Ok((key.as_str(), values?))
    })
}
