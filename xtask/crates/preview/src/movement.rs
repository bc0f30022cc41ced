//! Whether graphs show that something happened: a curve crosses a marker that it had not crossed before, or leaves the range in which it was.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::kind::Marker;
use crate::number::short;
use crate::page::{self, View};
use crate::payload::{items, text};
use crate::request::{Context, Curve, Request};
use crate::source::Source;
use crate::variables::Variables;

/// A curve leaves its range if it is at least this part of the range's largest value outside of it: noise is not a movement.
const LEAST: f64 = 0.5;

/// The kind of the widgets that are graphs.
const GRAPH: &str = "timeseries";

/// A graph that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The path of the widget, as in [`crate::Shown`].
    pub path: String,
    /// When it shows first, in unix seconds: the end of the first point that does.
    pub at: i64,
    /// How it shows, as a clause: `crosses 'alert'`.
    pub how: String,
}

/// The graphs of the dashboard that show by the end of what the view shows that something happens from a time on, with the first sign of each.
#[must_use]
pub fn movements(dashboard: &Value, source: &dyn Source, view: &View, since: i64) -> Vec<Movement> {
    let variables = Variables::of(dashboard);
    let mut found = Vec::new();
    page::each(dashboard, &variables, view, &mut |path, definition, frame, _| {
        if text(definition, "/type") != Some(GRAPH) {
            return;
        }
        let context = Context {
            source,
            variables: &variables,
            frame,
        };
        let markers: Vec<Marker> = items(definition, "markers").iter().filter_map(Marker::read).collect();
        let signs = curves(definition, &context).into_iter().flat_map(|(curve, unit)| {
            let points = curve.points.iter().filter_map(|(at, value)| Some((*at, (*value)?)));
            // A point that begins before and ends after shows both.
            let ends = points.map(|(at, value)| (at + curve.step_s, value));
            let (before, after): (Vec<_>, Vec<_>) = ends.partition(|(end, _)| *end <= since);
            let before: Vec<f64> = before.into_iter().map(|(_, value)| value).collect();
            let crossed = markers.iter().filter_map(|marker| crossing(marker, &before, &after));
            crossed
                .chain(
                    leaving(&before, &after)
                        .map(|(at, value)| (at, format!("leaves its range: {}", short(value, &unit)))),
                )
                .collect::<Vec<_>>()
        });
        // A marker is the stronger sign of those that show at the same time.
        if let Some((at, how)) = signs.min_by_key(|(at, how)| (*at, how.starts_with("leaves"))) {
            found.push(Movement {
                path: path.to_owned(),
                at,
                how,
            });
        }
    });
    found
}

/// The paths of the graphs of a dashboard, of which [`movements`] shows those that move.
#[must_use]
pub fn graphs(dashboard: &Value) -> Vec<String> {
    let variables = Variables::of(dashboard);
    let view = View {
        now: 0,
        about: String::new(),
    };
    let mut found = Vec::new();
    page::each(dashboard, &variables, &view, &mut |path, definition, _, _| {
        if text(definition, "/type") == Some(GRAPH) {
            found.push(path.to_owned());
        }
    });
    found
}

/// The curves of the graph with their units; none of a request that cannot be evaluated, which drawing it reports.
fn curves(definition: &Value, context: &Context<'_>) -> Vec<(Curve, crate::number::Unit)> {
    let requests = items(definition, "requests")
        .iter()
        .filter(|payload| text(payload, "/display_type") != Some("overlay"));
    let read = requests.filter_map(|payload| Request::read(payload, context.variables).ok());
    read.filter_map(|request| {
        let curves = request.curves(context).ok()?;
        let formulas = request.formulas.iter().zip(curves);
        Some(
            formulas
                .flat_map(|(formula, curves)| curves.into_iter().map(|curve| (curve, formula.unit.clone())))
                .collect::<Vec<_>>(),
        )
    })
    .flatten()
    .collect()
}

/// The first point on a side of the marker on which none was before.
fn crossing(marker: &Marker, before: &[f64], after: &[(i64, f64)]) -> Option<(i64, String)> {
    let mut sides: BTreeSet<_> = before.iter().map(|value| marker.side(*value)).collect();
    if sides.is_empty() {
        // What was not there before, such as the first failure, was on the side of zero.
        sides.insert(marker.side(0.0));
    }
    let (at, _) = after.iter().find(|(_, value)| !sides.contains(&marker.side(*value)))?;
    Some((*at, format!("crosses '{}'", marker.label())))
}

