//! Reads the queries and formulas of a request and evaluates them.

use datadog_query::metric::{self, MetricQuery};
use datadog_query::search;
use datadog_simulator::selection::event_source;
use datadog_simulator::series::Aggregator;
use datadog_simulator::time::{Frame, HOUR_S};
use datadog_simulator::world::Tags;
use datadog_simulator::{Graph, GraphQuery, Semantics, SimulationError, World};
use serde_json::{Value, json};

use crate::number::Unit;
use crate::payload::{items, number, text};
use crate::source::{Asked, Events, Source};
use crate::variables::Variables;

/// What widgets are drawn with.
pub(crate) struct Context<'a> {
    pub(crate) source: &'a dyn Source,
    pub(crate) variables: &'a Variables,
    /// What the widget shows.
    pub(crate) frame: Frame,
}

/// How long before the frame telemetry is read: moving averages and interpolation look back.
const BEFORE_S: i64 = HOUR_S;

impl Context<'_> {
    /// The telemetry that is asked for.
    pub(crate) fn telemetry(&self, asked: &Asked) -> Result<World, String> {
        let frame = Frame {
            from: self.frame.from - BEFORE_S,
            to: self.frame.to,
        };
        self.source.telemetry(asked, frame)
    }
}

/// A request of a widget: queries, and formulas over them.
#[derive(Debug)]
pub(crate) struct Request {
    /// With template variables filled in.
    queries: Vec<Value>,
    pub(crate) formulas: Vec<Formula>,
    pub(crate) palette: String,
}

/// A formula and how its values are shown.
#[derive(Debug)]
pub(crate) struct Formula {
    text: String,
    alias: Option<String>,
    pub(crate) unit: Unit,
    pub(crate) formats: Vec<Format>,
}

/// A conditional format.
#[derive(Clone, Debug)]
pub(crate) struct Format {
    comparator: String,
    value: f64,
    pub(crate) palette: String,
}

/// The values of one group over time.
#[derive(Clone, Debug)]
pub(crate) struct Curve {
    pub(crate) name: String,
    pub(crate) step_s: i64,
    pub(crate) points: Vec<(i64, Option<f64>)>,
}

/// The values of one group, one for each formula.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) group: Tags,
    pub(crate) values: Vec<Option<f64>>,
}

pub(crate) fn message(error: SimulationError) -> String {
    match error.help {
        Some(help) => format!("{}; {help}", error.message),
        None => error.message,
    }
}

impl Formula {
    /// What it is called.
    pub(crate) fn name(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.text)
    }

    /// The conditional format of a value: the first that applies.
    pub(crate) fn format(&self, value: f64) -> Option<&Format> {
        self.formats.iter().find(|format| format.applies(value))
    }
}

impl Format {
    fn read(written: &Value) -> Option<Self> {
        Some(Self {
            comparator: text(written, "/comparator")?.to_owned(),
            value: number(written.get("value")?)?,
            palette: text(written, "/palette")?.to_owned(),
        })
    }

    fn applies(&self, value: f64) -> bool {
        match self.comparator.as_str() {
            ">" => value > self.value,
            ">=" => value >= self.value,
            "<" => value < self.value,
            "<=" => value <= self.value,
            "=" | "==" => value == self.value,
            "!=" => value != self.value,
            _ => false,
        }
    }
}

