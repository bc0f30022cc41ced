//! What the hosts of our manifests serve in a run: the Git repository, the chart repository, and a double of Slack that keeps the messages.

use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::task::JoinHandle;

use crate::problem::{Context, Problem, Result};
use crate::wait::CHANGED;

/// The largest body that is read: a fetch of the repository asks in a few kilobytes.
const BODY_MAX: usize = 16 << 20;

/// A message that Slack would have shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) channel: String,
    pub(crate) text: String,
}

/// The folders that are served.
#[derive(Debug)]
pub(crate) struct Folders {
    /// Bare repositories, by their path on the host.
    pub(crate) git: PathBuf,
    /// Packaged charts and their index.
    pub(crate) charts: PathBuf,
}

#[derive(Debug)]
pub(crate) struct Origin {
    pub(crate) address: SocketAddr,
    messages: Arc<Mutex<Vec<Message>>>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    folders: Folders,
    messages: Arc<Mutex<Vec<Message>>>,
}

impl Origin {
    pub(crate) async fn start(folders: Folders) -> Result<Self> {
        let attempt = || "the server of repositories".to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context(attempt)?;
        let address = listener.local_addr().context(attempt)?;
        let messages = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::new(Shared {
            folders,
            messages: Arc::clone(&messages),
        });
        let router = Router::new().fallback(answer).with_state(shared);
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("server of repositories: {error}");
            }
        });
        Ok(Self {
            address,
            messages,
            task,
        })
    }

    /// The messages that were sent to Slack so far.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Origin {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let result = match host.unwrap_or_default() {
        "slack.com" => slack(&shared, request).await,
        "github.com" => git(&shared.folders.git, request).await,
        _ => chart(&shared.folders.charts, request.uri().path()).await,
    };
    result.unwrap_or_else(|problem| respond(StatusCode::BAD_GATEWAY, "text/plain", problem.to_string()))
}

fn respond(status: StatusCode, kind: &str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    if let Ok(kind) = kind.parse() {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// Keeps a message, and answers as Slack's `chat.postMessage` does.
async fn slack(shared: &Shared, request: Request<Body>) -> Result<Response<Body>> {
    let body = to_bytes(request.into_body(), BODY_MAX)
        .await
        .context(|| "Slack".to_owned())?;
    let form = String::from_utf8_lossy(&body);
    let field = |name: &str| {
        let mut fields = form.split('&').filter_map(|field| field.split_once('='));
        let value = fields.find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        let spaced = value.replace('+', " ");
        percent_encoding::percent_decode_str(&spaced)
            .decode_utf8_lossy()
            .into_owned()
    };
    let message = Message {
        channel: field("channel"),
        text: field("text"),
    };
    let answer = json!({ "ok": true, "channel": message.channel, "ts": "1700000000.000100", "double": true });
    if !message.channel.is_empty() {
        shared
            .messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(message);
        CHANGED.notify_waiters();
    }
    Ok(respond(StatusCode::OK, "application/json", answer.to_string()))
}

/// A file of the chart repository.
async fn chart(folder: &Path, path: &str) -> Result<Response<Body>> {
    let path = Path::new(path.trim_start_matches('/'));
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Ok(respond(StatusCode::NOT_FOUND, "text/plain", "not found"));
    }
    Ok(match tokio::fs::read(folder.join(path)).await {
        Ok(bytes) => respond(StatusCode::OK, "application/octet-stream", bytes),
        Err(_) => respond(StatusCode::NOT_FOUND, "text/plain", "not found"),
    })
}

/// Git's own server program, as a web server runs it.
async fn git(folder: &Path, request: Request<Body>) -> Result<Response<Body>> {
    let attempt = || "git http-backend".to_owned();
    let (head, body) = request.into_parts();
    let body = to_bytes(body, BODY_MAX).await.context(attempt)?;
    let text = |name: header::HeaderName| {
        head.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let mut child = Command::new("git")
        .arg("http-backend")
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("GIT_PROJECT_ROOT", folder)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("GIT_PROTOCOL", text(header::HeaderName::from_static("git-protocol")))
        .env("HTTP_CONTENT_ENCODING", text(header::CONTENT_ENCODING))
        .env("REQUEST_METHOD", head.method.as_str())
        .env("PATH_INFO", head.uri.path())
        .env("QUERY_STRING", head.uri.query().unwrap_or_default())
        .env("CONTENT_TYPE", text(header::CONTENT_TYPE))
        .env("CONTENT_LENGTH", body.len().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context(attempt)?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(&body).await.context(attempt)?;
    }
    let output = child.wait_with_output().await.context(attempt)?;
    cgi(&output.stdout).ok_or_else(|| Problem::new("git http-backend answered nothing"))
}

/// The answer of a CGI program: headers, an empty line, the body.
fn cgi(output: &[u8]) -> Option<Response<Body>> {
    let end = output.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let (head, body) = (std::str::from_utf8(&output[..end]).ok()?, &output[end + 4..]);
    let mut status = StatusCode::OK;
    let mut headers = HeaderMap::new();
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        if name.eq_ignore_ascii_case("status") {
            status = value.get(..3)?.parse().ok()?;
        } else {
            headers.append(name.parse::<header::HeaderName>().ok()?, value.parse().ok()?);
        }
    }
    let mut response = Response::new(Body::from(body.to_vec()));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_of_a_cgi_program() {
        let response = cgi(b"Status: 404 Not Found\r\nContent-Type: text/plain\r\n\r\nno").expect("a head and a body");
        assert_eq!(response.status(), 404);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/plain");
        assert!(cgi(b"Content-Type: text/plain").is_none());
    }

    #[tokio::test]
    async fn no_file_outside_the_folder_is_served() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("charts")).expect("a folder");
        std::fs::write(folder.path().join("secret"), "x").expect("a file");
        let answer = chart(&folder.path().join("charts"), "/../secret")
            .await
            .expect("an answer");
        assert_eq!(answer.status(), 404);
    }
}
