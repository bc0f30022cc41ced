//! The fields that all kinds of signals share, and the filter and the grouping of their queries.

use diagnostics::suggestion_or_declaration;
use model::{Catalog, Metric};
use serde_json::Value;

use super::filter::Filter;
use super::{Signal, SignalKind};
use crate::args::{Args, Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings, each};
use crate::tags;

pub(crate) const COMMON: &[Field] = &[
    required("title", FieldType::Text, "what it shows: the title of widgets").example("'Failed jobs'"),
    optional("by", FieldType::Tags, "the tags that it is grouped by")
        .default("none")
        .example("['queue']"),
    optional(
        "where",
        FieldType::TagFilter,
        "more tag filters; a list means any of them",
    )
    .default("none")
    .example("{ store: 'pgvector' }"),
    optional(
        "of_service",
        FieldType::Flag,
        "false where the metric does not have the tag of the service",
    )
    .default("true"),
];

/// Where queries are built: the catalog, and the scope of all queries of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignalContext<'a> {
    pub(crate) catalog: &'a Catalog,
    /// `env:prod`, or the variables of a dashboard.
    pub(crate) scope: &'a str,
    /// The service that owns the object, where its telemetry is narrowed to it.
    pub(crate) service: Option<&'a str>,
    /// The addresses of the accounts of the organisation's programs.
    pub(crate) programs: &'a [String],
}

/// A signal as a constructor returned it.
pub(crate) struct Source<'a, 's> {
    pub(crate) context: &'s SignalContext<'a>,
    /// The service whose telemetry it is; `None` for all.
    pub(crate) of: Option<&'a str>,
    /// The kind's name.
    pub(crate) name: &'a str,
    pub(crate) args: &'a Value,
}

/// A signal whose common fields are read.
pub(crate) struct Reader<'a> {
    catalog: &'a Catalog,
    pub(crate) args: Args<'a>,
    pub(crate) title: Built<&'a str>,
    by: Built<Vec<&'a str>>,
    pub(crate) filter: Built<Filter<'a>>,
}

impl<'a> Reader<'a> {
    /// Reads a kind of signal with the fields `own` and those of every kind.
    pub(crate) fn new(source: Source<'a, '_>, own: &'static [Field], findings: &mut Findings) -> Built<Self> {
        let what = format!("signal {}", source.name);
        let args = Args::read(what, source.args, &[COMMON, own], findings)?;
        let title = args.text("title", findings);
        let by = args.texts_or_none("by", findings).map(Option::unwrap_or_default);
        let of_service = args.flag_or("of_service", true, findings);
        let narrowed = narrowings(&args, "where", findings);
        let filter = of_service.and_then(|of_service| {
            Ok(Filter {
                scope: source.context.scope.split(',').collect(),
                service: source.of.filter(|_| of_service),
                narrowed: narrowed?,
            })
        });
        Ok(Self {
            catalog: source.context.catalog,
            args,
            title,
            by,
            filter,
        })
    }

