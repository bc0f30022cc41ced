//! What cannot be written, and what somebody else changes.

use std::sync::Arc;

use kube::api::{ListParams, Patch, PatchParams};
use serde_json::{Value, json};

use crate::case::{Case, alert, condition, linked, names, query};
use crate::cluster::Cluster;
use crate::rights::rules;

pub(crate) async fn an_invalid_spec(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    case.slo("slo").await;
    let mut invalid = alert("alert", "slo");
    for (json, expected) in [
        ("{]", "not a JSON object"),
        (r#"{"query":"no placeholder"}"#, "transcription/slos/success"),
        (
            r#"{"query":"<id of a/slos/other> <id of transcription/slos/success>"}"#,
            "a/slos/other",
        ),
    ] {
        invalid["spec"]["jsonSpec"] = json.into();
        let generation = case.apply(&invalid).await.metadata.generation;
        let linked = case
            .linked_is("alert", "this generation was looked at", |linked| {
                linked["status"]["observedGeneration"] == json!(generation)
            })
            .await;
        let condition = condition(&linked, "Resolved");
        assert_eq!(condition["reason"], "InvalidSpec", "{condition}");
        assert!(
            condition["message"]
                .as_str()
                .is_some_and(|message| message.contains(expected)),
            "{condition}"
        );
    }
    assert_eq!(
        names(&case.resources.list(&ListParams::default()).await.expect("a list").items),
        ["slo"]
    );
    let events = case
        .writes()
        .into_iter()
        .filter(|call| call.resource == "events")
        .count();
    assert!(events > 0, "somebody who describes the object sees the event");
    case.apply(&alert("alert", "slo")).await;
    case.synced("alert").await;
}

pub(crate) async fn a_name_that_is_taken(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    case.slo("slo").await;
    case.slo("alert").await;
    let before = case.resources.get("alert").await.expect("the foreign object");
    case.id("alert").await;
    case.apply(&alert("alert", "slo")).await;
    let message = case.reason("alert", "Ready", "NameTaken").await;
    assert!(
        message.starts_with("DatadogGenericResource alert exists and belongs to"),
        "{message}"
    );
    let after = case.resources.get("alert").await.expect("the foreign object");
    assert_eq!(
        (&after.data["spec"], &after.metadata.owner_references),
        (&before.data["spec"], &before.metadata.owner_references)
    );
    Case::delete(&case.linked, "alert").await;
    Case::gone(&case.linked, "alert").await;
    assert_eq!(
        case.resources
            .get("alert")
            .await
            .expect("it is not ours to delete")
            .metadata
            .uid,
        before.metadata.uid
    );

    // When the owner gives the name up, it is taken at once.
    case.apply(&alert("alert", "slo")).await;
    case.reason("alert", "Ready", "NameTaken").await;
    Case::delete(&case.resources, "alert").await;
    assert_eq!(case.synced("alert").await["query"], query(&case.id("slo").await));
    assert!(!case.writes().iter().any(|call| call.verb == "delete"));
}

pub(crate) async fn datadog_refuses(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let words = "400 Bad Request: {\"errors\":[\"Invalid threshold\"]}";
    case.operator.change(|operator| {
        operator.refuses.insert("alert".to_owned(), words.to_owned());
        operator.refuses.insert("refused-slo".to_owned(), words.to_owned());
    });
    let _controller = case.controller();
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    assert_eq!(
        case.reason("alert", "Ready", "RefusedByDatadog").await,
        format!("error creating object: {words}")
    );
    case.slo("refused-slo").await;
    case.apply(&alert("of-refused", "refused-slo")).await;
    let message = case.reason("of-refused", "Resolved", "ReferenceRefused").await;
    assert!(message.contains(words) && message.contains("refused-slo"), "{message}");
    case.operator.change(|operator| operator.refuses.clear());
    case.operator.look_at("alert").await;
    case.operator.look_at("refused-slo").await;
    case.synced("alert").await;
    case.synced("of-refused").await;
}

pub(crate) async fn the_api_server_refuses(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let mut fewer = rules();
    let verbs = fewer[0]["verbs"].as_array_mut().expect("verbs");
    verbs.retain(|verb| verb != "create");
    case.set_rules(&fewer).await;
    let _controller = case.controller();
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    let message = case.reason("alert", "Ready", "WriteRefused").await;
    assert!(message.contains("forbidden") && message.contains("create"), "{message}");
    // Nothing wakes it: it tries again by itself.
    case.set_rules(&rules()).await;
    case.synced("alert").await;
}

pub(crate) async fn changes_by_hand(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    let payload = case.synced("alert").await;
    let by_hand = json!({ "spec": { "jsonSpec": "{\"query\":\"by hand\"}" }, "metadata": { "labels": { "app.kubernetes.io/name": "other", "somebody": "else" } } });
    case.resources
        .patch("alert", &PatchParams::default(), &Patch::Merge(by_hand))
        .await
        .expect("the change by hand");
    let is_back = |resource: &Value| {
        resource["spec"]["jsonSpec"]
            .as_str()
            .and_then(|json| serde_json::from_str::<Value>(json).ok())
            .as_ref()
            == Some(&payload)
            && resource["metadata"]["labels"]["app.kubernetes.io/name"] == "transcription"
    };
    let back = case.resource_is("alert", "the change is corrected", is_back).await;
    assert_eq!(
        back["metadata"]["labels"]["somebody"], "else",
        "a label of somebody else is theirs"
    );
    // A label that is no longer declared is removed.
    let mut without = alert("alert", "slo");
    without["metadata"]["labels"] = json!({ "team": "ml" });
    case.apply(&without).await;
    case.resource_is("alert", "it has the declared labels", |resource| {
        resource["metadata"]["labels"] == json!({ "team": "ml", "somebody": "else" })
    })
    .await;
    // Deleted by hand, it is written again.
    let uid = case.resources.get("alert").await.expect("it exists").metadata.uid;
    Case::delete(&case.resources, "alert").await;
    case.resource_is("alert", "it is written again", |resource| {
        resource["metadata"]["uid"] != json!(uid)
    })
    .await;
    case.synced("alert").await;
    // A change of the declaration is followed.
    let changed = linked(
        "alert",
        "monitor",
        &[("transcription/slos/success", "slo")],
        &json!({ "query": "<id of transcription/slos/success>" }),
    );
    case.apply(&changed).await;
    let slo = case.id("slo").await;
    case.resource_is("alert", "the declaration is followed", |resource| {
        resource["spec"]["jsonSpec"]
            .as_str()
            .is_some_and(|json| json.contains(&format!("\"query\": \"{slo}\"")))
    })
    .await;
}
