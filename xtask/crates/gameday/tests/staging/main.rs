//! `cargo xtask gameday --env staging` against a real API server of Kubernetes and the double of Datadog.

mod cluster;

use std::process::{Child, Command, Stdio};

use cluster::{Cluster, Parts, Process, until};
use datadog_api::{Client, Config, Credentials, Endpoint, Request};
use datadog_loopback::Server;
use kube::api::{DeleteParams, Patch, PatchParams};
use page_budget::monitor_name;
use serde_json::{Value, json};
use test_support::fixtures::{copy, repository};
use test_support::tree::Tree;

const GAMEDAY: &str = env!("CARGO_BIN_EXE_gameday");
const NAMESPACE: &str = "scribemed";
const DEPLOYMENT: (&str, &str, &str) = ("apps", "v1", "Deployment");
const STATEFUL_SET: (&str, &str, &str) = ("apps", "v1", "StatefulSet");
const NETWORK_POLICY: (&str, &str, &str) = ("networking.k8s.io", "v1", "NetworkPolicy");
/// The policy by which transcription cannot connect to RabbitMQ.
const CUT_OFF: &str = "gameday-transcription-rabbitmq";
const SWITCH: (&str, &str, &str) = ("batch", "v1", "CronJob");
const MONITOR: &str = "transcription/no-consumers";
const SCENARIO: &str = "
title: Workers are gone
purpose: It is noticed.
environment: staging
monitors: [transcription/no-consumers]
lasts: 40s
platform: {needs: [rabbitmq], speed: 1, uploads_per_minute: 1, seed: 1}
inject:
  - {what: workers stop, at: 3s, for: 20s, stop: transcription}
expect:
  alerts:
    - {monitor: transcription/no-consumers, within: 15s, recovers_within: 15s}
  notified:
    - {who: slack-ml-platform-alerts-staging, monitor: transcription/no-consumers}
  paged: []
";

struct Staging {
    tree: Tree,
    cluster: Cluster,
    datadog: Server,
    client: Client,
}

