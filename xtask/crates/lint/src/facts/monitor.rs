use datadog_query::metric::MetricQuery;
use datadog_query::monitor::{self, Comparator, Side};
use datadog_schema::payload::{self, Options};
use model::{FanOut, TagValues};
use render::{Monitor, Object};

use super::Tags;

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
    /// The options that Datadog documents.
    pub(crate) options: Options<'a>,
    /// The query, parsed; `None` if it does not parse, which `validate` reports.
    pub(crate) parsed: Option<monitor::Monitor>,
}

impl<'a> MonitorFacts<'a> {
    pub(crate) fn read(object: &'a Object, spec: &'a Monitor) -> Self {
        let payload = payload::Monitor::read(object.payload());
        let query = payload.query.unwrap_or_default();
        Self {
            object,
            spec,
            tags: Tags::read(&spec.payload),
            query,
            message: payload.message,
            kind: payload.kind,
            options: payload.options,
            parsed: monitor::parse(query).ok(),
        }
    }

    /// Whether it compares a value with thresholds and so can have a recovery threshold. Service checks count failures instead, one event of Audit Trail alerts, and an
    /// SLO alert recovers by its short window or as old failures leave the window of the SLO.
    pub(crate) fn compares(&self) -> bool {
        !matches!(self.kind, "service check" | "composite" | "audit alert" | "slo alert")
    }

    /// The tags by which it groups.
    pub(crate) fn groups(&self) -> Vec<&str> {
        self.parsed.as_ref().map_or_else(Vec::new, monitor::Monitor::group_keys)
    }

    /// The tags whose values get notifications of their own.
    pub(crate) fn notified_by(&self) -> Vec<&str> {
        self.options.notified_by(self.groups())
    }

    /// The most notifications of one failure. `None` if the policy does not say how many values one of its tags can have.
    pub(crate) fn fan_out(&self, values: &TagValues) -> Option<FanOut> {
        let selected = self.parsed.as_ref().map(monitor::Monitor::selected_values);
        values.fan_out(&self.notified_by(), &selected.unwrap_or_default())
    }

    /// Its metric queries, in the order of the text.
    pub(crate) fn metric_queries(&self) -> Vec<&MetricQuery> {
        match &self.parsed {
            Some(monitor::Monitor::Metric(metric)) => metric.expression.leaves(),
            _ => Vec::new(),
        }
    }

    /// The side of its threshold on which it alerts.
    pub(crate) fn side(&self) -> Option<Side> {
        self.parsed.as_ref()?.side()
    }

    /// The comparison of its value with the threshold.
    pub(crate) fn comparator(&self) -> Option<Comparator> {
        Some(self.parsed.as_ref()?.comparison()?.comparator)
    }
}