impl Request {
    /// Reads a request: queries and formulas, a single query (`query`) or the older text (`q`).
    pub(crate) fn read(request: &Value, variables: &Variables) -> Result<Self, String> {
        let mut queries = items(request, "queries").to_vec();
        if queries.is_empty() {
            queries = match (
                request.get("query").filter(|query| query.is_object()),
                text(request, "/q"),
            ) {
                (Some(query), _) => vec![query.clone()],
                (None, Some(q)) => vec![json!({ "data_source": "metrics", "query": q })],
                (None, None) => return Err("a request has no query of a kind that is evaluated".to_owned()),
            };
        }
        for (index, query) in queries.iter_mut().enumerate() {
            let Some(fields) = query.as_object_mut() else {
                return Err("a query is not an object".to_owned());
            };
            fields
                .entry("name")
                .or_insert_with(|| json!(format!("query{}", index + 1)));
            if let Some(Value::String(text)) = query.pointer_mut("/query") {
                *text = variables.fill_metric(text);
            }
            if let Some(Value::String(text)) = query.pointer_mut("/search/query") {
                *text = variables.fill(text);
            }
        }
        let formats = |value: &Value| {
            items(value, "conditional_formats")
                .iter()
                .filter_map(Format::read)
                .collect::<Vec<_>>()
        };
        let read = |formula: &Value| {
            let own = formats(formula);
            Some(Formula {
                text: text(formula, "/formula")?.to_owned(),
                alias: text(formula, "/alias").map(str::to_owned),
                unit: Unit::of(formula),
                formats: if own.is_empty() { formats(request) } else { own },
            })
        };
        let mut formulas: Vec<Formula> = items(request, "formulas").iter().filter_map(read).collect();
        if formulas.is_empty() {
            let name = |query: &Value| text(query, "/name").map(str::to_owned);
            let of_query = |name: String| Formula {
                text: name,
                alias: None,
                unit: Unit::None,
                formats: formats(request),
            };
            formulas = queries.iter().filter_map(name).map(of_query).collect();
        }
        let palette = text(request, "/style/palette").unwrap_or("datadog16").to_owned();
        Ok(Self {
            queries,
            formulas,
            palette,
        })
    }

    /// What it reads.
    pub(crate) fn asked(&self) -> Result<Asked, String> {
        let mut asked = Asked::default();
        for query in &self.queries {
            let source = text(query, "/data_source").unwrap_or_default();
            if source == "metrics" {
                asked.metrics.extend(self::metrics(query)?);
            } else if let Some(source) = event_source(source) {
                let written = text(query, "/search/query").unwrap_or_default();
                let search = search::parse(written).map_err(|error| format!("search '{written}': {error}"))?;
                asked.events.push(Events {
                    source: source.to_owned(),
                    search,
                });
            }
        }
        Ok(asked)
    }

    /// The single metric query of a heat map.
    pub(crate) fn distribution(&self) -> Result<MetricQuery, String> {
        let [query] = self.queries.as_slice() else {
            return Err("a distribution of several queries is not evaluated".to_owned());
        };
        if text(query, "/data_source") != Some("metrics") {
            return Err("a distribution of other data than metrics is not evaluated".to_owned());
        }
        match metrics(query)?.as_slice() {
            [query] => Ok(query.clone()),
            _ => Err("a distribution of a formula is not evaluated".to_owned()),
        }
    }

    fn compiled(&self) -> Result<Vec<GraphQuery>, String> {
        let compile = |formula: &Formula| GraphQuery::formula(&formula.text, &self.queries).map_err(message);
        self.formulas.iter().map(compile).collect()
    }

    /// The curves of each formula, those without a value left out.
    pub(crate) fn curves(&self, context: &Context<'_>) -> Result<Vec<Vec<Curve>>, String> {
        let compiled = self.compiled()?;
        let world = context.telemetry(&self.asked()?)?;
        let step_s = Graph::step_s(context.frame);
        let mut found = Vec::new();
        for (query, formula) in compiled.iter().zip(&self.formulas) {
            let graph = query
                .graph(&world, context.frame, step_s, &Semantics::default())
                .map_err(message)?;
            let curve = |(tags, values): (Tags, Vec<Option<f64>>)| Curve {
                name: self.name(formula, &tags),
                step_s: graph.step_s,
                points: graph.times.iter().copied().zip(values).collect(),
            };
            let curves = graph.groups.into_iter().map(curve);
            found.push(
                curves
                    .filter(|curve| curve.points.iter().any(|(_, value)| value.is_some()))
                    .collect(),
            );
        }
        Ok(found)
    }

    /// The group's values; with several formulas, what they are of.
    fn name(&self, formula: &Formula, group: &Tags) -> String {
        match (group_text(group), self.formulas.len()) {
            (group, _) if group.is_empty() => formula.name().to_owned(),
            (group, 1) => group,
            (group, _) => format!("{}: {group}", formula.name()),
        }
    }

