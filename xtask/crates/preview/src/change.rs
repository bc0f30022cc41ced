//! Whether widgets follow what they read: a metric changes in the last minute, and the widget must look different.

use datadog_query::metric::MetricQuery;
use datadog_query::search::Search;
use datadog_simulator::World;
use datadog_simulator::time::{Frame, MINUTE_S};
use datadog_simulator::world::{CheckRun, MetricKind, Series};
use serde_json::Value;

use crate::kind::{self, Size};
use crate::page::{self, View};
use crate::payload::items;
use crate::request::{Context, Request};
use crate::source::{Asked, MonitorStatus, Objective, Source};
use crate::variables::Variables;

/// A widget that does not show a change of a metric that it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmoved {
    /// The widget's path, as in [`crate::Shown`].
    pub path: String,
    /// The metric.
    pub metric: String,
}

/// A source in which every metric changes at a time, and one of them more. What is divided must not be zero: a share of nothing does not follow its whole.
struct Changed<'a> {
    source: &'a dyn Source,
    more: Option<&'a str>,
    from: i64,
}

impl Changed<'_> {
    fn value(&self, series: &Series, value: f64) -> f64 {
        if self.more == Some(series.metric.as_str()) {
            10.0 * value + 50.0
        } else if series.kind == MetricKind::Distribution {
            // values that are slow already would hide that they become slower
            value
        } else {
            2.0 * value + 10.0
        }
    }
}

/// The widgets of the dashboard that do not show within a minute that a metric has changed.
#[must_use]
pub fn unmoved(dashboard: &Value, source: &dyn Source, view: &View) -> Vec<Unmoved> {
    let variables = Variables::of(dashboard);
    let mut found = Vec::new();
    page::each(dashboard, &variables, view, &mut |path, definition, frame, size| {
        let with = |more: Option<&str>| {
            let from = view.now - MINUTE_S;
            body(definition, &Changed { source, more, from }, &variables, (frame, size))
        };
        for metric in metrics(definition, &variables) {
            if with(None) == with(Some(&metric)) {
                found.push(Unmoved {
                    path: path.to_owned(),
                    metric,
                });
            }
        }
    });
    found
}

fn body(definition: &Value, source: &dyn Source, variables: &Variables, (frame, size): (Frame, Size)) -> String {
    kind::draw(
        definition,
        &Context {
            source,
            variables,
            frame,
        },
        size,
    )
    .body
}

/// The metric queries of a dashboard, with template variables filled in.
#[must_use]
pub fn queries(dashboard: &Value) -> Vec<MetricQuery> {
    let variables = Variables::of(dashboard);
    let mut found = Vec::new();
    let view = View {
        now: 0,
        about: String::new(),
    };
    page::each(dashboard, &variables, &view, &mut |_, definition, _, _| {
        found.extend(of_widget(definition, &variables))
    });
    found
}

fn of_widget(definition: &Value, variables: &Variables) -> Vec<MetricQuery> {
    let requests = items(definition, "requests")
        .iter()
        .filter_map(|request| Request::read(request, variables).ok());
    requests
        .filter_map(|request| request.asked().ok())
        .flat_map(|asked| asked.metrics)
        .collect()
}

/// The metrics that the widget reads, each once.
fn metrics(definition: &Value, variables: &Variables) -> Vec<String> {
    let mut names: Vec<String> = of_widget(definition, variables)
        .into_iter()
        .map(|query| query.metric.text)
        .collect();
    names.sort();
    names.dedup();
    names
}

impl Source for Changed<'_> {
    fn telemetry(&self, asked: &Asked, frame: Frame) -> Result<World, String> {
        let mut world = self.source.telemetry(asked, frame)?;
        for series in &mut world.series {
            let mut points: Vec<(i64, f64)> = series.points().collect();
            let last = points.last().copied();
            let before = &*series;
            let changed = |value: f64| self.value(before, value);
            points
                .iter_mut()
                .filter(|(t, _)| *t >= self.from)
                .for_each(|(_, value)| *value = changed(*value));
            if let Some((t, value)) = last.filter(|(t, _)| *t < self.from && *t >= frame.from) {
                points.push((self.from.max(t), changed(value)));
            }
            *series = Series::new(
                series.metric.clone(),
                series.tags.clone(),
                series.kind,
                series.interval_s,
                points,
            );
        }
        Ok(world)
    }

    fn check_runs(&self, check: &str, tags: &[String], by: &[String], frame: Frame) -> Result<Vec<CheckRun>, String> {
        self.source.check_runs(check, tags, by, frame)
    }

    fn monitors(&self, search: &Search) -> Result<Vec<MonitorStatus>, String> {
        self.source.monitors(search)
    }

    fn objectives(&self) -> &[Objective] {
        self.source.objectives()
    }

    fn unit(&self, metric: &str) -> Option<&str> {
        self.source.unit(metric)
    }
}
