//! A game day in the cluster of staging: the monitor that alerts is the one that the operator made.

use std::fs;
use std::path::{Path, PathBuf};

use datadog_api::{Client, Config, Credentials, Endpoint, Request};
use serde_json::{Value, json};
use tokio::process::Command;

use super::Outcome;
use crate::problem::{Context, Problem, Result};
use crate::session::{CHANGE, Session};
use crate::stack::cluster::{CRON_JOB, Cluster, DEPLOYMENT, NAMESPACES};
use crate::stack::process::Process;
use crate::stack::repository;
use crate::wait::wait;

/// The environment with a cluster that posts and pages nobody.
const ENVIRONMENT: &str = "staging";
/// The namespace of the services: `services_namespace` in `jsonnet/policy/platform.libsonnet`.
const SERVICES: &str = "scribemed";
/// The workload that is stopped.
const WORKLOAD: &str = "transcription";
const REPLICAS: i32 = 2;
/// The switch that a game day leaves while it runs.
const SWITCH: &str = "gameday";
/// How long its telemetry is there before it starts.
const HISTORY_S: i64 = 900;
const INTERVAL_S: i64 = 15;

const SCENARIO: &str = "
title: The workers of transcription are dead
purpose: The monitor of a real sync alerts, and everything is as before.
environment: staging
monitors: [transcription/no-consumers]
lasts: 45s
platform: {needs: [rabbitmq], speed: 1, uploads_per_minute: 1, seed: 1}
inject:
  - {what: all workers stop, at: 3s, for: 22s, stop: transcription}
expect:
  alerts:
    - {monitor: transcription/no-consumers, group: 'rabbitmq_queue:transcription.jobs', within: 18s, recovers_within: 18s}
  notified:
    - {who: slack-ml-platform-alerts-staging, monitor: transcription/no-consumers, contains: ['runbooks/transcription/no-consumers.md']}
  paged: []
";

pub(super) async fn run(session: &mut Session) -> Result<Outcome> {
    let Some(target) = session.stack.targets.get(ENVIRONMENT) else {
        return Ok(Outcome::skipped(format!("this run has no environment '{ENVIRONMENT}'")));
    };
    let cluster = &target.cluster;
    if cluster.exists(&NAMESPACES, SERVICES).await? {
        let why = format!("the cluster of '{ENVIRONMENT}' has services, in the namespace '{SERVICES}'");
        return Ok(Outcome::skipped(why));
    }
    cluster.apply(&workload(), SERVICES).await?;
    let staged = stage(session, cluster).await;
    let namespace = json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": SERVICES } });
    cluster.delete(&namespace.to_string(), SERVICES).await?;
    wait(
        "the cluster without the namespace of the services",
        CHANGE,
        async || match cluster.exists(&NAMESPACES, SERVICES).await? {
            true => Err(Problem::new("it is still there")),
            false => Ok(()),
        },
    )
    .await?;
    staged
}

/// The namespace of the services, and a workload whose pods cannot start, in a cluster that would start them.
fn workload() -> String {
    let labels = json!({ "app.kubernetes.io/name": WORKLOAD });
    let containers = json!([{ "name": "service", "image": "example.invalid/transcription:1" }]);
    let objects = [
        json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": SERVICES } }),
        json!({
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": WORKLOAD },
            "spec": {
                "replicas": REPLICAS, "selector": { "matchLabels": labels },
                "template": { "metadata": { "labels": labels }, "spec": { "containers": containers } },
            },
        }),
    ];
    objects.map(|object| object.to_string()).join("\n---\n")
}

async fn stage(session: &Session, cluster: &Cluster) -> Result<Outcome> {
    let (stack, places) = (&session.stack, &session.stack.places);
    let url = format!("http://{}", stack.datadog.address());
    let client = client(&url)?;
    let folder = places.run.join("game-day");
    let kept = folder.join("evidence");
    let before = stack.datadog.calls();
    report(&client, 2.0).await?;

    let mut command = Command::new(places.gameday.as_ref().ok_or_else(not_built)?);
    command
        .arg("--root")
        .arg(tree(&places.root, &folder.join("tree"))?)
        .args([
            "gameday",
            "workers-gone",
            "--yes",
            "--env",
            ENVIRONMENT,
            "--context",
            &context(cluster)?,
            "--keep",
        ])
        .arg(&kept)
        .envs([("DD_URL", url.as_str()), ("DD_API_KEY", "none"), ("DD_APP_KEY", "none")])
        .env("KUBECONFIG", &cluster.kubeconfig);
    let mut process = Process::start("gameday", &places.logs, command)?;
    let staged = async {
        replicas(cluster, &mut process, 0).await?;
        if !cluster.exists(&CRON_JOB, SWITCH).await? {
            return Err(Problem::new(
                "nothing would revert the failure if the game day ended now",
            ));
        }
        report(&client, 0.0).await?;
        replicas(cluster, &mut process, REPLICAS).await?;
        report(&client, 2.0).await
    };
    staged.await?;
    let ended = tokio::time::timeout(CHANGE, process.ended()).await;
    let Ok(status) = ended else {
        // It reverts what it changed before it ends.
        process.stop().await?;
        return Err(Problem::new("the game day does not end"));
    };
    let verdict = verdict(&kept)?;
    if !status?.success() {
        return Err(Problem::new(format!("not as expected: {verdict}\n{}", process.tail())));
    }
    if cluster.exists(&CRON_JOB, SWITCH).await? {
        return Err(Problem::new("the game day has left its CronJob"));
    }
    let calls = stack.datadog.calls_after(before);
    let announced = calls
        .iter()
        .filter(|call| call.method == "POST" && call.path == "/api/v1/events");
    if announced.count() != 2 {
        return Err(Problem::new(
            "the game day was not announced when it started and when it ended",
        ));
    }
    Ok(Outcome::of(1).note(verdict))
}

