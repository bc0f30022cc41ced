//! From a payload to a monitor.

use datadog_query::monitor::{self as written, Monitor as Written};

use super::{Monitor, Subject, event, formula, judge, metric};
use crate::check::CheckQuery;
use crate::definition::Definition;
use crate::error::{Cause, Refusal, Result};
use crate::notify::Template;
use crate::state::{Comparator, Thresholds};
use crate::time::{MINUTE_S, Unit, Window};
use crate::world::{Tags, duration_s};

/// What the query says.
struct Parts {
    subject: Subject,
    window: Window,
    keys: Vec<String>,
    scope_tags: Tags,
}

impl Monitor {
    /// Compiles a payload that has been read.
    ///
    /// # Errors
    /// The query or the options are not valid.
    pub fn compile(definition: Definition) -> Result<Self> {
        let query = written::parse_of_type(&definition.kind, &definition.query).map_err(|e| Refusal {
            help: e.help.clone(),
            ..Refusal::invalid(format!("query of monitor '{}': {e}", definition.name))
        })?;
        let comparison = query.comparison();
        let thresholds = judge::thresholds(&definition.options, comparison.map(|c| c.threshold.value))?;
        let parts = match parts(&query, &definition, &thresholds).and_then(|parts| scheduled(&definition, parts)) {
            Ok(parts) => parts,
            // it may still be run on verdicts
            Err(refusal) if matches!(refusal.cause, Cause::NotReproducible | Cause::NotSupported) => Parts {
                subject: Subject::Refused(refusal),
                window: every_minute(),
                keys: query.group_keys().into_iter().map(str::to_owned).collect(),
                scope_tags: Tags::default(),
            },
            Err(refusal) => return Err(refusal),
        };
        let grouped = !parts.keys.is_empty() || matches!(parts.subject, Subject::Composite(_));
        Ok(Self {
            comparator: match comparison.map_or(Comparator::Above, |c| comparator(c.comparator)) {
                // "14.4 or more", though the query says `>` (doc: service_level_objectives/burn_rate).
                Comparator::Above if matches!(parts.subject, Subject::BurnRate { .. }) => Comparator::AboveOrEqual,
                other => other,
            },
            thresholds,
            missing: judge::missing(&definition, &parts.subject, &parts.window)?,
            delay_s: judge::evaluation_delay_s(&definition.options)?,
            auto_resolve_s: judge::auto_resolve_s(&definition.options),
            retention_s: judge::retention_s(&definition.options)?,
            grouped,
            keys: parts.keys,
            scope_tags: parts.scope_tags,
            subject: parts.subject,
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
            Err(Refusal::unsupported("a custom evaluation schedule is not evaluated")
                .help("state the verdict the monitor would come to as `World::verdicts`"))
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
                subject: Subject::Plan {
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
                subject: Subject::Plan {
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
                subject: Subject::Plan { plan, events },
            }
        }
        Written::Check(monitor) => Parts {
            window: every_minute(),
            keys: keys(),
            scope_tags: Tags::new(monitor.over.iter().map(|t| t.value.as_str()).filter(|t| *t != "*")),
            subject: Subject::Check(CheckQuery {
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
            subject: Subject::Composite(monitor.condition.clone()),
        },
        Written::ErrorBudget(monitor) => {
            let over_s = duration(&monitor.over.value)?;
            Parts {
                window: Window::rolling(over_s, Unit::Days),
                keys: Vec::new(),
                scope_tags: Tags::default(),
                subject: Subject::ErrorBudget {
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
                subject: Subject::BurnRate {
                    slo: monitor.slo.value.clone(),
                    over: monitor.over.value.clone(),
                    long_s,
                    short_s,
                },
            }
        }
        Written::Opaque(_) => {
            return Err(Refusal::new(
                Cause::NotReproducible,
                "a synthetic test runs at Datadog, so its monitor is not evaluated",
            )
            .help("state the verdict the monitor would come to as `World::verdicts`"));
        }
    })
}

fn duration(text: &str) -> Result<i64> {
    duration_s(text).ok_or_else(|| Refusal::invalid(format!("'{text}' is no duration")))
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
