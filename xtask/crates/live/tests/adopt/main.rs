//! `live adopt` and `live orphans --delete` against a real API server and the loopback Datadog, which is a double. There is no operator: the tests write what it would have written.
//!
//! The API server is started once, so this test is a program of its own: `cargo test -p live --test adopt -- [PART OF A CASE'S NAME...]`.

mod cases;
#[path = "../link/cluster.rs"]
#[expect(dead_code, reason = "the calls of a user are counted in the other program")]
mod cluster;
#[path = "../datadog/estate.rs"]
#[expect(dead_code, reason = "some of it is for the other program")]
mod estate;
#[path = "../link/parts.rs"]
mod parts;
#[path = "../link/process.rs"]
#[expect(dead_code, reason = "no process is terminated here")]
mod process;
mod resources;
#[path = "../link/rights.rs"]
#[expect(dead_code, reason = "the controller's rights are compared in the other program")]
mod rights;
#[path = "../link/until.rs"]
mod until;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use kube::api::Api;
use kube::runtime::wait::{await_condition, conditions::is_crd_established};
use serde_json::json;

use cluster::{Cluster, user_name};
use parts::Parts;
use resources::Resources;

/// A double of the operator's definition of its kind.
const GENERIC: &str = include_str!("../link/generic_definition.json");

/// The user who may read and patch statuses, and the one who may do nothing.
const ALLOWED: usize = 0;
const DENIED: usize = 1;

fn main() -> ExitCode {
    let parts = match Parts::find() {
        Ok(parts) => parts,
        Err(missing) => {
            println!("skipped: {missing}; `cargo xtask e2e` builds the parts, E2E_PARTS names a folder with them");
            let required = std::env::var("CI").is_ok_and(|ci| ci == "true");
            return if required { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let filters: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("threads");
    let cluster = runtime.block_on(start(&parts));
    let mut failed = 0;
    for (name, case) in cases::CASES {
        if !filters.is_empty() && !filters.iter().any(|filter| name.contains(filter.as_str())) {
            continue;
        }
        let started = Instant::now();
        let resources = Resources::new(&cluster, runtime.handle().clone());
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| case(&resources)));
        resources.clear();
        let word = if result.is_ok() { "ok    " } else { "FAILED" };
        println!("{word} {name} ({:.1} s)", started.elapsed().as_secs_f32());
        failed += usize::from(result.is_err());
    }
    println!("{failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// A cluster with the kind, the namespace, and a user with the rights that docs/how-to/adopt-existing-objects.md asks for.
async fn start(parts: &Parts) -> Cluster {
    let cluster = Cluster::start(parts).await;
    let definition: serde_json::Value = serde_json::from_str(GENERIC).expect("JSON");
    cluster.apply(&definition).await;
    let name = definition["metadata"]["name"].as_str().expect("a name");
    let established = await_condition(Api::all(cluster.client.clone()), name, is_crd_established());
    let result = tokio::time::timeout(Duration::from_secs(60), established).await;
    result.expect("the kind is established").expect("a watch");
    cluster
        .apply(&json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "datadog" } }))
        .await;
    cluster
        .apply(&json!({
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": { "name": "adopter" },
            "rules": [
                { "apiGroups": ["datadoghq.com"], "resources": ["datadoggenericresources"], "verbs": ["get", "list"] },
                { "apiGroups": ["datadoghq.com"], "resources": ["datadoggenericresources/status"], "verbs": ["patch"] },
            ],
        }))
        .await;
    cluster
        .apply(&json!({
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": { "name": "adopter" },
            "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "adopter" },
            "subjects": [{ "kind": "User", "name": user_name(ALLOWED) }],
        }))
        .await;
    cluster
}
