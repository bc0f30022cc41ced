//! Reads states and notifications from the double.

use gameday_scenarios::{Change, Notification, Observed};
use serde_json::Value;

use crate::datadog::Datadog;

/// Adds what the double shows now to what was seen. `start`: of the scenario, in unix seconds.
pub(crate) fn look(datadog: &Datadog, start: i64, observed: &mut Observed) {
    let now = datadog.server.clock.seconds();
    let seen = now - start;
    let name = |value: &Value| {
        let id = value["monitor_id"].as_u64()?;
        datadog.monitors.get(&id).cloned()
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut changes = Vec::new();
    let mut not_evaluated = Vec::new();
    for state in datadog.server.store.states(now) {
        let Some(monitor) = name(&state) else { continue };
        if let Some(why) = state["not_evaluated"].as_str() {
            not_evaluated.push((monitor.clone(), why.to_owned()));
        }
        for group in state["groups"].as_array().into_iter().flatten() {
            for change in group["changes"].as_array().into_iter().flatten() {
                changes.push(Change {
                    monitor: monitor.clone(),
                    group: text(&group["group"]),
                    at: change["at"].as_i64().unwrap_or_default() - start,
                    seen,
                    to: change["to"].as_str().map(str::to_owned),
                });
            }
        }
    }
    let notifications = datadog.server.store.notifications(now);
    let notifications = notifications.iter().filter_map(|sent| {
        let handles = sent["handles"].as_array().into_iter().flatten();
        Some(Notification {
            monitor: name(sent)?,
            group: text(&sent["group"]),
            at: sent["at"].as_i64()? - start,
            seen,
            state: text(&sent["state"]),
            kind: text(&sent["kind"]),
            title: text(&sent["title"]),
            body: text(&sent["body"]),
            handles: handles
                .filter_map(|handle| handle.as_str().map(str::to_owned))
                .collect(),
            muted_by: sent["muted_by"].as_str().map(str::to_owned),
        })
    });
    observed.see(changes, notifications.collect());
    observed.not_evaluated = not_evaluated;
}
