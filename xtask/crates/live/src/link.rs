//! `live link`: the controller of `DatadogLinkedResource`.
//!
//! It watches the linked resources and all `DatadogGenericResource`s of one namespace ([`watch`]), looks at each linked resource that a change concerns ([`reconcile`]), puts the
//! ids into its payload ([`resolution`]), writes a `DatadogGenericResource` of the same name ([`desired`]) and says in the status what it did or waits for ([`report`]).

mod context;
mod desired;
mod lease;
mod log;
mod metrics;
mod reconcile;
mod references;
mod report;
mod resolution;
mod retry;
mod server;
mod startup;
mod watch;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clap::Args;
use cli::{Exit, VerbResult};
use diagnostics::Diagnostic;
use futures::channel::mpsc;
use futures::{FutureExt, StreamExt};
use kube::Api;
use kube::runtime::controller::{self, applier};
use kube::runtime::events::{Recorder, Reporter};
use kube::runtime::reflector::ObjectRef;
use kube::runtime::reflector::store::Writer;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch::Receiver;

use context::{Context, Written};
use lease::Election;
use log::Status;
use server::Shown;
use startup::Cluster;

/// The name of the lease, and who reports events.
const CONTROLLER: &str = "datadog-link";

/// Objects that are written at the same time: enough to hide the API server's latency, few enough for its limit on requests in flight.
const CONCURRENCY: u16 = 16;

/// Run the controller of DatadogLinkedResource in a cluster
///
/// Reads the ids of the objects that a DatadogLinkedResource refers to from the status of their DatadogGenericResources, and writes a DatadogGenericResource of
/// the same name with the ids in its payload. Follows an id that changes. Runs until SIGTERM. Of several replicas one writes.
#[derive(Debug, Args)]
#[command(after_help = "Endpoints: /healthz, /readyz, /metrics (OpenMetrics)

Exit codes: 0 ended by a signal, 1 lost the lease (start it again), 2 wrong usage, no cluster, or a cluster without the kinds")]
pub(crate) struct LinkArgs {
    /// Namespace to watch [default: the namespace of the kubeconfig or of the pod]
    #[arg(long, value_name = "NAMESPACE")]
    namespace: Option<String>,

    /// Address of the endpoints
    #[arg(long, value_name = "ADDRESS", default_value = "0.0.0.0:8080")]
    listen: SocketAddr,

    /// Name of this replica in the lease [default: the host's name and the process's id]
    #[arg(long, value_name = "NAME")]
    identity: Option<String>,

    /// Seconds after which another replica takes over from one that does not renew the lease
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u16).range(2..=3600))]
    lease_seconds: u16,
}

/// Runs until a signal ends it or the lease is lost.
pub(crate) fn run(args: &LinkArgs) -> VerbResult {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| usage("usage/runtime", format!("cannot start threads: {error}")))?;
    runtime
        .block_on(serve(args))
        .map_err(|finding| cli::Failure::from(finding).as_usage())
}

fn usage(rule: &str, message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(rule, message))
}

async fn serve(args: &LinkArgs) -> Result<Exit, Box<Diagnostic>> {
    let cluster = startup::connect().await?;
    startup::check_kinds(&cluster.asking).await?;
    let namespace = args.namespace.clone().unwrap_or_else(|| cluster.namespace.clone());
    let identity = args.identity.clone().unwrap_or_else(identity);
    let ended = ended().map_err(|error| usage("usage/signals", format!("cannot listen to signals: {error}")))?;
    let shown = Shown::default();
    let listener = TcpListener::bind(args.listen)
        .await
        .map_err(|error| usage("usage/listen", format!("cannot listen on {}: {error}", args.listen)))?;
    if let Ok(address) = listener.local_addr() {
        log::line(
            Status::Info,
            &format!("watches the namespace {namespace} as {identity}; endpoints on {address}"),
        );
    }
    let endpoints = tokio::spawn(server::serve(listener, shown.clone()));

    let duration = Duration::from_secs(args.lease_seconds.into());
    let mut election = Election::new(
        cluster.asking.clone(),
        &namespace,
        CONTROLLER,
        identity.clone(),
        duration,
    );
    let exit = tokio::select! {
        () = signalled(ended.clone()) => Exit::Clean,
        () = election.lead() => lead(&cluster, namespace, identity, &mut election, ended, &shown).await,
    };
    election.release().await;
    endpoints.abort();
    log::line(Status::Info, "ended");
    Ok(exit)
}

