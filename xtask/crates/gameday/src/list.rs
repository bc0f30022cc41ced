//! `gameday list`

use std::path::Path;

use cli::report::print_all;
use cli::{Exit, VerbResult};

use crate::definitions::Everything;

/// What the double and this machine cannot reproduce, and why.
const NOT_LOCAL: [(&str, &str); 6] = [
    (
        "network partitions between nodes",
        "there is one machine: cut_off blocks connections in a cluster",
    ),
    (
        "pods that are evicted, killed for memory or cannot pull their image",
        "there is no Kubernetes: their metrics are made (agent-crash), and `cargo xtask e2e` runs without nodes",
    ),
    (
        "RabbitMQ, Kafka, PostgreSQL and Redis as integrations see them",
        "the agent's Python checks do not run here: RabbitMQ's queues are read from its management API by a stand-in, the others' metrics are made",
    ),
    (
        "events of Datadog's Audit Trail",
        "the double has no intake for them: the monitors of datadog-account are tested with made events (`cargo xtask monitors test`)",
    ),
    (
        "anomaly monitors and forecasts",
        "Datadog's models are not public: the double shows No Data",
    ),
    (
        "delivery by Slack and PagerDuty",
        "the double lists what would be sent to whom, and a model of PagerDuty opens and resolves incidents; the services themselves are tested in staging",
    ),
];

pub(crate) fn run(root: &Path) -> VerbResult {
    let everything = Everything::read(root)?;
    let scenarios = everything.scenarios(root, &[])?;
    let needs = |chosen: &crate::definitions::Chosen| match &chosen.plan.scenario.platform {
        Some(platform) => platform
            .needs
            .iter()
            .map(|part| part.name())
            .collect::<Vec<_>>()
            .join(", "),
        None if chosen.plan.scenario.needs_cluster() => "a cluster".to_owned(),
        None => "nothing".to_owned(),
    };
    let width = scenarios
        .iter()
        .map(|chosen| chosen.plan.name.len())
        .max()
        .unwrap_or_default();
    let mut out = String::new();
    for chosen in &scenarios {
        let scenario = &chosen.plan.scenario;
        out += &format!(
            "{:<width$}  {} ({} min in {}; needs {})\n",
            chosen.plan.name,
            scenario.title.value,
            chosen.plan.lasts / 60,
            scenario.environment.value,
            needs(chosen)
        );
    }
    out += "\nNot reproduced on this machine:\n";
    for (what, why) in NOT_LOCAL {
        out += &format!("  {what}: {why}\n");
    }
    print_all(&out);
    Ok(Exit::Clean)
}
