//! `live link` as a process against a real API server. Only the Datadog operator is a double.
//!
//! The API server is started once, so this test is a program of its own: `cargo test -p live --test link -- [PART OF A CASE'S NAME...]`.

mod case;
mod cases;
mod cluster;
mod operator_double;
mod parts;
mod process;
mod rights;
mod until;

use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::StreamExt;
use kube::api::Api;
use kube::runtime::wait::{await_condition, conditions::is_crd_established};
use tokio::task::LocalSet;

use cluster::Cluster;
use parts::Parts;

type Run = fn(Arc<Cluster>) -> Pin<Box<dyn Future<Output = ()>>>;

/// Cases that run at the same time: they wait most of the time.
const AT_ONCE: usize = 4;

fn main() -> ExitCode {
    let parts = match Parts::find() {
        Ok(parts) => parts,
        Err(missing) => {
            println!("skipped: {missing}; `cargo xtask e2e` builds the parts, E2E_PARTS names a folder with them");
            return if std::env::var("CI").is_ok_and(|ci| ci == "true") {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            };
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
    LocalSet::new().block_on(&runtime, run(&parts, &filters))
}

async fn run(parts: &Parts, filters: &[String]) -> ExitCode {
    let is_wanted = |name: &str| filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str()));
    let cluster = Arc::new(Cluster::start(parts).await);
    let mut failed = run_cases(&cluster, cases::BEFORE_THE_KINDS, is_wanted).await;
    install(&cluster, include_str!("generic_definition.json")).await;
    failed += run_cases(&cluster, cases::BEFORE_OUR_KIND, is_wanted).await;
    install(&cluster, linked::CRD).await;
    failed += run_cases(&cluster, cases::CASES, is_wanted).await;
    let unused = rights::unused(&cluster.used_rights());
    if filters.is_empty() && !unused.is_empty() {
        println!("FAILED the role has rights that no case used: {unused:?}");
        failed += 1;
    }
    failed += run_cases(&cluster, cases::ON_REQUEST, |name| {
        filters.iter().any(|filter| filter == name)
    })
    .await;
    println!(
        "{}",
        if failed == 0 {
            "all cases passed".to_owned()
        } else {
            format!("{failed} failed")
        }
    );
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn run_cases(cluster: &Arc<Cluster>, cases: &[(&'static str, Run)], is_wanted: impl Fn(&str) -> bool) -> usize {
    let wanted = cases.iter().filter(|(name, _)| is_wanted(name));
    let runs = futures::stream::iter(wanted).map(|&(name, case)| {
        let cluster = Arc::clone(cluster);
        async move {
            let started = Instant::now();
            let result = tokio::task::spawn_local(case(cluster)).await;
            let seconds = started.elapsed().as_secs_f32();
            println!(
                "{} {name} ({seconds:.1} s)",
                if result.is_ok() { "ok    " } else { "FAILED" }
            );
            usize::from(result.is_err())
        }
    });
    runs.buffer_unordered(AT_ONCE)
        .fold(0, async |failed, one| failed + one)
        .await
}

async fn install(cluster: &Cluster, definition: &str) {
    let definition: serde_json::Value = serde_json::from_str(definition).expect("JSON");
    cluster.apply(&definition).await;
    let name = definition["metadata"]["name"].as_str().expect("a name");
    let established = await_condition(Api::all(cluster.client.clone()), name, is_crd_established());
    let result = tokio::time::timeout(Duration::from_secs(60), established).await;
    result
        .unwrap_or_else(|_| panic!("{name} is not established"))
        .expect("a watch");
}
