use std::collections::{BTreeMap, BTreeSet};

use render::{Catalog, Service};

use crate::document::Document;
use crate::mermaid::{Flowchart, Shape};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Architecture");
    document.block("Messages between services through queues and topics (arrows), and dependencies (dotted), from the services' declarations:");
    document.mermaid(platform(view.catalog).text());
    document.block(
        "How telemetry and this repository reach Datadog. The agent masks patient data before anything leaves the cluster. Argo CD syncs the\nrendered files, and only the operator applies the Datadog objects.",
    );
    document.mermaid(monitoring(view).text());
}

/// Services, streams and stores.
fn platform(catalog: &Catalog) -> Flowchart {
    let services = || catalog.services.values();
    let mut streams: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for stream in services().flat_map(|s| s.consumes.iter().chain(&s.produces)) {
        streams.entry(&stream.broker).or_default().insert(&stream.name);
    }
    let needed: BTreeSet<&str> = services()
        .flat_map(|s| s.depends_on.iter().map(String::as_str))
        .collect();
    let is_store = |s: &Service| matches!(s.runs.kind.as_str(), "stateful-set" | "managed");
    let mut chart = Flowchart::new();
    // A broker is drawn as its streams. Agents on every node are in the other diagram.
    for service in services().filter(|s| !is_store(s) && s.runs.kind != "daemon-set") {
        chart.node(&service.name, &service.title, Shape::Box);
    }
    for (broker, names) in &streams {
        chart.frame(
            broker,
            catalog.services.get(*broker).map_or(broker, |b| b.title.as_str()),
        );
        for name in names {
            chart.node(&stream(broker, name), name, Shape::Queue);
        }
        chart.end();
    }
    chart.frame("stores", "Stores");
    for service in services().filter(|s| is_store(s) && !streams.contains_key(s.name.as_str())) {
        chart.node(&service.name, &service.title, Shape::Store);
    }
    chart.end();
    for service in services() {
        for s in &service.produces {
            chart.edge(&service.name, "-->", &stream(&s.broker, &s.name));
        }
        for s in &service.consumes {
            chart.edge(&stream(&s.broker, &s.name), "-->", &service.name);
        }
        for other in service
            .depends_on
            .iter()
            .filter(|other| needed.contains(other.as_str()))
        {
            chart.edge(&service.name, "-.->", other);
        }
    }
    chart
}

fn stream(broker: &str, name: &str) -> String {
    format!("{broker}/{name}")
}

/// Clusters, agents, Datadog, Git, Argo CD.
fn monitoring(view: &View<'_>) -> Flowchart {
    let mut chart = Flowchart::new();
    chart.node("git", &format!("Git: {}", view.catalog.platform.revision), Shape::Store);
    chart.node("argocd", "Argo CD", Shape::Box);
    chart.edge("git", "-->", "argocd");
    for (name, env) in &view.environments {
        let part = |what: &str| format!("{what}-of-{name}");
        chart.frame(name, &format!("{}: {}", env.title, env.cluster));
        chart.node(&part("pods"), "services and stores", Shape::Box);
        chart.node(&part("agent"), "Datadog agents: mask, tag, send", Shape::Box);
        chart.node(&part("operator"), "Datadog Operator", Shape::Box);
        chart.node(&part("keys"), "ExternalSecrets: API and application key", Shape::Box);
        chart.end();
        chart.node(
            &part("store"),
            &format!("{}: {}", env.secret_store, env.secret_path),
            Shape::Store,
        );
        chart.edge(&part("pods"), "-->|\"metrics, logs, traces\"|", &part("agent"));
        chart.edge(&part("agent"), "-->", &env.organisation);
        chart.edge("argocd", "-->", &part("agent"));
        chart.edge("argocd", "-->|\"Datadog objects\"|", &part("operator"));
        chart.edge(&part("operator"), "-->", &env.organisation);
        chart.edge(&part("store"), "-->", &part("keys"));
        chart.edge(&part("keys"), "-.->", &part("agent"));
        chart.edge(&part("keys"), "-.->", &part("operator"));
    }
    for (name, organisation) in &view.catalog.organisations {
        chart.node(name, &format!("Datadog: {name} ({})", organisation.site), Shape::Store);
    }
    chart
}
