//! Compiles a payload to a monitor.

use datadog_query::monitor::{self as written, Monitor as Written};

use super::{CompiledQuery, Monitor, event, formula, metric, options};
use crate::definition::Definition;
use crate::error::{ErrorKind, Result, SimulationError};
use crate::notify::Template;
use crate::service_check::ServiceCheckQuery;
use crate::state::{Comparator, Thresholds};
use crate::time::{MINUTE_S, Unit, Window};
use crate::world::{Tags, duration_s};

/// The parts of a monitor that depend on its query.
struct Parts {
    query: CompiledQuery,
    window: Window,
    keys: Vec<String>,
    scope_tags: Tags,
}

impl Monitor {
    /// Compiles a payload.
    ///
    /// # Errors
    /// The query or the options are invalid.
    pub fn compile(definition: Definition) -> Result<Self> {
        let query = written::parse_of_type(&definition.kind, &definition.query).map_err(|e| SimulationError {
            help: e.help.clone(),
            ..SimulationError::invalid(format!("query of monitor '{}': {e}", definition.name))
        })?;
        let comparison = query.comparison();
        let thresholds = options::thresholds(&definition.options, comparison.map(|c| c.threshold.value))?;
        let parts = match parts(&query, &definition, &thresholds).and_then(|parts| scheduled(&definition, parts)) {
            Ok(parts) => parts,
            // such a monitor can still run on supplied verdicts
            Err(error) if matches!(error.kind, ErrorKind::NotReproducible | ErrorKind::NotSupported) => Parts {
                query: CompiledQuery::NotEvaluated(error),
                window: every_minute(),
                keys: query.group_keys().into_iter().map(str::to_owned).collect(),
                scope_tags: Tags::default(),
            },
            Err(error) => return Err(error),
        };
        let grouped = !parts.keys.is_empty() || matches!(parts.query, CompiledQuery::Composite(_));
        Ok(Self {
            comparator: match comparison.map_or(Comparator::Above, |c| comparator(c.comparator)) {
                // the query says `>`, but the page says "14.4 or more" (doc: service_level_objectives/burn_rate)
                Comparator::Above if matches!(parts.query, CompiledQuery::BurnRate { .. }) => Comparator::AboveOrEqual,
                other => other,
            },
            thresholds,
            on_missing_data: options::on_missing_data(&definition, &parts.query, &parts.window)?,
            delay_s: options::evaluation_delay_s(&definition.options)?,
            auto_resolve_s: options::auto_resolve_s(&definition.options),
            retention_s: options::retention_s(&definition.options)?,
            grouped,
            keys: parts.keys,
            scope_tags: parts.scope_tags,
            query: parts.query,
            window: parts.window,
            id: None,
            template: Template::new(&definition)?,
            definition,
        })
    }
}

fn every_minute() -> Window {
    Window::rolling(MINUTE_S, Unit::Minutes)
}

fn scheduled(definition: &Definition, parts: Parts) -> Result<Parts> {
    match definition
        .options
        .scheduling_options
        .as_ref()
        .and_then(|s| s.custom_schedule.as_ref())
    {
        Some(schedule) if !schedule.is_null() => {
            Err(SimulationError::unsupported("a custom evaluation schedule is not evaluated").supply_states())
        }
        _ => Ok(parts),
    }
}

fn parts(query: &Written, definition: &Definition, thresholds: &Thresholds) -> Result<Parts> {
    let options = &definition.options;
    let keys = || query.group_keys().into_iter().map(str::to_owned).collect::<Vec<_>>();
    Ok(match query {
        Written::Metric(monitor) => {
            let plan = metric::plan(monitor, options)?;
            Parts {
                window: plan.window.clone(),
                keys: plan.keys()?,
                scope_tags: metric::scope_tags(monitor),
                query: CompiledQuery::Plan {
                    plan,
                    events: Vec::new(),
                },
            }
        }
        Written::Event(monitor) => {
            let (plan, query) = event::plan(monitor, options)?;
            Parts {
                window: plan.window.clone(),
                keys: keys(),
                scope_tags: event::scope_tags(&query.search),
                query: CompiledQuery::Plan {
                    plan,
                    events: vec![query],
                },
            }
        }
        Written::Formula(monitor) => {
            let (plan, events) = formula::plan(monitor, options)?;
            Parts {
                window: plan.window.clone(),
                keys: plan.keys()?,
                scope_tags: Tags::default(),
                query: CompiledQuery::Plan { plan, events },
            }
        }
        Written::Check(monitor) => Parts {
            window: every_minute(),
            keys: keys(),
            scope_tags: Tags::new(monitor.over.iter().map(|t| t.value.as_str()).filter(|t| *t != "*")),
            query: CompiledQuery::Check(ServiceCheckQuery {
                check: monitor.check.value.clone(),
                over: monitor.over.iter().map(|t| t.value.clone()).collect(),
                exclude: monitor.exclude.iter().map(|t| t.value.clone()).collect(),
                by: keys(),
                last: monitor.last as usize,
                percent: monitor.count == written::CheckCount::Percent,
                thresholds: *thresholds,
            }),
        },
        Written::Composite(monitor) => Parts {
            window: every_minute(),
            keys: Vec::new(),
            scope_tags: Tags::default(),
            query: CompiledQuery::Composite(monitor.condition.clone()),
        },
        Written::ErrorBudget(monitor) => {
            let over_s = duration(&monitor.over.value)?;
            Parts {
                window: Window::rolling(over_s, Unit::Days),
                keys: Vec::new(),
                scope_tags: Tags::default(),
                query: CompiledQuery::ErrorBudget {
                    slo: monitor.slo.value.clone(),
                    over: monitor.over.value.clone(),
                    over_s,
                },
            }
        }
        Written::BurnRate(monitor) => {
            let (long_s, short_s) = (
                duration(&monitor.long_window.value)?,
                duration(&monitor.short_window.value)?,
            );
            Parts {
                window: Window::rolling(long_s, Unit::Hours),
                keys: Vec::new(),
                scope_tags: Tags::default(),
                query: CompiledQuery::BurnRate {
                    slo: monitor.slo.value.clone(),
                    over: monitor.over.value.clone(),
                    long_s,
                    short_s,
                },
            }
        }
        Written::Opaque(_) => {
            return Err(SimulationError::new(
                ErrorKind::NotReproducible,
                "synthetic tests run only at Datadog, so their monitors are not evaluated",
            )
            .supply_states());
        }
    })
}

fn duration(text: &str) -> Result<i64> {
    duration_s(text).ok_or_else(|| SimulationError::invalid(format!("'{text}' is not a duration")))
}

fn comparator(comparator: written::Comparator) -> Comparator {
    match comparator {
        written::Comparator::Above => Comparator::Above,
        written::Comparator::AtLeast => Comparator::AboveOrEqual,
        written::Comparator::Below => Comparator::Below,
        written::Comparator::AtMost => Comparator::BelowOrEqual,
        written::Comparator::Equal => Comparator::Equal,
        written::Comparator::Unequal => Comparator::NotEqual,
    }
}
