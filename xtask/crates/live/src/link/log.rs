//! The log: one JSON object per line on standard output, with the fields that Datadog's log intake knows. It never has a payload.

use k8s_openapi::jiff::Timestamp;
use serde_json::{Map, Value, json};

/// How bad it is, as Datadog's status remapper reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Info,
    Warn,
    Error,
}

/// Writes a line about the program.
pub(crate) fn line(status: Status, message: &str) {
    write(status, message, Map::new());
}

/// Writes a line about an object.
pub(crate) fn about(status: Status, object: &str, message: &str) {
    write(status, message, Map::from_iter([("object".to_owned(), object.into())]));
}

fn write(status: Status, message: &str, fields: Map<String, Value>) {
    let line = compose(Timestamp::now(), status, message, fields);
    cli::report::print_all(&format!("{line}\n"));
}

/// An error in one line: of an answer of the API server, its message alone.
pub(crate) fn words(error: &kube::Error) -> String {
    match error {
        kube::Error::Api(status) => status.message.clone(),
        error => error.to_string(),
    }
}

fn compose(time: Timestamp, status: Status, message: &str, fields: Map<String, Value>) -> Value {
    let status = match status {
        Status::Info => "info",
        Status::Warn => "warn",
        Status::Error => "error",
    };
    let mut line = json!({ "timestamp": time.to_string(), "status": status, "logger": { "name": "datadog-link" }, "message": message });
    if let Value::Object(line) = &mut line {
        line.extend(fields);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_json_object() {
        let fields = Map::from_iter([("object".to_owned(), "a".into())]);
        let line = compose(Timestamp::UNIX_EPOCH, Status::Warn, "two\nlines", fields).to_string();
        let expected = r#"{"logger":{"name":"datadog-link"},"message":"two\nlines","object":"a","status":"warn","timestamp":"1970-01-01T00:00:00Z"}"#;
        assert_eq!(line, expected);
    }
}
