//! Turns the options of a payload into the rules of an evaluation and of its notifications.

use super::{CompiledQuery, Monitor};
use crate::definition::{Definition, Options};
use crate::error::{Result, SimulationError};
use crate::functions::RowKind;
use crate::metric::{Node, Plan};
use crate::run::{NotificationPolicy, Renotify};
use crate::semantics::Semantics;
use crate::series::rollup::Modifier;
use crate::state::{EvaluationRules, OnMissingData, Thresholds};
use crate::time::{DAY_S, HOUR_S, MINUTE_S, Window};
use crate::world::duration_s;

/// Seconds during which a new group is not evaluated if the payload has no delay (doc: `monitors/configuration`, new group delay).
const NEW_GROUP_DELAY_DEFAULT_S: i64 = 60;

/// The thresholds. `written` is the threshold in the query, which must equal the critical threshold of the options.
pub(super) fn thresholds(options: &Options, written: Option<f64>) -> Result<Thresholds> {
    let t = &options.thresholds;
    if let (Some(critical), Some(written)) = (t.critical, written)
        && (critical - written).abs() > f64::EPSILON * critical.abs().max(1.0)
    {
        return Err(SimulationError::invalid(format!(
            "Alert threshold ({critical}) does not match that used in the query ({written})"
        ))
        .help("write the same number in options.thresholds.critical and in the query"));
    }
    Ok(Thresholds {
        critical: t.critical.or(written),
        warning: t.warning,
        critical_recovery: t.critical_recovery,
        warning_recovery: t.warning_recovery,
        ok: t.ok,
        unknown: t.unknown,
    })
}

/// What the monitor does on no data.
pub(super) fn on_missing_data(
    definition: &Definition,
    query: &CompiledQuery,
    window: &Window,
) -> Result<OnMissingData> {
    let options = &definition.options;
    let counts = matches!(query, CompiledQuery::Plan { plan, .. } if counts(plan));
    let default = if counts {
        OnMissingData::Zero
    } else {
        OnMissingData::LastStatus
    };
    let legacy = options.notify_no_data == Some(true);
    if let Some(mode) = &options.on_missing_data {
        if legacy {
            return Err(SimulationError::invalid(format!(
                "monitor '{}' has both on_missing_data and notify_no_data",
                definition.name
            ))
            .help("keep on_missing_data"));
        }
        return match mode.as_str() {
            "default" => Ok(default),
            "show_no_data" => Ok(OnMissingData::ShowNoData),
            "show_and_notify_no_data" => Ok(OnMissingData::NotifyNoData),
            "resolve" => Ok(OnMissingData::Resolve),
            other => Err(SimulationError::invalid(format!("unknown on_missing_data '{other}'"))
                .help("write 'default', 'show_no_data', 'show_and_notify_no_data' or 'resolve'")),
        };
    }
    let default_after_s = if matches!(query, CompiledQuery::Check(_)) {
        DAY_S
    } else {
        2 * window.length_max_s()
    };
    let after_s = options.no_data_timeframe.map_or(default_after_s, |minutes| {
        (minutes * MINUTE_S as f64).clamp(0.0, 1e12) as i64
    });
    Ok(match query {
        CompiledQuery::Plan { events, .. } if !events.is_empty() && !legacy => default,
        CompiledQuery::Composite(_) | CompiledQuery::ErrorBudget { .. } | CompiledQuery::BurnRate { .. } => {
            OnMissingData::Legacy { notify: false, after_s }
        }
        _ => OnMissingData::Legacy {
            notify: legacy,
            after_s,
        },
    })
}

/// Whether the query reads only counts and does not use `default_zero` (doc: `monitors/configuration`, evaluate as zero).
fn counts(plan: &Plan) -> bool {
    fn defaults_to_zero(node: &Node) -> bool {
        match node {
            Node::Number(_) | Node::Leaf(_) => false,
            Node::Row(function, _) if matches!(function.kind, RowKind::Default(_)) => true,
            Node::Row(_, of)
            | Node::Rank(_, of)
            | Node::Shift(_, of)
            | Node::CountGroups { of, .. }
            | Node::Regroup { of, .. }
            | Node::ExcludeNull(of) => defaults_to_zero(of),
            Node::Binary(_, a, b) => defaults_to_zero(a) || defaults_to_zero(b),
        }
    }
    !plan.leaves.is_empty()
        && plan.leaves.iter().all(|l| l.modifier == Some(Modifier::AsCount))
        && !defaults_to_zero(&plan.root)
}

impl Monitor {
    pub(super) fn evaluation_rules(&self, semantics: &Semantics) -> EvaluationRules {
        let options = &self.definition.options;
        let by_host = self.keys.iter().any(|k| k == "host");
        let new_group = options
            .new_group_delay
            .or_else(|| options.new_host_delay.filter(|_| by_host))
            .unwrap_or(NEW_GROUP_DELAY_DEFAULT_S);
        EvaluationRules {
            comparator: self.comparator,
            thresholds: self.thresholds,
            on_missing_data: self.on_missing_data,
            // a service check reads single runs, not a window
            window_s: if matches!(self.query, CompiledQuery::Check(_)) {
                0
            } else {
                self.window.length_max_s()
            },
            auto_resolve_s: self.auto_resolve_s,
            retention_s: self.retention_s(semantics),
            new_group_delay_s: if matches!(self.query, CompiledQuery::Composite(_)) {
                0
            } else {
                new_group
            },
            grouped: self.grouped,
        }
    }

    pub(super) fn policy(&self, semantics: &Semantics) -> NotificationPolicy {
        let options = &self.definition.options;
        let notified = options.notify_no_data == Some(true);
        NotificationPolicy {
            no_data: self.on_missing_data.notifies() || notified,
            renotify: Renotify::new(
                options.renotify_interval,
                options.renotify_occurrences,
                options.renotify_statuses.as_deref(),
                semantics.renotify_stop_h,
            ),
            downtime_end: semantics.notify_downtime_end,
        }
    }

    /// The keys that notifications are grouped by; empty for one notification for all groups.
    pub(super) fn notified_by(&self) -> Vec<String> {
        let options = &self.definition.options;
        if options.groupby_simple_monitor == Some(true) {
            return Vec::new();
        }
        match &options.notify_by {
            Some(keys) if keys.iter().any(|k| k == "*") => Vec::new(),
            Some(keys) if !keys.is_empty() => keys.clone(),
            _ => self.keys.clone(),
        }
    }
}

/// `evaluation_delay` in seconds, at most one day (doc: `monitors/configuration`).
pub(super) fn evaluation_delay_s(options: &Options) -> Result<i64> {
    match options.evaluation_delay.unwrap_or(0) {
        delay_s if (0..=DAY_S).contains(&delay_s) => Ok(delay_s),
        delay_s => Err(
            SimulationError::invalid(format!("evaluation_delay {delay_s} is out of range"))
                .help("delay by 0 to 86400 seconds"),
        ),
    }
}

/// `timeout_h` in seconds; `None` (never) if it is zero.
pub(super) fn auto_resolve_s(options: &Options) -> Option<i64> {
    options.timeout_h.filter(|h| *h > 0).map(|h| h.saturating_mul(HOUR_S))
}

/// `group_retention_duration` in seconds.
pub(super) fn retention_s(options: &Options) -> Result<Option<i64>> {
    let Some(text) = options.group_retention_duration.as_deref().filter(|t| !t.is_empty()) else {
        return Ok(None);
    };
    duration_s(text).map(Some).ok_or_else(|| {
        SimulationError::invalid(format!("group_retention_duration '{text}' is not a duration"))
            .help("write '12h' or '2d'")
    })
}
