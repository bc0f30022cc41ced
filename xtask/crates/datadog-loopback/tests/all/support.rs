//! A client that is small enough to see what goes over the wire.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use datadog_loopback::{Config, Server};
use serde_json::{Value, json};

/// The time of a stopped clock.
pub(crate) const NOW: i64 = 1_800_000_000;

/// A server whose clock is stopped.
pub(crate) fn server() -> Server {
    Server::start(Config {
        stopped_at: Some(NOW),
        ..Config::default()
    })
    .expect("a server")
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The JSON of an answer with this status.
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }
}

/// Calls with both keys and a JSON body.
pub(crate) fn call(server: &Server, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let text = body.map(ToString::to_string).unwrap_or_default();
    send(server, method, path, KEYS, text.as_bytes()).expect("an answer")
}

pub(crate) const KEYS: &[(&str, &str)] = &[
    ("dd-api-key", "a"),
    ("dd-application-key", "b"),
    ("content-type", "application/json"),
];

pub(crate) fn get(server: &Server, path: &str) -> Answer {
    call(server, "GET", path, None)
}

pub(crate) fn post(server: &Server, path: &str, body: &Value) -> Answer {
    call(server, "POST", path, Some(body))
}

/// Sends a call and reads until the server closes the connection.
pub(crate) fn send(
    server: &Server,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<Answer> {
    let address = server.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("content-length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes).ok_or_else(|| io::Error::new(io::ErrorKind::UnexpectedEof, "no whole answer"))
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let body = bytes[end + 4..].to_vec();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let whole = length.is_none_or(|(_, length)| length.parse() == Ok(body.len()));
    whole.then_some(Answer { status, headers, body })
}

/// A monitor that is accepted.
pub(crate) fn monitor(name: &str) -> Value {
    json!({
        "type": "query alert",
        "name": name,
        "message": "look at it",
        "query": "avg(last_5m):avg:queue.length{*} by {queue} > 100",
        "tags": ["env:prod", "service:notes"],
        "options": { "thresholds": { "critical": 100 } },
    })
}

/// A count SLO that is accepted.
pub(crate) fn slo(name: &str) -> Value {
    json!({
        "type": "metric",
        "name": name,
        "query": {
            "numerator": "sum:jobs.done{*}.as_count() - sum:jobs.failed{*}.as_count()",
            "denominator": "sum:jobs.done{*}.as_count()",
        },
        "thresholds": [{ "timeframe": "30d", "target": 99.5 }],
        "tags": ["env:prod", "service:notes", "team:platform"],
    })
}