impl Staging {
    async fn start(parts: &Parts) -> Self {
        let tree = Tree::with_worlds(GAMEDAY);
        copy(&repository().join("gamedays"), &tree.path("gamedays")).expect("the scenarios are copied");
        tree.write("gamedays/workers-gone.yaml", SCENARIO);
        let cluster = Cluster::start(parts).await;
        cluster
            .create(
                ("", "v1", "Namespace"),
                None,
                json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": NAMESPACE } }),
            )
            .await;
        let labels = json!({ "app": "transcription" });
        let deployment = json!({
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "transcription" },
            "spec": { "replicas": 3, "selector": { "matchLabels": labels }, "template": {
                "metadata": { "labels": labels }, "spec": { "containers": [{ "name": "c", "image": "transcription:1" }] },
            } },
        });
        cluster.create(DEPLOYMENT, Some(NAMESPACE), deployment).await;
        let labels = json!({ "app": "rabbitmq" });
        let broker = json!({
            "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": { "name": "rabbitmq" },
            "spec": { "replicas": 3, "serviceName": "rabbitmq", "selector": { "matchLabels": labels }, "template": {
                "metadata": { "labels": labels }, "spec": { "containers": [{ "name": "c", "image": "rabbitmq:4" }] },
            } },
        });
        cluster.create(STATEFUL_SET, Some(NAMESPACE), broker).await;
        let datadog = Server::start(datadog_loopback::Config::default()).expect("a server");
        let url = datadog.url.clone();
        let variable = |name: &str| match name {
            "DD_URL" => Some(url.clone()),
            "DD_API_KEY" | "DD_APP_KEY" => Some("none".to_owned()),
            _ => None,
        };
        let endpoint = Endpoint::read(&variable, datadog_api::DEFAULT_SITE).expect("an address");
        let client =
            Client::new(endpoint, Credentials::read(&variable).expect("keys"), Config::default()).expect("a client");
        let staging = Self {
            tree,
            cluster,
            datadog,
            client,
        };
        staging.declare().await;
        staging.report(2.0).await;
        staging
    }

    async fn post(&self, path: &'static str, body: Value) {
        self.client
            .call(&Request::ask(path, None, body))
            .await
            .expect("an answer");
    }

    /// The monitor, as the controller applies it.
    async fn declare(&self) {
        let inventory = repository::Inventory::read(self.tree.root()).expect("a tree");
        let definitions = render::definitions(&inventory).expect("definitions");
        let monitor = definitions.objects.iter().find(|object| {
            object.scope == "staging"
                && object.path.kind == model::ObjectKind::Monitor
                && monitor_name(&object.path) == MONITOR
        });
        self.post("/api/v1/monitor", monitor.expect("it is declared").payload().clone())
            .await;
    }

    /// What the broker says of the last quarter of an hour.
    async fn report(&self, consumers: f64) {
        let now = self.datadog.clock.seconds();
        let points: Vec<Value> = (now - 900..=now)
            .step_by(15)
            .map(|at| json!({ "timestamp": at - at % 15, "value": consumers }))
            .collect();
        let tags = ["env:staging", "service:rabbitmq", "rabbitmq_queue:transcription.jobs"];
        self.post(
            "/api/v2/series",
            json!({ "series": [{ "metric": "rabbitmq.queue.consumers", "type": 3, "interval": 15, "tags": tags, "points": points }] }),
        )
        .await;
    }

    /// How many are wanted: none is left out.
    async fn replicas(&self) -> i32 {
        let scale = self
            .cluster
            .api(DEPLOYMENT, Some(NAMESPACE))
            .get_scale("transcription")
            .await;
        scale
            .expect("it is there")
            .spec
            .and_then(|spec| spec.replicas)
            .unwrap_or_default()
    }

    async fn switch(&self) -> Option<Value> {
        let switch = self
            .cluster
            .api(SWITCH, Some(NAMESPACE))
            .get_opt("gameday")
            .await
            .expect("an answer");
        switch.map(|switch| serde_json::to_value(switch).expect("JSON"))
    }

    /// What the pod of the CronJob may do.
    async fn may(&self, verb: &str, group: &str, resource: &str, name: &str) -> bool {
        let (resource, subresource) = resource.split_once('/').unwrap_or((resource, ""));
        let review = json!({
            "apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "metadata": {},
            "spec": { "user": format!("system:serviceaccount:{NAMESPACE}:gameday"), "resourceAttributes": {
                "namespace": NAMESPACE, "verb": verb, "group": group, "resource": resource, "subresource": subresource, "name": name,
            } },
        });
        let kind = ("authorization.k8s.io", "v1", "SubjectAccessReview");
        self.cluster.create(kind, None, review).await["status"]["allowed"] == true
    }

    async fn policy(&self) -> Option<Value> {
        let policies = self.cluster.api(NETWORK_POLICY, Some(NAMESPACE));
        let policy = policies.get_opt(CUT_OFF).await.expect("an answer");
        policy.map(|policy| serde_json::to_value(policy).expect("JSON"))
    }

    /// The arguments of the runs of `kubectl` by which the switch reverts everything.
    async fn reverts(&self) -> Vec<Value> {
        let switch = self
            .switch()
            .await
            .expect("the switch is there before anything is injected");
        let containers = switch["spec"]["jobTemplate"]["spec"]["template"]["spec"]["initContainers"].as_array();
        let args = containers
            .into_iter()
            .flatten()
            .map(|container| container["args"].clone());
        args.collect()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = self.tree.command(["gameday"]);
        command.args(args).args(["--env", "staging", "--context", "c"]);
        command
            .env("KUBECONFIG", &self.cluster.kubeconfig)
            .env("DD_URL", &self.datadog.url)
            .env("DD_API_KEY", "none")
            .env("DD_APP_KEY", "none");
        command
    }

    fn spawn(&self) -> Child {
        let mut command = self.command(&["workers-gone", "--yes", "--format", "json"]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().expect("the binary runs")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_staged_in_a_cluster_and_always_reverted() {
    let parts = match Parts::find() {
        Ok(parts) => parts,
        Err(missing) => {
            assert!(!std::env::var("CI").is_ok_and(|ci| ci == "true"), "{missing}");
            eprintln!("skipped: {missing}; `cargo xtask e2e` builds the parts, E2E_PARTS names a folder with them");
            return;
        }
    };
    let staging = Staging::start(&parts).await;
    refused(&staging).await;
    as_expected(&staging).await;
    interrupted(&staging).await;
    with_faults(&staging).await;
    cut_off(&staging).await;
    killed(&staging).await;
}

async fn refused(staging: &Staging) {
    let run = staging
        .tree
        .run(["gameday", "vector-store-outage", "--env", "prod", "--yes"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(run.text.contains("failures are not staged in 'prod'"), "{}", run.text);
    let output = staging
        .command(&["workers-gone"])
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("there is no terminal to ask"), "{text}");
    assert!(staging.switch().await.is_none());
    assert_eq!(staging.replicas().await, 3);
}

async fn as_expected(staging: &Staging) {
    let child = staging.spawn();
    until("the workers are stopped", async || {
        (staging.replicas().await == 0).then_some(())
    })
    .await;
    assert_eq!(
        staging.reverts().await,
        [json!(["scale", "deployment/transcription", "--replicas=3"])]
    );
    staging.report(0.0).await;
    until("the workers run again", async || {
        (staging.replicas().await == 3).then_some(())
    })
    .await;
    staging.report(2.0).await;
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let result: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(result["scenarios"][0]["result"], "as expected", "{result:#}");
    assert!(staging.switch().await.is_none());
    let accounts = staging.cluster.api(("", "v1", "ServiceAccount"), Some(NAMESPACE));
    assert!(accounts.get_opt("gameday").await.expect("an answer").is_none());
    let events = staging
        .client
        .call(
            &Request::get("/api/v1/events")
                .with("start", 0)
                .with("end", i64::from(i32::MAX)),
        )
        .await;
    let text = events.expect("events").to_string();
    assert!(text.contains("Game day 'workers-gone' in staging starts"), "{text}");
    assert!(text.contains("@slack-ml-platform-alerts-staging"), "{text}");
}

async fn interrupted(staging: &Staging) {
    let child = staging.spawn();
    until("the workers are stopped", async || {
        (staging.replicas().await == 0).then_some(())
    })
    .await;
    let status = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(status.success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(staging.replicas().await, 3);
    assert!(staging.switch().await.is_none());
}

/// Fault flags are a ConfigMap that the workload must read.
async fn with_faults(staging: &Staging) {
    let scenario = SCENARIO
        .replace(
            "stop: transcription",
            "faults: {service: transcription, flags: [slow, queue_stall]}",
        )
        .replace("lasts: 40s", "lasts: 24s")
        .replace(", recovers_within: 15s", "");
    staging.tree.write("gamedays/workers-gone.yaml", scenario);
    let output = staging.command(&["workers-gone", "--yes"]).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("does not read the ConfigMap 'transcription-faults'"),
        "{text}"
    );

    let from = json!([{ "configMapRef": { "name": "transcription-faults", "optional": true } }]);
    let containers = json!([{ "name": "c", "envFrom": from }]);
    let patch = json!({ "spec": { "template": { "spec": { "containers": containers } } } });
    let deployments = staging.cluster.api(DEPLOYMENT, Some(NAMESPACE));
    let patched = deployments
        .patch("transcription", &PatchParams::default(), &Patch::Strategic(patch))
        .await;
    patched.expect("it is patched");
    let faults = async || {
        let maps = staging.cluster.api(("", "v1", "ConfigMap"), Some(NAMESPACE));
        let map = maps.get_opt("transcription-faults").await.expect("an answer")?;
        map.data["data"]["FAULTS"].as_str().map(str::to_owned)
    };
    let restarted = async || {
        let deployment = deployments.get("transcription").await.expect("it is there");
        deployment.data["spec"]["template"]["metadata"]["annotations"]["kubectl.kubernetes.io/restartedAt"].clone()
    };
    let child = staging.spawn();
    assert_eq!(until("the faults are there", faults).await, "slow,queue_stall");
    assert_eq!(
        staging.reverts().await,
        [
            json!(["delete", "configmap", "transcription-faults", "--ignore-not-found"]),
            json!(["rollout", "restart", "deployment/transcription"])
        ]
    );
    let first = until("the pods are replaced", async || {
        Some(restarted().await).filter(Value::is_string)
    })
    .await;
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("never Alert"), "{text}");
    assert_eq!(faults().await, None);
    assert_ne!(
        restarted().await,
        first,
        "the pods are replaced again without the faults"
    );
    staging.tree.write("gamedays/workers-gone.yaml", SCENARIO);
}

/// A network policy between two workloads. Nothing enforces it here: what is tested is that it is there, and goes.
async fn cut_off(staging: &Staging) {
    let without_platform: Vec<&str> = SCENARIO.lines().filter(|line| !line.starts_with("platform")).collect();
    let scenario = without_platform.join("\n").replace(
        "stop: transcription",
        "cut_off: {service: transcription, from: rabbitmq}",
    );
    staging.tree.write("gamedays/workers-gone.yaml", scenario + "\n");
    let policies = staging.cluster.api(NETWORK_POLICY, Some(NAMESPACE));
    let deny = json!({ "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": { "name": "deny" }, "spec": { "podSelector": {} } });
    staging.cluster.create(NETWORK_POLICY, Some(NAMESPACE), deny).await;
    let output = staging.command(&["workers-gone", "--yes"]).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("the NetworkPolicy 'deny' is for statefulset/rabbitmq already: policies add up"),
        "{text}"
    );
    assert!(staging.switch().await.is_none());
    policies
        .delete("deny", &DeleteParams::default())
        .await
        .expect("it is deleted");

    let child = staging.spawn();
    let policy = until("the policy is there", async || staging.policy().await).await;
    assert_eq!(policy["metadata"]["labels"]["gameday/scenario"], "workers-gone");
    assert_eq!(
        policy["spec"],
        json!({
            "podSelector": { "matchLabels": { "app": "rabbitmq" } }, "policyTypes": ["Ingress"],
            "ingress": [{ "from": [
                { "namespaceSelector": { "matchExpressions": [{ "key": "kubernetes.io/metadata.name", "operator": "NotIn", "values": [NAMESPACE] }] } },
                { "podSelector": { "matchExpressions": [{ "key": "app", "operator": "NotIn", "values": ["transcription"] }] } },
            ] }],
        })
    );
    assert_eq!(
        staging.reverts().await,
        [json!(["delete", "networkpolicy", CUT_OFF, "--ignore-not-found"])]
    );
    assert!(
        staging
            .may("delete", "networking.k8s.io", "networkpolicies", CUT_OFF)
            .await
    );
    assert!(
        !staging
            .may("delete", "networking.k8s.io", "networkpolicies", "deny")
            .await
    );
    assert!(!staging.may("patch", "apps", "deployments/scale", "transcription").await);
    staging.report(0.0).await;
    until("the policy is gone", async || {
        staging.policy().await.is_none().then_some(())
    })
    .await;
    staging.report(2.0).await;
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let result: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let scenario = &result["scenarios"][0];
    assert_eq!(scenario["result"], "as expected", "{result:#}");
    let conditions = scenario["verdict"]["conditions"].to_string();
    assert!(
        conditions.contains("if the cluster's network plugin enforces policies"),
        "{conditions}"
    );
    assert_eq!(staging.replicas().await, 3);
    assert!(staging.switch().await.is_none());
    staging.tree.write("gamedays/workers-gone.yaml", SCENARIO);
}

async fn killed(staging: &Staging) {
    let mut child = Process(staging.spawn());
    until("the workers are stopped", async || {
        (staging.replicas().await == 0).then_some(())
    })
    .await;
    child.0.kill().expect("it runs");
    assert!(staging.switch().await.is_some(), "the switch reverts it later");
    let second = staging.command(&["workers-gone", "--yes"]).output().expect("it runs");
    let text = String::from_utf8_lossy(&second.stdout).into_owned();
    assert!(text.contains("another game day runs"), "{text}");
    // What it does, and nothing else.
    assert!(staging.may("patch", "apps", "deployments/scale", "transcription").await);
    assert!(staging.may("delete", "batch", "cronjobs", "gameday").await);
    assert!(!staging.may("patch", "apps", "deployments/scale", "ingestion").await);
    assert!(!staging.may("patch", "apps", "deployments", "transcription").await);
    assert!(
        !staging
            .may("delete", "networking.k8s.io", "networkpolicies", CUT_OFF)
            .await
    );
}
