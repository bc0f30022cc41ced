//! What must hold before the controller starts.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use serde_json::json;

use crate::case::live;
use crate::cluster::Cluster;
use crate::process::free_port;

/// Runs to its end.
async fn output(mut command: Command) -> Output {
    let run = tokio::task::spawn_blocking(move || command.output().expect("live runs"));
    run.await.expect("the task does not panic")
}

#[track_caller]
fn fails(output: &Output, expected: &[&str]) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{text}");
    for expected in expected {
        assert!(text.contains(expected), "no {expected:?} in:\n{text}");
    }
}

pub(crate) async fn a_cluster_without_the_kinds(cluster: Arc<Cluster>) {
    let without = output(live(&cluster.kubeconfig(0))).await;
    fails(
        &without,
        &[
            "the cluster does not know the kind DatadogGenericResource of datadoghq.com/v1alpha1",
            "help: install the Datadog operator's definitions",
        ],
    );
}

pub(crate) async fn a_cluster_without_our_kind(cluster: Arc<Cluster>) {
    let without = output(live(&cluster.kubeconfig(0))).await;
    let expected = [
        "the cluster does not know the kind DatadogLinkedResource of observability.scribemed.io/v1alpha1",
        "help: apply manifests/<env>/platform",
    ];
    fails(&without, &expected);
}

pub(crate) async fn no_cluster(cluster: Arc<Cluster>) {
    let nobody = cluster.file("nobody.kubeconfig");
    write_kubeconfig(&nobody, &format!("https://127.0.0.1:{}", free_port()));
    fails(
        &output(live(&nobody)).await,
        &["cannot ask the cluster for its kinds", "Connection refused", "help:"],
    );
    fails(
        &output(live(Path::new("/nothing/here"))).await,
        &["cannot connect to a cluster", "/nothing/here", "help: set KUBECONFIG"],
    );
}

/// A proxy or a load balancer that answers with a page of its own.
pub(crate) async fn a_server_that_is_no_cluster(cluster: Arc<Cluster>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = [0; 4096];
            assert!(stream.read(&mut request).expect("a request") > 0);
            let page = "<html>sign in</html>";
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                page.len()
            );
            stream.write_all((head + page).as_bytes()).expect("the client reads");
        }
    });
    let page = cluster.file("page.kubeconfig");
    write_kubeconfig(&page, &format!("http://{address}"));
    fails(
        &output(live(&page)).await,
        &[
            "cannot ask the cluster for its kinds",
            "help: check that the address in the kubeconfig is an API server",
        ],
    );
}

fn write_kubeconfig(path: &Path, server: &str) {
    let kubeconfig = json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "c",
        "clusters": [{ "name": "c", "cluster": { "server": server } }],
        "users": [{ "name": "u", "user": { "token": "none" } }],
        "contexts": [{ "name": "c", "context": { "cluster": "c", "user": "u" } }],
    });
    std::fs::write(path, kubeconfig.to_string()).expect("a temporary file");
}
