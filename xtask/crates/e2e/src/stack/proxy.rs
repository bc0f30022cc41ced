//! The way out of the stack: a proxy that leads the few hosts of our manifests to servers on loopback, and refuses every other host. So the manifests are
//! applied as they are, and a process that wants anything else of the network is found out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader as AsyncBufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use super::certificates::Certificates;
use crate::problem::{Context, Problem, Result};

/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(10);

/// Where each host leads. The double of Datadog may start again elsewhere.
pub(crate) type Routes = Arc<BTreeMap<String, SocketAddr>>;

#[derive(Debug)]
pub(crate) struct Proxy {
    pub(crate) url: String,
    refused: Arc<Mutex<BTreeSet<String>>>,
    task: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn start(routes: Routes, certificates: &Certificates) -> Result<Self> {
        let acceptor = TlsAcceptor::from(Arc::new(tls(certificates)?));
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .context(|| "proxy".to_owned())?;
        let address = listener.local_addr().context(|| "proxy".to_owned())?;
        let refused = Arc::new(Mutex::new(BTreeSet::new()));
        let shared = Arc::clone(&refused);
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    continue;
                };
                let (routes, acceptor, refused) = (Arc::clone(&routes), acceptor.clone(), Arc::clone(&shared));
                // A connection that breaks concerns only the process that opened it.
                tokio::spawn(async move { connection(stream, &routes, &acceptor, &refused).await.ok() });
            }
        });
        Ok(Self {
            url: format!("http://{address}"),
            refused,
            task,
        })
    }

    /// The hosts that some process asked for and that lead nowhere.
    pub(crate) fn refused(&self) -> BTreeSet<String> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn tls(certificates: &Certificates) -> Result<ServerConfig> {
    let attempt = || "cannot read the server's certificate".to_owned();
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_reader_iter(BufReader::new(File::open(&certificates.server).context(attempt)?))
            .collect::<std::result::Result<_, _>>()
            .context(attempt)?;
    let key = PrivateKeyDer::from_pem_file(&certificates.server_key).context(attempt)?;
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .context(attempt)
}

/// `CONNECT host:443`, then TLS with the run's own certificate, then whatever the host's server answers.
async fn connection(
    stream: TcpStream,
    routes: &BTreeMap<String, SocketAddr>,
    acceptor: &TlsAcceptor,
    refused: &Mutex<BTreeSet<String>>,
) -> Result<()> {
    let attempt = || "proxy".to_owned();
    let mut reader = AsyncBufReader::new(stream);
    let target = tokio::time::timeout(HEAD, head(&mut reader)).await.context(attempt)??;
    let host = target.rsplit_once(':').map_or(target.as_str(), |(host, _)| host);
    let mut stream = reader.into_inner();
    let Some(address) = routes.get(host) else {
        refused
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(host.to_owned());
        let answer = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return stream.write_all(answer).await.context(attempt);
    };
    stream
        .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
        .await
        .context(attempt)?;
    let mut outside = acceptor.accept(stream).await.context(attempt)?;
    let mut inside = TcpStream::connect(address).await.context(attempt)?;
    copy_bidirectional(&mut outside, &mut inside).await.context(attempt)?;
    Ok(())
}

/// Reads the head of the request and returns its target.
async fn head(reader: &mut AsyncBufReader<TcpStream>) -> Result<String> {
    let mut target = None;
    loop {
        let mut line = String::new();
        let length = reader.read_line(&mut line).await.context(|| "proxy".to_owned())?;
        if length == 0 {
            return Err(Problem::new("the request ended early"));
        }
        let line = line.trim_end();
        match (&target, line) {
            (None, _) => {
                let mut words = line.split(' ');
                let (method, host) = (words.next(), words.next());
                // Everything that leaves is encrypted: another method is a mistake of the caller.
                if method != Some("CONNECT") {
                    return Err(Problem::new(format!("'{line}' is no CONNECT")));
                }
                target = host.map(str::to_owned);
            }
            (Some(target), "") => return Ok(target.clone()),
            _ => {}
        }
    }
}
