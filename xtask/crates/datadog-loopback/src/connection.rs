//! Connections that can be cut on purpose.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// What happens to what the server writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It is sent.
    #[default]
    None,
    /// The connection is closed after so many more bytes.
    After(usize),
    /// The server's direction of the connection is closed; it goes on reading.
    Half,
    /// Nothing is sent, and the connection stays open.
    Silent,
}

/// The connection of a call, for its handler.
#[derive(Clone, Debug, Default)]
pub(crate) struct Peer(Arc<Mutex<Cut>>);

impl Peer {
    pub(crate) fn cut(&self, cut: Cut) {
        *self.lock() = cut;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Cut> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connected<IncomingStream<'_, Listener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Listener>) -> Self {
        stream.io().peer.clone()
    }
}

/// Accepts connections.
#[derive(Debug)]
pub(crate) struct Listener(pub(crate) TcpListener);

impl axum::serve::Listener for Listener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = axum::serve::Listener::accept(&mut self.0).await;
        let peer = Peer::default();
        (Connection { stream, peer }, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

/// A connection that can be cut.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    peer: Peer,
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let cut = *self.peer.lock();
        match cut {
            Cut::None => Pin::new(&mut self.stream).poll_write(cx, buf),
            Cut::Silent => Poll::Ready(Ok(buf.len())),
            Cut::Half => Pin::new(&mut self.stream)
                .poll_shutdown(cx)
                .map(|result| result.map(|()| buf.len())),
            Cut::After(0) => Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
            Cut::After(bytes) => {
                let part = &buf[..bytes.min(buf.len())];
                let written = Pin::new(&mut self.stream).poll_write(cx, part);
                if let Poll::Ready(Ok(count)) = &written {
                    self.peer.cut(Cut::After(bytes - count));
                }
                written
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
