//! The languages of queries.

use datadog_query::metric::Context;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    /// A metric query of a dashboard.
    Metric,
    /// Metric queries of a dashboard, separated by commas.
    MetricList,
    /// A formula of a dashboard.
    Formula,
    /// A monitor's query.
    Monitor,
}

impl Language {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Metric, Self::MetricList, Self::Formula, Self::Monitor];

    /// Its name in a table.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Metric => "metric query",
            Self::MetricList => "metric queries of a widget",
            Self::Formula => "formula",
            Self::Monitor => "monitor query",
        }
    }

    /// Its plural in a heading.
    #[must_use]
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Metric => "metric queries",
            Self::MetricList => "metric queries of a widget",
            Self::Formula => "formulas",
            Self::Monitor => "monitor queries",
        }
    }

    /// The canonical text of `text`.
    ///
    /// # Errors
    /// If the parser rejects it.
    pub(crate) fn canonical(self, text: &str, monitor_type: Option<&str>) -> datadog_query::Result<String> {
        match (self, monitor_type) {
            (Self::Metric, _) => datadog_query::metric::parse(text, Context::Dashboard).map(|tree| tree.to_string()),
            (Self::MetricList, _) => datadog_query::metric::parse_list(text, Context::Dashboard).map(|trees| {
                let trees: Vec<_> = trees.iter().map(ToString::to_string).collect();
                trees.join(", ")
            }),
            (Self::Formula, _) => datadog_query::formula::parse(text, Context::Dashboard).map(|tree| tree.to_string()),
            (Self::Monitor, Some(kind)) => {
                datadog_query::monitor::parse_of_type(kind, text).map(|tree| tree.to_string())
            }
            (Self::Monitor, None) => datadog_query::monitor::parse(text).map(|tree| tree.to_string()),
        }
    }
}
