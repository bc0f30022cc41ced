//! What goes, and in which order.

use std::sync::Arc;

use kube::api::ListParams;

use crate::case::{Case, alert, linked};
use crate::cluster::Cluster;
use serde_json::json;

/// Everything is deleted at once, as when a service is removed; Datadog refuses to delete what is still referred to.
pub(crate) async fn order(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    let payload = json!({ "widgets": [{ "definition": { "type": "alert_graph", "alert_id": "<id of transcription/monitors/burn>" } }] });
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    case.apply(&linked(
        "overview",
        "dashboard",
        &[("transcription/monitors/burn", "alert")],
        &payload,
    ))
    .await;
    case.synced("overview").await;
    // The wrong order: what is referred to first.
    Case::delete(&case.resources, "slo").await;
    Case::delete(&case.linked, "alert").await;
    let waits = case.reason("alert", "Ready", "Deleting").await;
    assert!(waits.contains("refuses while another object refers to it"), "{waits}");
    assert!(
        case.resources.get_opt("slo").await.expect("an answer").is_some(),
        "Datadog still needs it"
    );
    Case::delete(&case.linked, "overview").await;
    for name in ["alert", "overview"] {
        Case::gone(&case.linked, name).await;
        assert!(
            case.resources.get_opt(name).await.expect("an answer").is_none(),
            "the linked resource waits for what it wrote"
        );
    }
    Case::gone(&case.resources, "slo").await;
    assert_eq!(
        case.operator.change(|operator| operator.deleted.clone()),
        ["overview", "alert", "slo"]
    );
}

pub(crate) async fn of_an_object_that_never_resolved(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let _controller = case.controller();
    case.apply(&alert("alert", "slo")).await;
    case.reason("alert", "Resolved", "WaitingForReference").await;
    Case::delete(&case.linked, "alert").await;
    Case::gone(&case.linked, "alert").await;
    assert!(
        case.resources
            .list(&ListParams::default())
            .await
            .expect("a list")
            .items
            .is_empty()
    );
}
