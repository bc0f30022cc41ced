//! A double of a server on a plain socket, which sends what a test says, valid or not.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the double does with a request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// Sends these bytes, and closes its direction of the connection.
    Bytes(String),
    /// Closes the connection.
    Close,
    /// Sends nothing, and keeps the connection open.
    Hang,
}

impl Reply {
    /// A complete answer.
    pub(crate) fn answer(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        Self::Bytes(format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
        ))
    }

    pub(crate) fn ok(body: &str) -> Self {
        Self::answer(200, "", body)
    }
}

/// A server that answers requests one after the other; the last reply is repeated.
pub(crate) struct Double {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Double {
    pub(crate) fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            // Open connections are kept, so that a hanging one is not closed.
            let mut open = Vec::new();
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let head = read_head(&mut stream);
                let mut seen = seen.lock().expect("no test panics with it");
                let reply = replies.get(seen.len()).or(replies.last()).cloned();
                seen.push(head);
                drop(seen);
                match reply {
                    Some(Reply::Bytes(bytes)) => {
                        // The client may have gone.
                        drop(stream.write_all(bytes.as_bytes()));
                        drop(stream.shutdown(Shutdown::Write));
                        open.push(stream);
                    }
                    Some(Reply::Hang) => open.push(stream),
                    Some(Reply::Close) | None => drop(stream),
                }
            }
        });
        Self { address, requests }
    }

    /// The first lines of the requests: `GET /api/v1/monitor HTTP/1.1`.
    pub(crate) fn lines(&self) -> Vec<String> {
        let requests = self.requests.lock().expect("no test panics with it");
        requests
            .iter()
            .map(|head| head.lines().next().unwrap_or_default().to_owned())
            .collect()
    }

    /// The whole heads of the requests.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.requests.lock().expect("no test panics with it").clone()
    }
}

/// Reads a request up to its body.
fn read_head(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}