    /// The metric of the catalog that `field` names.
    pub(crate) fn metric(&self, field: &'static str, findings: &mut Findings) -> Built<&'a Metric> {
        metric(self.catalog, &self.args, field, findings)
    }

    /// The counter that `field` names.
    pub(crate) fn counter(&self, field: &'static str, findings: &mut Findings) -> Built<&'a Metric> {
        counter(self.catalog, &self.args, field, findings)
    }

    /// The level that `field` names. A cumulative metric is no level: what it has added up since some start says nothing about now.
    pub(crate) fn level(&self, field: &'static str, findings: &mut Findings) -> Built<&'a Metric> {
        let metric = self.metric(field, findings)?;
        if !metric.cumulative {
            return Ok(metric);
        }
        let message = format!(
            "{}: {} only rises until its sender starts again, so its level says nothing",
            self.args.what(),
            metric.name
        );
        let finding = Finding::new("metric/cumulative", message)
            .at(self.args.text(field, findings)?)
            .help("count what is added to it: ctx.signal.count({ metric })");
        Err(self.args.reject(field, finding, findings))
    }

    /// The distribution that `field` names. Without its percentiles Datadog answers neither percentiles nor counts of values beyond a limit
    /// (`doc: metrics/distributions`), and a monitor without values stays silent.
    pub(crate) fn distribution(&self, field: &'static str, findings: &mut Findings) -> Built<&'a Metric> {
        let metric = self.metric(field, findings)?;
        let (rule, message, help) = if metric.kind != "distribution" {
            let message = format!(
                "{}: {} is a {}, not a distribution",
                self.args.what(),
                metric.name,
                metric.kind
            );
            ("metric/not-a-distribution", message, None)
        } else if !metric.percentiles {
            let message = format!(
                "{}: percentiles of {} are not switched on, so Datadog answers nothing",
                self.args.what(),
                metric.name
            );
            let help = format!(
                "add percentiles: true to it in jsonnet/policy/metrics/{}.libsonnet",
                metric.source
            );
            ("metric/no-percentiles", message, Some(help))
        } else {
            return Ok(metric);
        };
        let mut finding = Finding::new(rule, message).at(self.args.text(field, findings)?);
        finding.help = help;
        Err(self.args.reject(field, finding, findings))
    }

    /// The signal. Each metric must have the tags that it is grouped and filtered by.
    pub(crate) fn signal(
        self,
        unit: &'a str,
        metrics: Built<Vec<&'a Metric>>,
        kind: Built<SignalKind<'a>>,
        findings: &mut Findings,
    ) -> Built<Signal<'a>> {
        let metrics = metrics?;
        let keys = self.by.as_ref().map(|by| {
            self.args
                .within("by", findings, |findings| tags::check(&metrics, by, findings))
        });
        let filters = self.filter.as_ref().map(|filter| {
            self.args.within("where", findings, |findings| {
                tags::check(&metrics, &filter.keys(), findings)
            })
        });
        keys.map_err(|reported| *reported)??;
        filters.map_err(|reported| *reported)??;
        let filter = self
            .filter?
            .without_variables(|tag| metrics.iter().all(|metric| metric.tags.contains_key(tag)));
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
    args: &Args<'a>,
    field: &'static str,
    findings: &mut Findings,
) -> Built<&'a Metric> {
    let name = args.text(field, findings)?;
    let known = &catalog.metrics;
    let unknown = |findings: &mut Findings| {
        let prefix = &catalog.platform.metric_prefix;
        if let Some(bare) = name
            .strip_prefix(prefix.as_str())
            .filter(|bare| known.contains_key(*bare))
        {
            let finding = Finding::new(
                "metric/prefix",
                format!(
                    "{}: metric '{name}' has the prefix '{prefix}', which the catalog adds",
                    args.what()
                ),
            )
            .at(name)
            .help(format!("write '{bare}'"));
            return args.reject(field, finding, findings);
        }
        let names = known.keys().map(String::as_str);
        let finding = Finding::new("metric/unknown", format!("unknown metric '{name}'"))
            .at(name)
            .help(suggestion_or_declaration(
                name,
                names,
                "jsonnet/policy/metrics/custom.libsonnet",
            ));
        args.reject(field, finding, findings)
    };
    known.get(name).ok_or_else(|| unknown(findings))
}

/// The counter that `field` names. A share divides numbers of events (`.as_count()`), and only a counter has them: Datadog divides the levels of a gauge
/// without an error.
pub(crate) fn counter<'a>(
    catalog: &'a Catalog,
    args: &Args<'a>,
    field: &'static str,
    findings: &mut Findings,
) -> Built<&'a Metric> {
    let metric = metric(catalog, args, field, findings)?;
    if metric.kind == "count" {
        return Ok(metric);
    }
    let message = format!(
        "{}: {} is a {}, which counts no events",
        args.what(),
        metric.name,
        metric.kind
    );
    let finding = Finding::new("metric/not-a-counter", message)
        .at(args.text(field, findings)?)
        .help(format!(
            "name a metric of type 'count', or correct its type in jsonnet/policy/metrics/{}.libsonnet",
            metric.source
        ));
    Err(args.reject(field, finding, findings))
}

/// The tag filters of `field`: a text, or a list of which any may be the value.
pub(crate) fn narrowings<'a>(
    args: &Args<'a>,
    field: &'static str,
    findings: &mut Findings,
) -> Built<Vec<(&'a str, Vec<&'a str>)>> {
    let Some(value) = args.get(field) else {
        return Ok(Vec::new());
    };
    let reject = |what: String, findings: &mut Findings| {
        let finding = Finding::new("jsonnet/type", what)
            .at(field)
            .help(format!("write {field}: {{ <tag>: '<value>' }}, or a list of values"));
        args.reject(field, finding, findings)
    };
    let Value::Object(tags) = value else {
        return Err(reject(
            format!("{}: {field} must be an object of tags", args.what()),
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
            reject(
                format!(
                    "{}: '{key}' of {field} must be a string or a list of strings that is not empty",
                    args.what()
                ),
                findings,
            )
        });
        Ok((key.as_str(), values?))
    })
}
