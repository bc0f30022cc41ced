//! What an answer means: its JSON, or an error in the API's words.

use reqwest::StatusCode;
use serde_json::Value;

use crate::error::{Error, ErrorKind};
use crate::permission::permission;
use crate::request::Request;

/// The most messages of an answer that are repeated, and the longest one, in characters.
const WORDS_MAX: usize = 5;
const WORD_LEN_MAX: usize = 600;

/// The JSON of an answer. An answer without a body is null.
pub(crate) fn read(status: StatusCode, body: &[u8], request: &Request, host: &str) -> Result<Value, Error> {
    if status.is_success() {
        return if body.iter().all(u8::is_ascii_whitespace) {
            Ok(Value::Null)
        } else {
            serde_json::from_slice(body).map_err(|cause| foreign(status, body, host, Some(&cause)))
        };
    }
    if status.is_redirection() || (status.is_client_error() && looks_like_html(body)) {
        return Err(foreign(status, body, host, None));
    }
    Err(failure(status, body, request))
}

/// An answer that Datadog's API does not give.
fn foreign(status: StatusCode, body: &[u8], host: &str, cause: Option<&serde_json::Error>) -> Error {
    let what = if status.is_redirection() {
        "with a redirect".to_owned()
    } else if looks_like_html(body) {
        "with HTML".to_owned()
    } else if cause.is_some_and(serde_json::Error::is_eof) {
        format!("with JSON that ends too early ({} bytes)", body.len())
    } else {
        format!("with {} bytes that are not JSON", body.len())
    };
    Error::new(
        ErrorKind::Foreign,
        format!("'{host}' answers {what} (status {})", status.as_u16()),
    )
    .help("this is not Datadog's API: check DD_SITE, DD_URL and the proxy in HTTPS_PROXY")
}

fn looks_like_html(body: &[u8]) -> bool {
    let start = body.iter().find(|byte| !byte.is_ascii_whitespace());
    start == Some(&b'<')
}

/// An error that the API states.
fn failure(status: StatusCode, body: &[u8], request: &Request) -> Error {
    let words = words(body);
    let code = status.as_u16();
    let (kind, message, help) = match code {
        401 => (
            ErrorKind::Unauthorized,
            "the keys are not accepted".to_owned(),
            "check that DD_API_KEY and DD_APP_KEY exist, belong to the same organisation, and that DD_SITE is its site"
                .to_owned(),
        ),
        403 => forbidden(request),
        404 => (ErrorKind::NotFound, "there is no such object".to_owned(), String::new()),
        429 => (
            ErrorKind::RateLimited,
            "too many requests".to_owned(),
            "run the command again later; what it has done stays done".to_owned(),
        ),
        400..500 => (
            ErrorKind::Refused,
            format!("the API refuses the request (status {code})"),
            String::new(),
        ),
        _ => (
            ErrorKind::Server,
            format!("the API failed (status {code})"),
            "run the command again later; https://status.datadoghq.com shows known failures".to_owned(),
        ),
    };
    Error::new(kind, message).help(help).answered(words)
}

fn forbidden(request: &Request) -> (ErrorKind, String, String) {
    let keys = "the application key may be revoked, or belong to another organisation than the API key";
    match permission(request.method, request.template) {
        Some(permission) => (
            ErrorKind::Forbidden,
            format!("the keys may not do this: it needs the permission '{permission}'"),
            format!(
                "give '{permission}' to the role of the key's owner, and to the key if it has scopes; otherwise {keys}"
            ),
        ),
        None => (
            ErrorKind::Forbidden,
            "the keys may not do this".to_owned(),
            keys.to_owned(),
        ),
    }
}

/// The messages of an error: `{"errors": ["..."]}`, or a list of objects with titles and details.
pub(crate) fn words(body: &[u8]) -> Vec<String> {
    let Ok(answer) = serde_json::from_slice::<Value>(body) else {
        return Vec::new();
    };
    let errors = answer.get("errors").or_else(|| answer.get("error")).unwrap_or(&answer);
    let items = match errors {
        Value::Array(items) => items.as_slice(),
        Value::Null => &[],
        other => std::slice::from_ref(other),
    };
    items.iter().take(WORDS_MAX).map(word).collect()
}

fn word(item: &Value) -> String {
    let field = |name: &str| item.get(name).and_then(Value::as_str);
    let text = match (item.as_str(), field("title"), field("detail")) {
        (Some(text), ..) => text.to_owned(),
        (None, Some(title), Some(detail)) => format!("{title}: {detail}"),
        (None, Some(one), None) | (None, None, Some(one)) => one.to_owned(),
        (None, None, None) => item.to_string(),
    };
    let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    printable.take(WORD_LEN_MAX).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(status: u16, body: &str) -> Result<Value, String> {
        let status = StatusCode::from_u16(status).expect("a status");
        let request = Request::get("/api/v1/monitor");
        super::read(status, body.as_bytes(), &request, "h").map_err(|error| {
            let words = if error.answer.is_empty() {
                String::new()
            } else {
                format!(" [{}]", error.answer.join("; "))
            };
            format!("{error}{words}")
        })
    }

    #[test]
    fn answers() {
        let error = |status, body| read(status, body).expect_err("an error");
        assert_eq!(read(200, "[1]"), Ok(serde_json::json!([1])));
        assert_eq!(read(204, ""), Ok(Value::Null));
        assert_eq!(error(200, "<html>"), "'h' answers with HTML (status 200)");
        assert_eq!(
            error(200, "[{"),
            "'h' answers with JSON that ends too early (2 bytes) (status 200)"
        );
        assert_eq!(
            error(200, "ok!"),
            "'h' answers with 3 bytes that are not JSON (status 200)"
        );
        assert_eq!(error(302, ""), "'h' answers with a redirect (status 302)");
        assert_eq!(error(407, "<html>"), "'h' answers with HTML (status 407)");
        assert_eq!(
            error(401, "{\"errors\": [\"Unauthorized\"]}"),
            "the keys are not accepted [Unauthorized]"
        );
        assert_eq!(
            error(403, "{\"errors\": [\"Forbidden\"]}"),
            "the keys may not do this: it needs the permission 'monitors_read' [Forbidden]"
        );
        assert_eq!(error(502, "<html>"), "the API failed (status 502)");
        assert_eq!(
            error(400, r#"{"errors": [{"title": "Bad", "detail": "why"}]}"#),
            "the API refuses the request (status 400) [Bad: why]"
        );
    }

    proptest! {
        #[test]
        fn any_answer_is_read_without_a_panic(status in 100_u16..600, body in ".{0,80}") {
            drop(read(status, &body));
        }

        #[test]
        fn nested_answers_too(body in r#"\{"errors": ?(\[("x"|\{"title":"y"\}|3|null)\]|null|\{\}|"z")\}"#) {
            prop_assert!(words(body.as_bytes()).len() <= WORDS_MAX);
        }
    }
}