    /// A value of each formula for each group over the whole frame, in order of the groups. Groups without a value are left out.
    pub(crate) fn rows(&self, context: &Context<'_>) -> Result<Vec<Row>, String> {
        let compiled = self.compiled()?;
        let world = context.telemetry(&self.asked()?)?;
        let mut rows: Vec<Row> = Vec::new();
        for (index, (query, formula)) in compiled.iter().zip(&self.formulas).enumerate() {
            let aggregator = self.aggregator(formula)?;
            let values = query
                .scalar(&world, context.frame, aggregator, &Semantics::default())
                .map_err(message)?;
            for (group, value) in values.into_iter().filter(|(_, value)| value.is_some()) {
                let known = rows.iter().position(|row| row.group == group);
                let at = known.unwrap_or_else(|| {
                    rows.push(Row {
                        group,
                        values: vec![None; self.formulas.len()],
                    });
                    rows.len() - 1
                });
                rows[at].values[index] = value;
            }
        }
        rows.sort_by(|a, b| a.group.cmp(&b.group));
        Ok(rows)
    }

    /// How the first query of the formula aggregates the frame. The evaluator has one aggregator for all queries of a formula.
    fn aggregator(&self, formula: &Formula) -> Result<Aggregator, String> {
        let word = |c: char| !(c.is_alphanumeric() || c == '_');
        let used =
            |query: &&Value| text(query, "/name").is_some_and(|name| formula.text.split(word).any(|part| part == name));
        let Some(query) = self.queries.iter().find(used) else {
            return Ok(Aggregator::Avg);
        };
        Ok(match text(query, "/aggregator") {
            Some("avg") => Aggregator::Avg,
            Some("sum") => Aggregator::Sum,
            Some("min") => Aggregator::Min,
            Some("max") => Aggregator::Max,
            Some("last") => Aggregator::Last,
            Some("percentile") => Aggregator::Percentile(percentile(query).unwrap_or(0.5)),
            None if text(query, "/data_source") != Some("metrics") => Aggregator::Sum,
            None => Aggregator::Avg,
            Some(other) => return Err(format!("the aggregator '{other}' is not evaluated")),
        })
    }
}

/// The metric queries in the text of a query.
fn metrics(query: &Value) -> Result<Vec<MetricQuery>, String> {
    let written = text(query, "/query").unwrap_or_default();
    let parsed =
        metric::parse(written, metric::Context::Dashboard).map_err(|error| format!("query '{written}': {error}"))?;
    Ok(parsed.leaves().into_iter().cloned().collect())
}

/// The percentile of a query: 0.95 of `p95:latency{*}`.
fn percentile(query: &Value) -> Option<f64> {
    let percent: f64 = text(query, "/query")?
        .strip_prefix('p')?
        .split_once(':')?
        .0
        .parse()
        .ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent / 100.0)
}

/// The values of a group's tags; a tag without a key as it is.
pub(crate) fn group_text(group: &Tags) -> String {
    let value = |tag: &str| tag.split_once(':').map_or(tag, |(_, value)| value).to_owned();
    group.iter().map(value).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(value: &Value) -> Result<Request, String> {
        Request::read(value, &Variables::default())
    }

    #[test]
    fn requests_of_every_form_are_read() {
        let check = |value: Value, formulas: usize| {
            assert_eq!(request(&value).map(|r| r.formulas.len()), Ok(formulas), "{value}");
        };
        let query = json!({ "data_source": "metrics", "name": "a", "query": "avg:a{*}" });
        check(
            json!({ "queries": [query], "formulas": [{ "formula": "a" }, { "formula": "a * 2" }] }),
            2,
        );
        check(json!({ "queries": [query] }), 1);
        check(json!({ "query": query, "request_type": "histogram" }), 1);
        check(json!({ "q": "avg:a{*}" }), 1);
        assert!(request(&json!({})).is_err());
        assert!(request(&json!({ "queries": [1] })).is_err());
    }

    #[test]
    fn the_first_format_that_applies_is_shown() {
        let read = request(&json!({ "q": "avg:a{*}", "conditional_formats": [
            { "comparator": "<", "value": 1, "palette": "white_on_red" },
            { "comparator": ">=", "value": "1", "palette": "white_on_green" },
            { "comparator": "?", "value": 1, "palette": "white_on_yellow" },
        ] }))
        .expect("a request");
        let palette = |value| read.formulas[0].format(value).map(|format| format.palette.clone());
        assert_eq!(palette(0.5).as_deref(), Some("white_on_red"));
        assert_eq!(palette(1.0).as_deref(), Some("white_on_green"));
        assert_eq!(palette(f64::NAN), None);
    }

    #[test]
    fn a_percentile_aggregates_as_its_query() {
        assert_eq!(percentile(&json!({ "query": "p95:a{*}" })), Some(0.95));
        assert_eq!(percentile(&json!({ "query": "parse:a{*}" })), None);
    }
}
