//! What the client makes of servers that do not answer as they should.

mod double;

use std::time::Duration;

use datadog_api::{Client, Config, Credentials, Endpoint, Error, ErrorKind, Kind, Request, Retry, Verdict};
use double::{Double, Reply};
use futures::TryStreamExt;
use serde_json::{Value, json};

/// A client that does not wait long.
fn client(double: &Double) -> Client {
    let environment = |name: &str| match name {
        "DD_URL" => Some(format!("http://{}", double.address)),
        "DD_API_KEY" => Some("the-api-key".to_owned()),
        "DD_APP_KEY" => Some("the-app-key".to_owned()),
        _ => None,
    };
    let config = Config {
        connect: Duration::from_secs(5),
        total: Duration::from_millis(800),
        retry: Retry {
            attempts: 3,
            pause: Duration::from_millis(1),
            wait_max: Duration::from_secs(5),
        },
        page: 2,
    };
    let endpoint = Endpoint::read(&environment, "unused.example").expect("an address");
    let credentials = Credentials::read(&environment).expect("keys");
    Client::new(endpoint, credentials, config).expect("a client")
}

fn monitors() -> Request {
    Request::get("/api/v1/monitor")
}

async fn check(replies: Vec<Reply>, expected: Result<Value, (ErrorKind, &str)>, requests: usize) {
    let double = Double::start(replies);
    let outcome = client(&double).call(&monitors()).await;
    let outcome = outcome.map_err(|error| {
        (
            error.kind,
            error.to_string().replace(&double.address.to_string(), "HOST"),
        )
    });
    assert_eq!(outcome, expected.map_err(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(double.lines().len(), requests, "{:?}", double.lines());
}

#[tokio::test]
async fn answers_that_are_not_those_of_the_api() {
    let foreign = |text| Err((ErrorKind::Foreign, text));
    check(
        vec![Reply::ok("<!doctype html>")],
        foreign("'HOST' answers with HTML (status 200)"),
        1,
    )
    .await;
    check(
        vec![Reply::ok("maintenance")],
        foreign("'HOST' answers with 11 bytes that are not JSON (status 200)"),
        1,
    )
    .await;
    check(
        vec![Reply::ok("[{\"id\"")],
        foreign("'HOST' answers with JSON that ends too early (6 bytes) (status 200)"),
        1,
    )
    .await;
    let redirect = Reply::answer(302, "location: https://elsewhere.example/\r\n", "");
    check(
        vec![redirect],
        foreign("'HOST' answers with a redirect (status 302)"),
        1,
    )
    .await;
    check(
        vec![Reply::answer(407, "", "<html>")],
        foreign("'HOST' answers with HTML (status 407)"),
        1,
    )
    .await;
}

#[tokio::test]
async fn connections_that_end_or_hang() {
    let double = Double::start(vec![Reply::Hang]);
    let error = client(&double).call(&monitors()).await.expect_err("no answer");
    assert_eq!((error.kind, double.lines().len()), (ErrorKind::Timeout, 3));
    assert!(error.to_string().contains("has not answered within 0.8 s"), "{error}");

    let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[";
    for reply in [
        Reply::Close,
        Reply::Bytes(half.to_owned()),
        Reply::Bytes("SSH-2.0-x\r\n".to_owned()),
    ] {
        let double = Double::start(vec![reply]);
        let error = client(&double).call(&monitors()).await.expect_err("half an answer");
        assert_eq!(
            (error.kind, double.lines().len()),
            (ErrorKind::Interrupted, 3),
            "{error}"
        );
    }
}

#[tokio::test]
async fn nothing_listens() {
    let address = Double::start(vec![Reply::Close]).address;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let free = listener.local_addr().expect("an address");
    drop(listener);
    assert_ne!(address, free);
    let url = format!("http://{free}");
    let endpoint = Endpoint::of_url(&url).expect("an address");
    let credentials = Credentials::read(&|name: &str| (name != "DD_ACCESS_TOKEN").then(|| "x".to_owned()));
    let config = Config {
        retry: Retry {
            attempts: 2,
            pause: Duration::from_millis(1),
            ..Retry::default()
        },
        ..Config::default()
    };
    let client = Client::new(endpoint, credentials.expect("keys"), config).expect("a client");
    let error = client.call(&monitors()).await.expect_err("nobody");
    assert_eq!(error.kind, ErrorKind::Connect);
    assert_eq!(
        error.request.as_deref(),
        Some(format!("GET {url}/api/v1/monitor").as_str())
    );
}

#[tokio::test]
async fn failures_are_tried_again_within_bounds() {
    let failed = Reply::answer(503, "", r#"{"errors": ["busy"]}"#);
    check(vec![failed.clone(), Reply::Close, Reply::ok("[1]")], Ok(json!([1])), 3).await;
    check(vec![failed], Err((ErrorKind::Server, "the API failed (status 503)")), 3).await;
    let denied = Reply::answer(403, "", r#"{"errors": ["Forbidden"]}"#);
    let text = "the keys may not do this: it needs the permission 'monitors_read'";
    check(vec![denied], Err((ErrorKind::Forbidden, text)), 1).await;
}

#[tokio::test]
async fn rate_limits_are_waited_for_as_the_headers_state_them() {
    let limited = |reset: u32| {
        Reply::answer(
            429,
            &format!("x-ratelimit-remaining: 0\r\nx-ratelimit-reset: {reset}\r\n"),
            r#"{"errors": ["Too many"]}"#,
        )
    };
    check(vec![limited(0), limited(0), Reply::ok("[]")], Ok(json!([])), 3).await;
    check(
        vec![limited(100)],
        Err((ErrorKind::RateLimited, "too many requests")),
        1,
    )
    .await;
    // The last request of a period is answered; the next one would have to wait too long, and is not sent.
    let last = Reply::answer(200, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 100\r\n", "[]");
    let double = Double::start(vec![last]);
    let client = client(&double);
    client.call(&monitors()).await.expect("the last of the period");
    let error = client.call(&monitors()).await.expect_err("a wait");
    assert_eq!((error.kind, double.lines().len()), (ErrorKind::RateLimited, 1));
    // Another class is not limited.
    client.call(&Request::get("/api/v1/slo")).await.expect("another class");
}

#[tokio::test]
async fn keys_are_in_headers_and_in_no_error() {
    let double = Double::start(vec![Reply::answer(401, "", r#"{"errors": ["Unauthorized"]}"#)]);
    let error: Error = client(&double)
        .call(&monitors().with("a", "b c&d"))
        .await
        .expect_err("refused");
    let head = &double.heads()[0];
    assert!(head.starts_with("GET /api/v1/monitor?a=b+c%26d HTTP/1.1"), "{head}");
    assert!(
        head.contains("dd-api-key: the-api-key\r\n") && head.contains("dd-application-key: the-app-key\r\n"),
        "{head}"
    );
    for text in [format!("{error:?}"), format!("{:?}", client(&double))] {
        assert!(!text.contains("the-api-key") && !text.contains("the-app-key"), "{text}");
    }
}

#[tokio::test]
async fn a_deletion_whose_answer_was_lost_is_done() {
    let gone = Reply::answer(404, "", r#"{"errors": ["Monitor not found"]}"#);
    let double = Double::start(vec![Reply::Close, gone.clone()]);
    client(&double).delete(Kind::Monitor, "7").await.expect("done");
    assert_eq!(double.lines(), ["DELETE /api/v1/monitor/7 HTTP/1.1"; 2]);
    let used = Reply::answer(
        400,
        "",
        r#"{"errors": ["monitor [7] is referenced in composite monitors"]}"#,
    );
    let double = Double::start(vec![used]);
    let error = client(&double).delete(Kind::Monitor, "7").await.expect_err("refused");
    assert_eq!(error.answer, ["monitor [7] is referenced in composite monitors"]);
}

#[tokio::test]
async fn lists_are_read_to_their_end() {
    let page = |ids: &[u32]| {
        let items: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "name": "n" })).collect();
        Reply::ok(&Value::from(items).to_string())
    };
    // The list changes while it is read: 2 appears again.
    let double = Double::start(vec![page(&[1, 2]), page(&[2, 3]), page(&[])]);
    let ids: Vec<String> = client(&double)
        .list(Kind::Monitor)
        .map_ok(|object| object.id)
        .try_collect()
        .await
        .expect("a list");
    assert_eq!(ids, ["1", "2", "3"]);
    let lines = double.lines();
    assert_eq!(lines[1], "GET /api/v1/monitor?page=1&page_size=2 HTTP/1.1");
    // A server that ignores the paging does not keep the client for ever.
    let double = Double::start(vec![page(&[1, 2])]);
    let count = client(&double)
        .list(Kind::Monitor)
        .try_fold(0, |count, _| async move { Ok(count + 1) })
        .await;
    assert_eq!((count.expect("a list"), double.lines().len()), (2, 2));
}

#[tokio::test]
async fn lists_without_objects_are_errors() {
    for body in ["{}", r#"{"data": 5}"#, "null"] {
        let double = Double::start(vec![Reply::ok(body)]);
        let error = client(&double).list(Kind::Slo).try_next_boxed().await.expect_err(body);
        assert_eq!(error.to_string(), "the answer contains no list of objects");
    }
    let double = Double::start(vec![Reply::ok(r#"[{"name": "n"}]"#)]);
    let error = client(&double)
        .list(Kind::Monitor)
        .try_next_boxed()
        .await
        .expect_err("no id");
    assert_eq!(error.to_string(), "the answer contains an object without an id");
}

/// The first item of a stream.
trait First<T> {
    async fn try_next_boxed(self) -> Result<Option<T>, Error>;
}

impl<T, S: futures::Stream<Item = Result<T, Error>>> First<T> for S {
    async fn try_next_boxed(self) -> Result<Option<T>, Error> {
        std::pin::pin!(self).try_next().await
    }
}

#[tokio::test]
async fn an_object_that_has_vanished_is_none() {
    let double = Double::start(vec![Reply::answer(404, "", r#"{"errors": ["not found"]}"#)]);
    assert_eq!(client(&double).object(Kind::Dashboard, "abc-def").await, Ok(None));
}

#[tokio::test]
async fn verdicts() {
    let refused = Reply::answer(
        400,
        "",
        r#"{"errors": ["The value provided for parameter 'query' is invalid"]}"#,
    );
    let double = Double::start(vec![Reply::ok("{}"), refused, Reply::answer(403, "", "{}")]);
    let client = client(&double);
    let ask = async || client.validate_monitor(&json!({ "query": "x" }), None).await;
    assert_eq!(ask().await, Ok(Verdict::Accepted));
    let words = vec!["The value provided for parameter 'query' is invalid".to_owned()];
    assert_eq!(ask().await, Ok(Verdict::Refused(words)));
    assert_eq!(ask().await.expect_err("no permission").kind, ErrorKind::Forbidden);
}