fn not_built() -> Problem {
    Problem::new("the binary 'gameday' is not built: run `cargo xtask e2e`, which builds it")
}

/// A copy of the definitions, with the scenario.
fn tree(root: &Path, tree: &Path) -> Result<PathBuf> {
    repository::copy(&root.join("jsonnet"), &tree.join("jsonnet"))?;
    let scenarios = tree.join("gamedays");
    fs::create_dir_all(&scenarios)
        .and_then(|()| fs::write(scenarios.join("workers-gone.yaml"), SCENARIO))
        .context(|| format!("cannot write '{}'", scenarios.display()))?;
    Ok(tree.to_owned())
}

/// The context of a cluster in its kubeconfig.
fn context(cluster: &Cluster) -> Result<String> {
    let attempt = || format!("cannot read '{}'", cluster.kubeconfig.display());
    let text = fs::read_to_string(&cluster.kubeconfig).context(attempt)?;
    let kubeconfig: Value = serde_json::from_str(&text).context(attempt)?;
    let context = kubeconfig["current-context"].as_str().map(str::to_owned);
    context.ok_or_else(|| Problem::new(format!("'{}' has no context", cluster.kubeconfig.display())))
}

fn client(url: &str) -> Result<Client> {
    let variable = |name: &str| match name {
        "DD_URL" => Some(url.to_owned()),
        "DD_API_KEY" | "DD_APP_KEY" => Some("none".to_owned()),
        _ => None,
    };
    let attempt = || "the loopback Datadog".to_owned();
    let endpoint = Endpoint::read(&variable, datadog_api::DEFAULT_SITE).context(attempt)?;
    let credentials = Credentials::read(&variable).context(attempt)?;
    Client::new(endpoint, credentials, Config::default()).context(attempt)
}

/// Sends how many consumers the queue has had until now.
async fn report(client: &Client, consumers: f64) -> Result<()> {
    let now = jiff::Timestamp::now().as_second();
    // At the times of the report before, whose points these replace.
    let points: Vec<Value> = (0..HISTORY_S / INTERVAL_S)
        .map(|back| (now / INTERVAL_S - back) * INTERVAL_S)
        .map(|at| json!({ "timestamp": at, "value": consumers }))
        .collect();
    let env = format!("env:{ENVIRONMENT}");
    let series = json!({
        "metric": "rabbitmq.queue.consumers", "type": 3, "interval": INTERVAL_S, "points": points,
        "tags": [env, "service:rabbitmq", "rabbitmq_queue:transcription.jobs"],
    });
    let request = Request::ask("/api/v2/series", None, json!({ "series": [series] }));
    client
        .call(&request)
        .await
        .context(|| "the consumers of the queue".to_owned())?;
    Ok(())
}

/// Waits until so many replicas of the workload are wanted.
async fn replicas(cluster: &Cluster, process: &mut Process, wanted: i32) -> Result<()> {
    let api = cluster.api(&DEPLOYMENT, SERVICES);
    wait(&format!("{wanted} replicas of {WORKLOAD}"), CHANGE, async || {
        process.check()?;
        let scale = api.get_scale(WORKLOAD).await.context(|| WORKLOAD.to_owned())?;
        match scale.spec.and_then(|spec| spec.replicas).unwrap_or_default() {
            found if found == wanted => Ok(()),
            found => Err(Problem::new(format!("it has {found}"))),
        }
    })
    .await
}

/// What became of each expectation, of the only run that was kept.
fn verdict(kept: &Path) -> Result<String> {
    let attempt = || format!("cannot read what was kept in '{}'", kept.display());
    let mut runs = fs::read_dir(kept).context(attempt)?;
    let run = runs.next().transpose().context(attempt)?;
    let run = run.ok_or_else(|| Problem::new(format!("'{}' has no run", kept.display())))?;
    let text = fs::read(run.path().join("verdict.json")).context(attempt)?;
    let verdict: Value = serde_json::from_slice(&text).context(attempt)?;
    let expectations = verdict["expectations"].as_array().into_iter().flatten();
    let found: Vec<&str> = expectations
        .filter_map(|expectation| expectation["found"].as_str())
        .collect();
    Ok(found.join("; "))
}
