//! A replay as JSON. Times are seconds since 1970.

use datadog_simulator::NotificationKind;
use datadog_simulator::state::Thresholds;
use datadog_simulator::world::group_name;
use serde_json::{Value, json};

use crate::replay::episode::is_page;
use crate::replay::{Episode, Replay, SweepRow};

/// `{"monitor","env","from","to","thresholds","current","episodes","notifications","sweep","notes"}`
#[must_use]
pub fn json(replay: &Replay<'_>, sweep: &[SweepRow]) -> Value {
    let target = replay.target();
    let end = replay.span().to;
    json!({
        "monitor": target.name,
        "env": target.env,
        "query": target.monitor.definition().query,
        "from": replay.span().from,
        "to": end,
        "groups": replay.outcome().groups.iter().map(datadog_simulator::GroupOutcome::name).collect::<Vec<_>>(),
        "current": row(&replay.current()),
        "episodes": replay.episodes().iter().map(|s| episode(s, end)).collect::<Vec<_>>(),
        "notifications": notifications(replay),
        "sweep": sweep.iter().map(row).collect::<Vec<_>>(),
        "notes": replay.notes(),
    })
}

fn episode(episode: &Episode, end: i64) -> Value {
    json!({
        "group": group_name(&episode.group),
        "state": episode.state.to_string(),
        "from": episode.from,
        "to": episode.to,
        "seconds": episode.length_s(end),
        "worst": episode.worst,
        "pages": episode.pages,
        "notified": episode.notified,
        "handles": episode.handles,
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
            "page": is_page(n, replay.target().is_pager),
        })
    })
    .collect()
}

fn row(row: &SweepRow) -> Value {
    json!({
        "thresholds": thresholds(&row.thresholds),
        "current": row.is_current,
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
