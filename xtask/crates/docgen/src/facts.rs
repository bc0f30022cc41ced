//! The values of a template's placeholders, and the table of facts of a generated runbook.

use render::{Catalog, Monitor, Service, Team};

use crate::alert;
use crate::markdown::{Table, code, link, list, text};
use crate::view::{Across, View, handles};

/// The archetypes whose services answer requests. Their pods cannot stop consuming alone.
const ANSWERING: [&str; 2] = ["grpc-service", "http-service"];

/// The values of the placeholders for one monitor.
pub(crate) struct Facts {
    values: Vec<(&'static str, Option<String>)>,
    /// The conditions that hold for its service.
    conditions: Vec<&'static str>,
}

impl Facts {
    pub(crate) fn new(view: &View<'_>, monitor: &Across<'_, Monitor>, service: &Service, team: &Team) -> Self {
        let m = monitor.reference();
        let limit = |name| alert::threshold(m, name).map(ToString::to_string);
        let (queues, topics) = (
            streams(view.catalog, service, false),
            streams(view.catalog, service, true),
        );
        let has_requests = service
            .archetypes
            .iter()
            .any(|archetype| ANSWERING.contains(&archetype.as_str()));
        let conditions = [
            ("queues", !queues.is_empty()),
            ("topics", !topics.is_empty()),
            ("requests", has_requests),
            ("jobs", !has_requests),
        ];
        let values = vec![
            ("alert", limit("critical")),
            ("depends_on", Some(list(&service.depends_on, "none"))),
            ("limit", m.limit.map(|limit| limit.to_string())),
            ("min_bad", m.minimum.map(|minimum| minimum.bad.to_string())),
            ("namespace", Some(view.catalog.platform.services_namespace.clone())),
            ("purpose", Some(service.purpose.clone())),
            ("query", Some(alert::query(m).to_owned())),
            ("queues", Some(list(&queues, "none"))),
            ("service", Some(service.name.clone())),
            ("slack", Some(channel(team, view.loudest()))),
            ("slo", slo(m)),
            ("team", Some(service.team.clone())),
            ("team_title", Some(team.title.clone())),
            ("title", Some(service.title.clone())),
            ("topics", Some(list(&topics, "none"))),
            ("unit", Some(m.unit.clone())),
            ("warn", limit("warning")),
            ("window", Some(m.window.clone())),
            ("workload", Some(workload(service))),
        ];
        Self {
            values,
            conditions: conditions
                .into_iter()
                .filter_map(|(name, holds)| holds.then_some(name))
                .collect(),
        }
    }

    /// Whether a condition of a template's line holds.
    pub(crate) fn holds(&self, condition: &str) -> bool {
        self.conditions.contains(&condition)
    }

    /// The value of a placeholder; `None` if this monitor has none.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(n, _)| *n == name)
            .and_then(|(_, value)| value.as_deref())
    }
}

/// The name of the SLO that the monitor alerts on.
fn slo(monitor: &Monitor) -> Option<String> {
    let tags = monitor.payload.get("tags")?.as_array()?;
    tags.iter()
        .find_map(|tag| tag.as_str()?.strip_prefix("slo:").map(str::to_owned))
}

/// The streams that a service consumes: Kafka topics, or the queues of other brokers.
fn streams(catalog: &Catalog, service: &Service, of_kafka: bool) -> Vec<String> {
    let is_kafka = |broker: &str| {
        catalog
            .services
            .get(broker)
            .is_some_and(|b| b.archetypes.iter().any(|a| a == "kafka"))
    };
    service
        .consumes
        .iter()
        .filter(|s| is_kafka(&s.broker) == of_kafka)
        .map(|s| s.name.clone())
        .collect()
}

/// The team's Slack channel in an environment, as in `#ml-prod`.
pub(crate) fn channel(team: &Team, env: &str) -> String {
    let handle = team.slack.replace("{env}", env);
    format!("#{}", handle.strip_prefix("slack-").unwrap_or(&handle))
}