/// The first point that is as far outside of the range before as the range is wide, and not by a little.
fn leaving(before: &[f64], after: &[(i64, f64)]) -> Option<(i64, f64)> {
    let low = before.iter().copied().reduce(f64::min)?;
    let high = before.iter().copied().reduce(f64::max)?;
    let far = (high - low).max(LEAST * high.abs().max(low.abs()));
    after
        .iter()
        .copied()
        .find(|(_, value)| *value > high + far || *value < low - far)
}

#[cfg(test)]
mod tests {
    use datadog_simulator::World;
    use datadog_simulator::world::{MetricKind, Series, Tags};
    use serde_json::json;

    use super::*;
    use crate::source::Recorded;

    #[test]
    fn a_marker_is_crossed_where_nothing_was_before() {
        let marker = Marker::read(&json!({ "value": "y = 5", "display_type": "error dashed", "label": "alert" }))
            .expect("a marker");
        let check = |before: &[f64], after: &[(i64, f64)], expected: Option<i64>| {
            assert_eq!(
                crossing(&marker, before, after).map(|(at, _)| at),
                expected,
                "{before:?} {after:?}"
            );
        };
        check(&[1.0, 2.0], &[(60, 3.0), (120, 6.0)], Some(120));
        check(&[9.0], &[(60, 7.0), (120, 4.0)], Some(120));
        check(&[1.0, 6.0], &[(60, 7.0)], None);
        check(&[], &[(60, 7.0)], Some(60));
        check(&[], &[(60, 1.0)], None);
    }

    #[test]
    fn graphs_show_what_happens_and_when() {
        let minutes = |value: fn(i64) -> f64| (0..120).map(move |minute| (minute * 60, value(minute)));
        let series = |metric: &str, value: fn(i64) -> f64| {
            Series::new(metric, Tags::default(), MetricKind::Gauge, 60, minutes(value))
        };
        let source = Recorded {
            world: World {
                series: vec![
                    series("used", |minute| if minute < 90 { 40.0 } else { 97.0 }),
                    series("free", |minute| f64::from(i32::from(minute % 2 == 0))),
                ],
                ..World::default()
            },
            ..Recorded::default()
        };
        let graph = |title: &str, query: &str| {
            json!({ "definition": {
                "type": "timeseries", "title": title, "markers": [{ "value": "y = 90", "display_type": "error dashed", "label": "alert" }],
                "requests": [{ "queries": [{ "data_source": "metrics", "name": "a", "query": query }], "formulas": [{ "formula": "a" }] }],
            } })
        };
        let group = json!({ "definition": { "type": "group", "title": "Memory", "widgets": [graph("Used", "avg:used{*}"), graph("Free", "avg:free{*}")] } });
        let dashboard = json!({ "title": "D", "layout_type": "ordered", "widgets": [group] });
        let view = View {
            now: 100 * 60,
            about: String::new(),
        };
        assert_eq!(graphs(&dashboard), ["Memory/Used", "Memory/Free"]);
        let found = movements(&dashboard, &source, &view, 90 * 60);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(
            (found[0].path.as_str(), found[0].how.as_str()),
            ("Memory/Used", "crosses 'alert'")
        );
        assert!((91 * 60..=95 * 60).contains(&found[0].at), "{found:#?}");
        assert!(movements(&dashboard, &source, &view, 95 * 60).is_empty());
    }

    #[test]
    fn noise_does_not_leave_a_range() {
        let check = |before: &[f64], after: f64, expected: bool| {
            assert_eq!(
                leaving(before, &[(60, after)]).is_some(),
                expected,
                "{before:?} {after}"
            );
        };
        check(&[90.0, 110.0], 150.0, false);
        check(&[90.0, 110.0], 170.0, true);
        check(&[90.0, 110.0], 10.0, true);
        check(&[10.0, 110.0], 200.0, false);
        check(&[0.0, 0.0], 0.1, true);
        check(&[], 5.0, false);
    }
}
