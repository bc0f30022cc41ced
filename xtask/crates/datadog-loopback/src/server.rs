//! Starting and stopping.

use std::fmt;
use std::future::IntoFuture;
use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::api;
use crate::clock::Clock;
use crate::config::Config;
use crate::connection::{Listener, Peer};
use crate::faults::Faults;
use crate::intake::udp;
use crate::journal::Journal;
use crate::keys::Keys;
use crate::limits::Limits;
use crate::shared::Shared;
use crate::store::Store;

/// How long stopping waits for calls that are being answered.
const STOP_MAX: Duration = Duration::from_millis(500);

/// A running server. Dropping it stops it and closes its connections.
#[derive(Debug)]
pub struct Server {
    /// Its address: `http://127.0.0.1:41234`.
    pub url: String,
    /// Where it reads DogStatsD, if it does.
    pub dogstatsd: Option<SocketAddr>,
    /// The objects and the telemetry it holds.
    pub store: Store,
    /// Every call it answered.
    pub journal: Journal,
    /// What goes wrong on purpose.
    pub faults: Faults,
    /// Its time.
    pub clock: Clock,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Why a server did not start.
#[derive(Debug)]
pub struct StartError {
    what: String,
    source: io::Error,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the loopback Datadog cannot {}: {}", self.what, self.source)
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

fn failed(what: impl Into<String>) -> impl FnOnce(io::Error) -> StartError {
    let what = what.into();
    move |source| StartError { what, source }
}

impl Server {
    /// Starts a server on threads of its own. It answers as soon as this returns.
    ///
    /// # Errors
    /// It cannot listen, or cannot read or write its folder.
    pub fn start(config: Config) -> Result<Self, StartError> {
        let listener = TcpListener::bind(config.listen).map_err(failed(format!("listen on {}", config.listen)))?;
        listener.set_nonblocking(true).map_err(failed("listen"))?;
        let address = listener.local_addr().map_err(failed("listen"))?;
        let clock = match config.stopped_at {
            Some(seconds) => {
                let at = Timestamp::from_second(seconds).map_err(|error| io::Error::other(error.to_string()));
                Clock::stopped(at.map_err(failed(format!("set its clock to {seconds}")))?)
            }
            None => Clock::real(),
        };
        let (store, journal) = match &config.state {
            Some(folder) => {
                let what = || format!("use the folder {}", folder.display());
                std::fs::create_dir_all(folder).map_err(failed(what()))?;
                (
                    Store::open(&folder.join("objects.jsonl")).map_err(failed(what()))?,
                    Journal::to_file(&folder.join("journal.jsonl")).map_err(failed(what()))?,
                )
            }
            None => (Store::default(), Journal::default()),
        };
        let faults = Faults::default();
        let shared = Arc::new(Shared {
            started: Instant::now(),
            keys: Keys::new(config.keys),
            clock: clock.clone(),
            store: store.clone(),
            journal: journal.clone(),
            faults: faults.clone(),
            limits: Limits::new(config.enforce_limits),
        });
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("datadog-loopback")
            .enable_all()
            .build()
            .map_err(failed("start its threads"))?;
        let listener = {
            let _entered = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(failed("listen"))?
        };
        let dogstatsd = config
            .dogstatsd
            .map(|address| listen_udp(&runtime, address, Arc::clone(&shared)))
            .transpose()?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("datadog-loopback".to_owned())
            .spawn(move || {
                runtime.block_on(serve(listener, shared, stopped));
                runtime.shutdown_timeout(STOP_MAX);
            })
            .map_err(failed("start its threads"))?;
        Ok(Self {
            url: format!("http://{address}"),
            dogstatsd,
            store,
            journal,
            faults,
            clock,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

/// Reads DogStatsD, and returns where.
fn listen_udp(runtime: &Runtime, address: SocketAddr, shared: Arc<Shared>) -> Result<SocketAddr, StartError> {
    let what = || format!("listen for DogStatsD on {address}");
    let socket = UdpSocket::bind(address).map_err(failed(what()))?;
    socket.set_nonblocking(true).map_err(failed(what()))?;
    let bound = socket.local_addr().map_err(failed(what()))?;
    let _entered = runtime.enter();
    let socket = tokio::net::UdpSocket::from_std(socket).map_err(failed(what()))?;
    runtime.spawn(udp::serve(socket, shared));
    Ok(bound)
}

async fn serve(listener: tokio::net::TcpListener, shared: Arc<Shared>, stopped: oneshot::Receiver<()>) {
    let service = api::router(shared).into_make_service_with_connect_info::<Peer>();
    tokio::select! {
        // Accepting never fails for good: axum waits and tries again.
        result = axum::serve(Listener(listener), service).into_future() => drop(result),
        // A sender that is gone stops it, too.
        result = stopped => drop(result),
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Waits until somebody ends this process: by Ctrl-C, by a request, or by closing its terminal.
///
/// # Errors
/// The process cannot wait for signals.
pub async fn stop_requested() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate, mut hangup) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
        signal(SignalKind::hangup())?,
    );
    tokio::select! {
        _ = interrupt.recv() => Ok(()),
        _ = terminate.recv() => Ok(()),
        _ = hangup.recv() => Ok(()),
    }
}

/// The same for a program without a runtime.
///
/// # Errors
/// The process cannot wait for signals.
pub fn wait_for_signal() -> io::Result<()> {
    Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(stop_requested())
}