/// The workload's name for `kubectl`, as in `deployment/transcription`.
fn workload(service: &Service) -> String {
    let kind = match service.runs.kind.as_str() {
        "stateful-set" => "statefulset",
        "daemon-set" => "daemonset",
        "managed" => return service.name.clone(),
        other => other,
    };
    format!("{kind}/{}", service.name)
}

/// The table of facts of a generated runbook.
pub(crate) fn table(monitor: &Across<'_, Monitor>, service: &Service, team: &Team, reviewed: &str) -> String {
    let m = monitor.reference();
    let envs: Vec<&str> = monitor.by_env.iter().map(|(env, _)| *env).collect();
    // A single value holds in every environment; several get the order of the environments.
    let ordered = |merged: String| {
        if merged.contains(" / ") {
            format!("{merged} ({})", envs.join(" / "))
        } else {
            merged
        }
    };
    let source = monitor.object.source();
    let mut table = Table::new(["Fact", "Value"]);
    let mut row = |name: &str, value: String| table.row([name.to_owned(), value]);
    row(
        "Service",
        format!(
            "{} ({}), tier {}, owned by {}",
            text(&service.title),
            code(&service.name),
            service.tier,
            text(&team.title)
        ),
    );
    row("Severity", ordered(monitor.merged(|_, m| m.severity.clone())));
    row("Unit", text(&m.unit));
    row("Alert", ordered(alert::condition(monitor, "critical")));
    row("Warning", ordered(alert::condition(monitor, "warning")));
    if m.minimum.is_some() {
        row("Minimum", ordered(alert::minimum(monitor)));
    }
    row("Recovery", ordered(alert::recovery(monitor)));
    row("Window", ordered(monitor.merged(|_, m| text(&m.window))));
    row("No data", ordered(monitor.merged(|_, m| no_data(m).to_owned())));
    row("Route", routes(monitor));
    row("Query", code(alert::query(m)));
    row("Declared in", link(&code(&source), &format!("../../{source}")));
    row("Reviewed", text(reviewed));
    table.markdown()
}

/// The notified handles by environment.
fn routes(monitor: &Across<'_, Monitor>) -> String {
    let each = monitor
        .by_env
        .iter()
        .filter_map(|(env, m)| m.map(|m| format!("{env}: {}", handles(&m.notifies))));
    each.collect::<Vec<_>>().join("; ")
}

/// What the monitor does on no data, by its field `no_data`.
pub(crate) fn no_data(monitor: &Monitor) -> &'static str {
    match monitor.no_data.as_str() {
        "resolve" => "resolves",
        "last" if counts(monitor) => "evaluates as zero",
        "last" => "keeps the last status",
        "show" => "shown, not notified",
        "notify" => "notifies",
        _ => "Datadog's default",
    }
}

/// Whether the monitor counts events: log lines, events of Audit Trail, or a metric `.as_count()`. Datadog then evaluates no data as zero instead of keeping the last status.
fn counts(monitor: &Monitor) -> bool {
    let kind = monitor.payload.get("type").and_then(|kind| kind.as_str());
    let of_events = matches!(kind, Some("log alert" | "audit alert"));
    of_events || alert::query(monitor).contains(".as_count()")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::no_data;
    use crate::fixture::monitor_of;

    #[test]
    fn no_data_of_a_count_is_zero() {
        let check = |payload, expected: &str| {
            let mut monitor = monitor_of(&payload, &[]);
            "last".clone_into(&mut monitor.no_data);
            assert_eq!(no_data(&monitor), expected);
        };
        let logs = r#"logs("*").index("*").rollup("count").last("5m") < 1"#;
        check(json!({ "type": "log alert", "query": logs }), "evaluates as zero");
        check(
            json!({ "type": "query alert", "query": "sum(last_5m):sum:m{*}.as_count() > 1" }),
            "evaluates as zero",
        );
        check(
            json!({ "type": "query alert", "query": "max(last_5m):max:m{*} > 1" }),
            "keeps the last status",
        );
    }
}