/// Links until a signal or the loss of the lease ends it.
async fn lead(
    cluster: &Cluster,
    namespace: String,
    identity: String,
    election: &mut Election,
    ended: Receiver<bool>,
    shown: &Shown,
) -> Exit {
    log::line(Status::Info, "this replica leads");
    shown.metrics.leads.store(true, Ordering::Relaxed);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut links = tokio::spawn(link(cluster, namespace, identity, stopped, shown));
    let exit = tokio::select! {
        () = signalled(ended) => Exit::Clean,
        () = election.keep() => Exit::Findings,
        result = &mut links => {
            let why = result.map_or_else(|error| error.to_string(), |()| "it returned".to_owned());
            log::line(Status::Error, &format!("the controller stopped: {why}"));
            return Exit::Usage;
        }
    };
    shown.metrics.leads.store(false, Ordering::Relaxed);
    if exit == Exit::Clean {
        // Writes that have begun are finished while the lease is still ours.
        stop.send_replace(true);
    } else {
        links.abort();
    }
    match links.await {
        Err(error) if !error.is_cancelled() => log::line(Status::Error, &format!("the controller stopped: {error}")),
        Ok(()) | Err(_) => {}
    }
    exit
}

/// Watches, and looks at what changed, until `stopped`.
fn link(
    cluster: &Cluster,
    namespace: String,
    identity: String,
    stopped: Receiver<bool>,
    shown: &Shown,
) -> impl Future<Output = ()> + Send + use<> {
    let (linked, resources) = (Writer::default(), Writer::default());
    let (queue, queued) = mpsc::unbounded::<ObjectRef<_>>();
    let reporter = Reporter {
        controller: CONTROLLER.to_owned(),
        instance: Some(identity),
    };
    let context = Arc::new(Context {
        linked_api: Api::namespaced(cluster.asking.clone(), &namespace),
        resource_api: Api::namespaced(cluster.asking.clone(), &namespace),
        namespace,
        linked: linked.as_reader(),
        resources: resources.as_reader(),
        references: Mutex::default(),
        retries: Mutex::default(),
        recorder: Recorder::new(cluster.asking.clone(), reporter),
        metrics: Arc::clone(&shown.metrics),
        queue,
        written_linked: Written::default(),
        written_resources: Written::default(),
    });
    let context = Arc::clone(shown.context.get_or_init(|| context));
    let watching = cluster.watching.clone();
    async move {
        let looks = applier(
            |linked, context| reconcile::reconcile(linked, context).boxed(),
            reconcile::retry,
            Arc::clone(&context),
            context.linked.clone(),
            queued.map(Ok::<_, Infallible>).take_until(signalled(stopped).boxed()),
            controller::Config::default().concurrency(CONCURRENCY),
        );
        let looks = looks.for_each(|look| async move {
            match look {
                Ok(_) | Err(controller::Error::ReconcilerFailed(..) | controller::Error::ObjectNotFound(_)) => {}
                Err(error) => log::line(Status::Error, &format!("the queue failed: {error}")),
            }
        });
        tokio::select! {
            () = looks => {}
            () = watch::linked(linked, &watching, Arc::clone(&context)) => {}
            () = watch::resources(resources, &watching, Arc::clone(&context)) => {}
        }
    }
}

/// Becomes true at SIGTERM or Ctrl-C.
fn ended() -> std::io::Result<Receiver<bool>> {
    let (sender, receiver) = tokio::sync::watch::channel(false);
    let mut signals = [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?];
    tokio::spawn(async move {
        let [terminate, interrupt] = &mut signals;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        sender.send_replace(true);
    });
    Ok(receiver)
}

/// Waits until it is true.
async fn signalled(mut receiver: Receiver<bool>) {
    match receiver.wait_for(|ended| *ended).await {
        // A sender that is gone has ended, too.
        Ok(_) | Err(_) => {}
    }
}

/// The host's name, which is the pod's, and the process's id: two processes on one host are two candidates.
fn identity() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_else(|_| CONTROLLER.to_owned());
    format!("{}-{}", host.trim(), std::process::id())
}
