use datadog_query::metric::MetricQuery;
use datadog_query::monitor::{self, Comparator};
use render::{Monitor, Object};
use serde_json::Value;

use super::Tags;
use crate::values;

/// A monitor in one environment.
#[derive(Debug)]
pub(crate) struct MonitorFacts<'a> {
    pub(crate) object: &'a Object,
    pub(crate) spec: &'a Monitor,
    pub(crate) tags: Tags<'a>,
    pub(crate) query: &'a str,
    pub(crate) message: &'a str,
    /// `query alert`, `log alert`, `service check` ...
    pub(crate) kind: &'a str,
    pub(crate) thresholds: Thresholds,
    /// The query, parsed; `None` if it does not parse, which `validate` reports.
    pub(crate) parsed: Option<monitor::Monitor>,
}

/// The thresholds of a monitor, if set.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Thresholds {
    pub(crate) critical: Option<f64>,
    pub(crate) critical_recovery: Option<f64>,
    pub(crate) warning: Option<f64>,
    pub(crate) warning_recovery: Option<f64>,
}

impl<'a> MonitorFacts<'a> {
    pub(crate) fn read(object: &'a Object, spec: &'a Monitor) -> Self {
        let payload = &spec.payload;
        let thresholds = values::at(payload, "options/thresholds").and_then(Value::as_object);
        let threshold = |name: &str| thresholds?.get(name)?.as_f64();
        let query = values::text(payload, "query");
        Self {
            object,
            spec,
            tags: Tags::read(payload),
            query,
            message: values::text(payload, "message"),
            kind: values::text(payload, "type"),
            thresholds: Thresholds {
                critical: threshold("critical"),
                critical_recovery: threshold("critical_recovery"),
                warning: threshold("warning"),
                warning_recovery: threshold("warning_recovery"),
            },
            parsed: monitor::parse(query).ok(),
        }
    }

    /// Whether it compares a value with thresholds and so can have a recovery threshold. Service checks count failures instead.
    pub(crate) fn compares(&self) -> bool {
        self.kind != "service check" && self.kind != "composite"
    }

    /// An option of the payload.
    pub(crate) fn option(&self, path: &str) -> Option<&'a Value> {
        values::at(self.spec.payload.get("options")?, path)
    }

    /// The tags by which it groups.
    pub(crate) fn groups(&self) -> Vec<&str> {
        self.parsed.as_ref().map_or_else(Vec::new, monitor::Monitor::group_keys)
    }

    /// Its metric queries, in the order of the text.
    pub(crate) fn metric_queries(&self) -> Vec<&MetricQuery> {
        match &self.parsed {
            Some(monitor::Monitor::Metric(metric)) => metric.expression.leaves(),
            _ => Vec::new(),
        }
    }

    /// The comparison of its value with the threshold.
    pub(crate) fn comparator(&self) -> Option<Comparator> {
        Some(self.parsed.as_ref()?.comparison()?.comparator)
    }
}
