//! Restarts and more than one replica.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use k8s_openapi::api::coordination::v1::Lease;
use kube::api::{Api, Patch, PatchParams};
use kube::runtime::wait::await_condition;
use serde_json::{Value, json};

use crate::case::{Case, DEADLINE, alert, leads, query};
use crate::cluster::{Call, Cluster};
use crate::process::Process;
use crate::until::until;

pub(crate) async fn a_restart(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let mut controller = case.short_lease();
    case.slo("slo").await;
    case.apply(&alert("before", "slo")).await;
    case.synced("before").await;
    controller.kill();
    // What happens while none runs.
    case.apply(&alert("meanwhile", "slo")).await;
    case.operator.set_id("slo", "00ff").await;
    let calls = case.writes().len();
    let second = case.short_lease();
    assert_eq!(case.synced("meanwhile").await["query"], query("00ff"));
    case.linked_is("before", "it has the new id", |linked| {
        linked["status"]["ids"]["transcription/slos/success"] == "00ff"
    })
    .await;
    let event = |call: &Call| call.resource == "events" && call.name.starts_with("before.");
    until("it reports the new id", DEADLINE, async || {
        case.writes().iter().any(event).then_some(())
    })
    .await;
    drop(second);

    // A third finds nothing to do.
    let before = case.writes();
    assert!(before.len() > calls);
    let third = case.short_lease();
    leads(&third).await;
    case.apply(&alert("fence", "slo")).await;
    case.synced("fence").await;
    let new: Vec<_> = case
        .writes()
        .into_iter()
        .skip(before.len())
        .filter(|call| !call.name.starts_with("fence"))
        .collect();
    assert_eq!(new, [], "nothing is written again after a restart");
}

pub(crate) async fn one_of_two_leads(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let mut first = case.short_lease();
    leads(&first).await;
    let second = case.short_lease();
    until("the second waits", DEADLINE, async || {
        second.log().contains("leads; this replica waits").then_some(())
    })
    .await;
    assert_eq!(get(&second, "/readyz").await, "waits for the lease\n");
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    case.synced("alert").await;
    until("the first is ready", DEADLINE, async || {
        (get(&first, "/readyz").await == "leads\n").then_some(())
    })
    .await;
    assert!(!second.log().contains("wrote the DatadogGenericResource"));
    first.kill();
    case.apply(&alert("after", "slo")).await;
    case.synced("after").await;
    assert!(second.log().contains("this replica leads"));
    let metrics = get(&second, "/metrics").await;
    assert!(
        metrics.contains("\ndatadog_link_leader 1\n") && metrics.contains("\ndatadog_link_resources 2\n"),
        "{metrics}"
    );
    assert!(
        metrics.contains("datadog_link_writes_total{kind=\"resource\"} 1\n"),
        "{metrics}"
    );
    assert_eq!(get(&second, "/healthz").await, "ok\n");
}

/// A write whose answer is lost, or somebody who annotates the lease: the version is another, and the leader the same.
pub(crate) async fn a_lease_that_somebody_changed(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let mut controller = case.short_lease();
    leads(&controller).await;
    let leases: Api<Lease> = Api::namespaced(cluster.client.clone(), &case.namespace());
    let note = json!({ "metadata": { "annotations": { "note": "by hand" } } });
    leases
        .patch("datadog-link", &PatchParams::default(), &Patch::Merge(note))
        .await
        .expect("a lease");
    let annotated = leases.get("datadog-link").await.expect("a lease");
    let time = |lease: &Lease| lease.spec.as_ref().and_then(|spec| spec.renew_time.clone());
    let renewed = |lease: Option<&Lease>| lease.is_some_and(|lease| time(lease) != time(&annotated));
    let renewed = tokio::time::timeout(DEADLINE, await_condition(leases, "datadog-link", renewed)).await;
    let lease = renewed.expect("it is renewed").expect("a watch").expect("a lease");
    assert_eq!(
        lease
            .metadata
            .annotations
            .and_then(|all| all.get("note").cloned())
            .as_deref(),
        Some("by hand")
    );
    assert_eq!(controller.status(), None, "{}", controller.log());
    case.slo("slo").await;
    case.apply(&alert("alert", "slo")).await;
    case.synced("alert").await;
}

pub(crate) async fn a_signal_ends_it(cluster: Arc<Cluster>) {
    let case = Case::new(&cluster).await;
    let mut first = case.short_lease();
    leads(&first).await;
    let second = case.short_lease();
    first.terminate();
    let status = until("it ends", DEADLINE, async || first.status()).await;
    assert_eq!(status.code(), Some(0), "{}", first.log());
    // The lease was released: nobody waits until it is over.
    leads(&second).await;
    for line in first.log().lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(
            line["timestamp"].is_string() && line["status"].is_string() && line["message"].is_string(),
            "{line}"
        );
    }
}

/// The body of an endpoint's answer.
async fn get(controller: &Process, path: &str) -> String {
    let log = controller.log();
    let (_, address) = log
        .split_once("endpoints on ")
        .unwrap_or_else(|| panic!("no address in {log}"));
    let address = address.split('"').next().expect("a text has a first part").to_owned();
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let ask = move || {
        let mut stream = TcpStream::connect(&address).unwrap_or_else(|error| panic!("{address}: {error}"));
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
            .split_once("\r\n\r\n")
            .map(|(_, body)| body.to_owned())
            .expect("an answer has a body")
    };
    tokio::task::spawn_blocking(ask).await.expect("the task does not panic")
}
