//! A double of Kubernetes' API on loopback: it has the resources of the operator that a test gives it, and accepts ids for those that are not gone.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, patch};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

const RESOURCES: &str = "/apis/datadoghq.com/v1alpha1/namespaces/datadog/datadoggenericresources";

pub(crate) struct Kubernetes {
    /// A kubeconfig with the context `c`.
    pub(crate) kubeconfig: String,
    // It serves as long as this lives.
    _runtime: Runtime,
}

impl Kubernetes {
    /// Serves resources with these names and statuses; those of `gone` have been deleted when their id is written.
    pub(crate) fn start(resources: &[(String, Value)], gone: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a thread");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        let list = json!({
            "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogGenericResourceList", "metadata": { "resourceVersion": "1" },
            "items": resources.iter().map(|(name, status)| resource(name, status)).collect::<Vec<_>>(),
        });
        let gone = gone.to_owned();
        let router = Router::new()
            .route(RESOURCES, get(move || async move { Json(list) }))
            .route(
                &format!("{RESOURCES}/{{name}}/status"),
                patch(move |Path(name): Path<String>, Json(changed): Json<Value>| async move {
                    if name == gone {
                        let status = json!({ "kind": "Status", "status": "Failure", "code": 404, "reason": "NotFound", "message": "not found" });
                        return (StatusCode::NOT_FOUND, Json(status));
                    }
                    (StatusCode::OK, Json(resource(&name, &changed["status"])))
                }),
            );
        drop(runtime.spawn(async move { axum::serve(listener, router).await }));
        let kubeconfig = json!({
            "apiVersion": "v1", "kind": "Config",
            "clusters": [{ "name": "c", "cluster": { "server": format!("http://{address}") } }],
            "users": [{ "name": "u", "user": {} }],
            "contexts": [{ "name": "c", "context": { "cluster": "c", "user": "u" } }],
        });
        Self {
            kubeconfig: kubeconfig.to_string(), // JSON is YAML
            _runtime: runtime,
        }
    }
}

fn resource(name: &str, status: &Value) -> Value {
    json!({
        "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogGenericResource",
        "metadata": { "name": name, "namespace": "datadog", "resourceVersion": "1" },
        "spec": { "type": "monitor", "jsonSpec": "{}" }, "status": status,
    })
}
