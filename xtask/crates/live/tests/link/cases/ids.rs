//! Where ids come from, and that they are followed.

use std::sync::Arc;

use kube::api::ListParams;
use serde_json::{Value, json};

use crate::case::{Case, alert, condition, linked, names, query};
use crate::cluster::Cluster;

pub(crate) async fn an_id_that_appears_later(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    case.operator
        .change(|operator| operator.ignores.insert("slo".to_owned()));
    case.apply(&alert("alert", "slo")).await;
    let message = case.reason("alert", "Resolved", "WaitingForReference").await;
    assert!(
        message.ends_with(": transcription/slos/success: DatadogGenericResource slo does not exist"),
        "{message}"
    );
    assert!(message.starts_with("waits for ids since 20"), "{message}");
    case.slo("slo").await;
    let young = case.linked_is("alert", "it sees the SLO", |linked| {
        condition(linked, "Resolved")["message"]
            .as_str()
            .is_some_and(|message| message.contains("the operator has not created"))
    });
    let young = young.await;
    assert_eq!(
        names(&case.resources.list(&ListParams::default()).await.expect("a list").items),
        ["slo"],
        "nothing is written without an id"
    );
    let since = condition(&young, "Resolved")["lastTransitionTime"]
        .as_str()
        .expect("a time")
        .to_owned();
    let message = condition(&young, "Resolved")["message"].as_str().expect("a message");
    assert!(message.contains(&since), "it says since when: {message}");
    case.operator.change(|operator| operator.ignores.clear());
    case.operator.look_at("slo").await;

    let id = case.id("slo").await;
    assert_eq!(case.synced("alert").await["query"], query(&id));
    let written = serde_json::to_value(case.resources.get("alert").await.expect("it is written")).expect("JSON");
    assert_eq!(
        written["metadata"]["annotations"],
        Value::Null,
        "Argo CD must not take it for its own"
    );
    assert_eq!(
        written["metadata"]["labels"],
        json!({ "app.kubernetes.io/name": "transcription" })
    );
    assert_eq!(written["metadata"]["ownerReferences"][0]["name"], "alert");
    assert_eq!(written["spec"]["type"], "monitor");
    let alert = case
        .linked_is("alert", "its status is complete", |linked| {
            linked["status"]["resource"]["id"].is_string()
        })
        .await;
    let status = &alert["status"];
    assert_eq!(status["ids"], json!({ "transcription/slos/success": id }));
    assert_eq!(
        status["resource"],
        json!({ "name": "alert", "id": case.id("alert").await, "syncStatus": "OK" })
    );
    assert_eq!(status["observedGeneration"], alert["metadata"]["generation"]);
}

pub(crate) async fn an_id_that_changes(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    case.synced("alert").await;
    case.operator.set_id("slo", "0123456789abcdef").await;
    case.linked_is("alert", "it has the new id", |linked| {
        linked["status"]["ids"]["transcription/slos/success"] == "0123456789abcdef"
    })
    .await;
    assert_eq!(case.payload("alert").await["query"], query("0123456789abcdef"));
    let payloads = case
        .operator
        .change(|operator| operator.payloads.get("alert").map(Vec::len));
    assert!(payloads.is_some_and(|payloads| payloads <= 2), "{payloads:?}");
}

pub(crate) async fn a_reference_that_vanishes(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    case.operator.change(|operator| operator.deletes_what_is_used = true);
    let _controller = case.controller();
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    let before = case.synced("alert").await;
    let id = case.id("alert").await;
    Case::delete(&case.resources, "slo").await;
    case.reason("alert", "Resolved", "WaitingForReference").await;
    let message = case.reason("alert", "Ready", "NotResolved").await;
    assert!(
        message.ends_with(&format!("Datadog keeps the object {id} as it was")),
        "{message}"
    );
    assert_eq!(
        case.payload("alert").await,
        before,
        "an alert is not removed because its SLO is away"
    );
    Case::gone(&case.resources, "slo").await;
    case.slo("slo").await;
    let new = case.id("slo").await;
    case.linked_is("alert", "it has the new id", |linked| {
        linked["status"]["ids"]["transcription/slos/success"] == new.as_str()
    })
    .await;
    assert_eq!(case.synced("alert").await["query"], query(&new));
    assert_eq!(case.id("alert").await, id, "it is the same object in Datadog");
}

pub(crate) async fn a_chain(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    let payload = json!({ "widgets": [{ "definition": { "type": "alert_graph", "alert_id": "<id of transcription/monitors/burn>" } }] });
    case.apply(&linked(
        "overview",
        "dashboard",
        &[("transcription/monitors/burn", "alert")],
        &payload,
    ))
    .await;
    case.reason("overview", "Resolved", "WaitingForReference").await;
    case.apply(&alert("alert", "slo")).await;
    case.reason("alert", "Resolved", "WaitingForReference").await;
    case.slo("slo").await;
    let dashboard = case.synced("overview").await;
    assert_eq!(
        dashboard["widgets"][0]["definition"]["alert_id"],
        case.id("alert").await.as_str(),
        "the id as text"
    );
}

pub(crate) async fn a_number_in_monitor_ids(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    let payload = json!({ "type": "monitor", "monitor_ids": ["<id of transcription/monitors/burn>"] });
    case.apply(&linked(
        "of-monitors",
        "slo",
        &[("transcription/monitors/burn", "alert")],
        &payload,
    ))
    .await;
    let number: u64 = case.id("alert").await.parse().expect("the id of a monitor is a number");
    assert_eq!(case.synced("of-monitors").await["monitor_ids"], json!([number]));
}

pub(crate) async fn a_cycle(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    let payload = json!({ "query": "<id of a/monitors/other> && <id of a/slos/success>" });
    let to = |name: &str, other: &str| {
        linked(
            name,
            "monitor",
            &[("a/monitors/other", other), ("a/slos/success", "slo")],
            &payload,
        )
    };
    case.slo("slo").await;
    case.apply(&to("itself", "itself")).await;
    let message = case.reason("itself", "Resolved", "ReferenceRefused").await;
    assert!(message.ends_with("itself -> itself"), "{message}");
    case.apply(&to("one", "two")).await;
    case.apply(&to("two", "three")).await;
    case.reason("two", "Resolved", "WaitingForReference").await;
    case.apply(&to("three", "one")).await;
    for name in ["one", "two", "three"] {
        let message = case.reason(name, "Resolved", "ReferenceRefused").await;
        assert!(
            message.contains("one -> two") || message.contains("two -> three"),
            "{message}"
        );
    }
    assert_eq!(
        names(&case.resources.list(&ListParams::default()).await.expect("a list").items),
        ["slo"]
    );
    case.apply(&alert("three", "slo")).await;
    let (three, two) = (case.id("three").await, case.id("two").await);
    assert_eq!(
        case.synced("two").await["query"],
        format!("{three} && {}", case.id("slo").await)
    );
    assert_eq!(
        case.synced("one").await["query"],
        format!("{two} && {}", case.id("slo").await)
    );
}
