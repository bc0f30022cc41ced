use datadog_loopback::Kind;
use serde_json::{Value, json};

use crate::estate::{Estate, RUNBOOK};

const PATH: &str = "demo/slos/availability";

/// An alert on the error budget of the demo's SLO, as it is rendered.
fn alert() -> Value {
    json!({
        "type": "slo alert", "name": "[P1] [prod] Demo: the error budget burns fast", "message": "m",
        "query": format!("burn_rate(\"<id of {PATH}>\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4"),
        "tags": ["env:prod", "service:demo", "managed-by:scribemed-observability", RUNBOOK.replace("failures", "burns-fast")],
        "options": { "thresholds": { "critical": 14.4 } },
    })
}

fn with_an_alert() -> Estate {
    let estate = Estate::synced();
    let manifest = json!({
        "apiVersion": linked::API_VERSION, "kind": linked::KIND,
        "metadata": { "name": "demo-monitor-burns-fast", "namespace": "datadog" },
        "spec": { "type": "monitor", "references": { PATH: { "resource": "demo-slo-availability" } }, "jsonSpec": alert().to_string() },
    });
    estate
        .tree
        .write("manifests/prod/demo/monitors/burns-fast.yaml", manifest.to_string());
    estate
}

/// The id of the demo's SLO in production.
fn slo(estate: &Estate) -> String {
    let slos = estate.datadog.store.objects(Kind::Slo);
    let slo = slos.iter().find(|slo| {
        let tags = slo["tags"].to_string();
        tags.contains("env:prod") && tags.contains("slo:availability")
    });
    slo.expect("the SLO")["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_linked_object_is_compared_with_the_ids_of_the_others() {
    let estate = with_an_alert();
    estate.check(
        &["plan", "--env", "prod", "--kind", "monitor"],
        0,
        &["prod demo/burns-fast: new"],
    );
    let resolved = alert().to_string().replace(&format!("<id of {PATH}>"), &slo(&estate));
    estate.create("monitor", &serde_json::from_str(&resolved).expect("JSON"));
    estate.check(&["plan", "--env", "prod", "--kind", "monitor"], 0, &["nothing differs"]);
    estate.check(&["orphans"], 0, &["no orphans"]);
    estate.check(&["validate", "--all", "--env", "prod"], 0, &["Datadog accepts"]);
    // It refers to another SLO now.
    estate.edit(Kind::Monitor, "the error budget burns fast", |monitor| {
        let query = monitor["query"]
            .as_str()
            .expect("a query")
            .replace(&slo(&estate), "0123456789abcdef0123456789abcdef");
        monitor["query"] = query.into();
    });
    estate.check(
        &["plan", "--env", "prod"],
        0,
        &["prod demo/burns-fast:", "objects: 1 changed"],
    );
}

#[test]
fn a_linked_object_whose_reference_does_not_exist_is_not_asked_about() {
    let estate = with_an_alert();
    let (id, _) = estate.object(Kind::Slo, &slo(&estate));
    assert!(estate.datadog.store.remove(Kind::Slo, id));
    estate.check(
        &["validate", "--all", "--env", "prod"],
        0,
        &["demo/monitors/burns-fast needs the ids of objects that do not exist yet"],
    );
}
