//! What it costs.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use futures::StreamExt;
use kube::api::{Patch, PatchParams};
use serde_json::json;

use crate::case::{Case, alert, leads, linked};
use crate::cluster::{Call, Cluster};

/// The operator writes the state of every monitor into its status each minute.
pub(crate) async fn idle_costs_no_calls(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let controller = case.controller();
    leads(&controller).await;
    case.slo("slo").await;
    for number in 0..5 {
        case.apply(&alert(&format!("alert-{number}"), "slo")).await;
    }
    for number in 0..5 {
        case.synced(&format!("alert-{number}")).await;
    }
    let before = case.writes();
    for minute in 0..10 {
        for name in ["slo", "alert-0", "alert-1"] {
            let status =
                json!({ "status": { "state": "OK", "stateLastUpdateTime": format!("2026-01-01T00:{minute:02}:00Z") } });
            case.resources
                .patch_status(name, &PatchParams::default(), &Patch::Merge(status))
                .await
                .expect("as the operator");
        }
    }
    // Events arrive in order: when this one is in Datadog, all others were seen.
    case.apply(&alert("fence", "slo")).await;
    case.synced("fence").await;
    let new: Vec<Call> = case
        .writes()
        .into_iter()
        .skip(before.len())
        .filter(|call| call.name != "fence")
        .collect();
    assert_eq!(new, []);
    let reads: Vec<Call> = case.calls().into_iter().filter(|call| call.verb == "get").collect();
    assert_eq!(reads, [], "everything is known from the watches");
}

/// The estate's size today is a third of it.
pub(crate) async fn two_hundred_objects(cluster: Arc<Cluster>) {
    objects(cluster, 200).await;
}

/// More than any estate that was seen.
pub(crate) async fn a_thousand_objects(cluster: Arc<Cluster>) {
    objects(cluster, 1000).await;
}

async fn objects(cluster: Arc<Cluster>, objects: usize) {
    let case = Case::new(&cluster).await;
    let controller = case.controller();
    leads(&controller).await;
    let name = |number: usize| format!("alert-{number:03}");
    let started = Instant::now();
    let apply = async |number: usize| {
        let payload = json!({ "type": "slo alert", "query": format!("error_budget(\"<id of a/slos/success>\").over(\"30d\") > {number}") });
        case.apply(&linked(
            &name(number),
            "monitor",
            &[("a/slos/success", &format!("slo-{}", number % 10))],
            &payload,
        ))
        .await;
    };
    futures::stream::iter(0..objects).for_each_concurrent(8, apply).await;
    for number in 0..10 {
        case.slo(&format!("slo-{number}")).await;
    }
    for number in 0..objects {
        case.synced(&name(number)).await;
    }
    let seconds = started.elapsed().as_secs_f32();
    let mut calls: BTreeMap<(String, String), usize> = BTreeMap::new();
    for call in case.writes() {
        *calls.entry((call.verb, call.resource)).or_default() += 1;
    }
    let memory = controller.memory();
    println!("       {objects} objects in Datadog after {seconds:.1} s; {memory} MiB; calls: {calls:?}");
    // The limit in manifests/<env>/platform/datadog-link.yaml is 128 MiB.
    assert!(memory < 96, "{memory} MiB");
    let counted = |verb: &str, resource: &str| {
        calls
            .get(&(verb.to_owned(), resource.to_owned()))
            .copied()
            .unwrap_or_default()
    };
    assert_eq!(
        counted("patch", "datadoggenericresources"),
        objects,
        "each is written once"
    );
    assert_eq!(
        counted("patch", "datadoglinkedresources"),
        objects,
        "one finalizer each"
    );
    // It waits for the SLO (not there, without an id), for the operator, and is there.
    let status = counted("patch", "datadoglinkedresources/status");
    assert!((2 * objects..=4 * objects).contains(&status), "{status}");
    assert_eq!(calls.values().sum::<usize>(), 2 * objects + status, "nothing else");
}
