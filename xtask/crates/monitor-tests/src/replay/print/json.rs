//! A replay for machines. Times are seconds since 1970.

use datadog_simulator::NotificationKind;
use datadog_simulator::state::Thresholds;
use datadog_simulator::world::group_name;
use serde_json::{Value, json};

use crate::replay::stretch::is_page;
use crate::replay::{Replay, Row, Stretch};

/// `{"monitor","env","from","to","thresholds","now","stretches","notifications","sweep","notes"}`
#[must_use]
pub fn json(replay: &Replay<'_>, sweep: &[Row]) -> Value {
    let subject = replay.subject();
    let end = replay.span().to;
    json!({
        "monitor": subject.name,
        "env": subject.env,
        "query": subject.monitor.definition().query,
        "from": replay.span().from,
        "to": end,
        "groups": replay.outcome().groups.iter().map(datadog_simulator::GroupOutcome::name).collect::<Vec<_>>(),
        "now": row(&replay.now()),
        "stretches": replay.stretches().iter().map(|s| stretch(s, end)).collect::<Vec<_>>(),
        "notifications": notifications(replay),
        "sweep": sweep.iter().map(row).collect::<Vec<_>>(),
        "notes": replay.notes(),
    })
}

fn stretch(stretch: &Stretch, end: i64) -> Value {
    json!({
        "group": group_name(&stretch.group),
        "state": stretch.state.to_string(),
        "from": stretch.from,
        "to": stretch.to,
        "seconds": stretch.length_s(end),
        "worst": stretch.worst,
        "pages": stretch.pages,
        "notified": stretch.notified,
        "handles": stretch.to_whom,
    })
}

fn notifications(replay: &Replay<'_>) -> Vec<Value> {
    let kind = |kind| match kind {
        NotificationKind::Triggered => "triggered",
        NotificationKind::Recovered => "recovered",
        NotificationKind::Renotified(_) => "renotified",
        NotificationKind::DowntimeEnded => "downtime ended",
    };
    let sent = replay.outcome().sent();
    sent.map(|n| {
        json!({
            "at": n.at,
            "group": group_name(&n.group),
            "kind": kind(n.kind),
            "state": n.state.to_string(),
            "value": n.value,
            "title": n.title,
            "handles": n.handles,
            "page": is_page(n, replay.subject().wakes),
        })
    })
    .collect()
}

fn row(row: &Row) -> Value {
    json!({
        "thresholds": thresholds(&row.thresholds),
        "now": row.is_now,
        "pages": row.pages,
        "notified": row.notified,
        "alerts": row.alerts,
        "groups": row.groups,
        "alert_seconds": row.alert_s,
        "longest_seconds": row.longest_s,
    })
}

fn thresholds(thresholds: &Thresholds) -> Value {
    json!({
        "critical": thresholds.critical,
        "critical_recovery": thresholds.critical_recovery,
        "warning": thresholds.warning,
        "warning_recovery": thresholds.warning_recovery,
    })
}
