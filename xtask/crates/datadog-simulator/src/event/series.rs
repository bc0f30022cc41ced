//! Turns events into series: one series per combination of facet values, one point per event.

use std::collections::{BTreeMap, HashMap};

use datadog_query::search::Search;

use super::fields::Json;
use crate::error::{Result, SimulationError};
use crate::metric::{Leaf, Scope, Space};
use crate::series::Aggregator;
use crate::series::rollup::Modifier;
use crate::world::{Event, MetricKind, Series, Tags};

/// A query over events.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventQuery {
    /// The metric name of its series in the plan.
    pub(crate) name: String,
    /// The event source by its name in monitor queries: `logs`.
    pub(crate) source: String,
    pub(crate) search: Search,
    pub(crate) by: Vec<String>,
    pub(crate) method: Method,
    pub(crate) measure: Option<String>,
}

/// How events are aggregated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Method {
    Count,
    Cardinality,
    Of(Aggregator),
}

/// The events a query found.
pub(crate) struct Found<'w> {
    pub(crate) series: Vec<Series>,
    /// The events of each group, in ascending order of time.
    pub(crate) samples: HashMap<Tags, Vec<&'w Event>>,
}

/// The maximum number of groups of one event. An event with several values for its facets belongs to several groups.
const GROUPS_OF_AN_EVENT_MAX: usize = 64;

impl Method {
    /// The method with this name in queries.
    pub(crate) fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "count" => Self::Count,
            "cardinality" => Self::Cardinality,
            "avg" => Self::Of(Aggregator::Avg),
            "sum" => Self::Of(Aggregator::Sum),
            "min" => Self::Of(Aggregator::Min),
            "max" => Self::Of(Aggregator::Max),
            "median" => Self::Of(Aggregator::Percentile(0.5)),
            _ => {
                let percent = name
                    .strip_prefix("pc")
                    .and_then(|p| p.parse::<f64>().ok())
                    .filter(|p| (0.0..=100.0).contains(p));
                let percent = percent.ok_or_else(|| {
                    SimulationError::unsupported(format!("event aggregation '{name}' is not evaluated"))
                })?;
                Self::Of(Aggregator::Percentile(percent / 100.0))
            }
        })
    }

    /// Whether the result is zero without events.
    pub(crate) fn counts(self) -> bool {
        matches!(self, Self::Count | Self::Cardinality)
    }
}

impl EventQuery {
    /// The leaf of the plan that reads its series.
    pub(crate) fn leaf(&self) -> Leaf {
        Leaf {
            text: self.name.clone(),
            metric: self.name.clone(),
            scope: Scope::All,
            by: self.by.clone(),
            space: match self.method {
                Method::Count => Space::Of(Aggregator::Count),
                Method::Cardinality => Space::Distinct,
                Method::Of(aggregator) => Space::Of(aggregator),
            },
            modifier: self.method.counts().then_some(Modifier::AsCount),
            rollup: None,
            rollup_s: None,
            fill: None,
            before_space: None,
        }
    }

    /// Runs the query.
    pub(crate) fn find<'w>(&self, events: &'w [Event]) -> Found<'w> {
        let mut points: BTreeMap<Tags, Vec<(i64, f64)>> = BTreeMap::new();
        let mut samples: HashMap<Tags, Vec<&'w Event>> = HashMap::new();
        let mut numbers: HashMap<String, f64> = HashMap::new();
        for event in events.iter().filter(|e| e.source == self.source) {
            let json = Json(&event.body);
            if !self.search.matches(&json) {
                continue;
            }
            let values: Vec<f64> = match (self.method, &self.measure) {
                (Method::Count, _) | (_, None) => vec![1.0],
                (Method::Of(_), Some(measure)) => json.measure(measure).into_iter().collect(),
                // each distinct value gets its own number, so that distinct numbers can be counted
                (Method::Cardinality, Some(facet)) => json
                    .facet(facet)
                    .into_iter()
                    .map(|text| {
                        let next = numbers.len() as f64;
                        *numbers.entry(text).or_insert(next)
                    })
                    .collect(),
            };
            for group in self.groups_of(json) {
                points
                    .entry(group.clone())
                    .or_default()
                    .extend(values.iter().map(|v| (event.at, *v)));
                samples.entry(group).or_default().push(event);
            }
        }
        samples.values_mut().for_each(|events| events.sort_by_key(|e| e.at));
        let series = points
            .into_iter()
            .map(|(group, points)| Series::new(self.name.clone(), group, MetricKind::Distribution, 1, points))
            .collect();
        Found { series, samples }
    }

    /// The groups of an event; none if it lacks a facet.
    fn groups_of(&self, json: Json<'_>) -> Vec<Tags> {
        let mut combinations: Vec<Vec<String>> = vec![Vec::new()];
        for facet in &self.by {
            let values = json.facet(facet);
            combinations = combinations
                .iter()
                .flat_map(|tags| {
                    values.iter().map(move |value| {
                        let mut tags = tags.clone();
                        tags.push(format!("{facet}:{value}"));
                        tags
                    })
                })
                .take(GROUPS_OF_AN_EVENT_MAX)
                .collect();
        }
        combinations.into_iter().map(Tags::new).collect()
    }
}
