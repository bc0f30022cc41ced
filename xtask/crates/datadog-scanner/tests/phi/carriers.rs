//! Where an identifier is in a line, and the line as it arrives at Datadog.

use serde_json::{Value, json};

use super::people::Identifier;

/// A place in a line.
pub(crate) struct Carrier {
    /// What it is, for the page.
    pub(crate) name: &'static str,
    /// The source of the line.
    pub(crate) source: &'static str,
    /// Whether the identifier has its label.
    pub(crate) labelled: bool,
    /// The line; `None` if the identifier cannot be there.
    pub(crate) line: fn(&Identifier) -> Option<String>,
}

const fn carrier(
    name: &'static str,
    source: &'static str,
    labelled: bool,
    line: fn(&Identifier) -> Option<String>,
) -> Carrier {
    Carrier {
        name,
        source,
        labelled,
        line,
    }
}

/// All places.
pub(crate) const CARRIERS: &[Carrier] = &[
    carrier("message, behind its label", "python", true, |one| {
        service(&json!({ "message": format!("stored {}={} for later", one.label, one.text) }))
    }),
    carrier("message, with a colon", "nodejs", true, |one| {
        service(&json!({ "message": format!("{}: {}", one.label, one.text) }))
    }),
    carrier("message, bare", "python", false, |one| {
        service(&json!({ "message": format!("stored {} for later", one.text) }))
    }),
    carrier("field that its name describes", "nodejs", true, |one| {
        service(&json!({ "message": "stored", one.label: one.text }))
    }),
    carrier("the same in camel case", "nodejs", true, |one| {
        service(&json!({ "message": "stored", camel(one.label): one.text }))
    }),
    carrier("the same as a number", "nodejs", true, |one| {
        let number: u64 = one.text.parse().ok()?;
        service(&json!({ "message": "stored", one.label: number }))
    }),
    carrier("the same, nested", "python", true, |one| {
        service(&json!({ "message": "stored", "request": { "body": { one.label: one.text } } }))
    }),
    carrier("the same, in a list", "python", true, |one| {
        service(&json!({ "message": "stored", "items": [{ "n": 1 }, { one.label: [one.text] }] }))
    }),
    carrier("field of another name", "nodejs", false, |one| {
        service(&json!({ "message": "stored", "value": one.text }))
    }),
    carrier("JSON in a text", "python", true, |one| {
        let inner = json!({ "queue": "jobs", one.label: one.text }).to_string();
        service(&json!({ "message": format!("body {inner}") }))
    }),
    carrier("query of a URL in a text", "nodejs", true, |one| {
        service(&json!({ "message": format!("GET /v1/search?{}={}&page=2", one.label, percent(&one.text)) }))
    }),
    carrier("message of an error", "python", false, |one| {
        service(
            &json!({ "message": "failed", "error": { "kind": "ValueError", "message": format!("bad value '{}'", one.text) } }),
        )
    }),
    carrier("crash of Python", "python", false, |one| {
        Some(format!(
            "Traceback (most recent call last):\n  File \"/app/main.py\", line 3, in <module>\n    check(\"{0}\")\nValueError: bad value '{0}'",
            one.text
        ))
    }),
    carrier("crash of Node.js", "nodejs", false, |one| {
        Some(format!(
            "file:///app/main.mjs:1\nthrow new Error('{0}')\n      ^\n\nError: {0}\n    at file:///app/main.mjs:1:7\n\nNode.js v20.20.2",
            one.text
        ))
    }),
    carrier("PostgreSQL: statement", "postgresql", false, |one| {
        postgresql(&format!("STATEMENT:  INSERT INTO charts VALUES ('{}')", one.text))
    }),
    carrier("PostgreSQL: statement with its duration", "postgresql", false, |one| {
        postgresql(&format!(
            "LOG:  duration: 3.122 ms  statement: SELECT * FROM charts WHERE v = '{}'",
            one.text
        ))
    }),
    carrier("PostgreSQL: detail", "postgresql", true, |one| {
        postgresql(&format!("DETAIL:  Key ({})=({}) already exists.", one.label, one.text))
    }),
    carrier("PostgreSQL: quoted value", "postgresql", false, |one| {
        postgresql(&format!(
            "ERROR:  invalid input syntax for type integer: \"{}\"",
            one.text
        ))
    }),
    carrier("PostgreSQL: second line of a statement", "postgresql", false, |one| {
        Some(format!("\tWHERE v = '{}'", one.text))
    }),
    carrier("Elasticsearch: preview of a value", "elasticsearch", true, |one| {
        let text = format!(
            "failed to parse field [{}] of type [date] in document with id '1'. Preview of field's value: '{}'",
            one.label, one.text
        );
        Some(json!({ "@timestamp": "2026-11-29T14:07:30.000Z", "log.level": "WARN", "message": text, "error.stack_trace": text }).to_string())
    }),
    carrier("Kafka: headers of a record", "kafka", true, |one| {
        Some(format!(
            "[2026-11-29 14:00:23,087] ERROR Error processing record, headers RecordHeaders(headers = [RecordHeader(key = {0}, value = {1})]) (org.apache.kafka.x.Y)\njava.lang.IllegalStateException: header {0}={1}\n\tat a.b.C.d(C.java:1)",
            one.label, one.text
        ))
    }),
    carrier("RabbitMQ: bytes of a client", "rabbitmq", false, |one| {
        Some(format!(
            "2026-11-29 13:59:38.468524+00:00 [error] <0.727.0> {{bad_header,<<\"{}\">>}}",
            one.text
        ))
    }),
    carrier("Redis: name of a client", "redis", false, |one| {
        Some(format!(
            "13724:M 29 Nov 2026 13:59:08.320 - Accepted unix socket name={}",
            one.text
        ))
    }),
    carrier("ingress: query", "nginx-ingress-controller", true, |one| {
        ingress(&format!("/v1/search?{}={}", one.label, percent(&one.text)), "-")
    }),
    carrier(
        "ingress: query of the referrer",
        "nginx-ingress-controller",
        true,
        |one| {
            ingress(
                "/v1/search",
                &format!("https://app.example.org/s?{}={}", one.label, percent(&one.text)),
            )
        },
    ),
    carrier("ingress: error of a request", "nginx-ingress-controller", true, |one| {
        Some(format!(
            "2026/11/29 14:03:41 [error] 20005#20005: *10 upstream timed out, client: 10.0.0.7, server: , request: \"GET /v1/s?{0}={1} HTTP/1.1\", upstream: \"http://10.0.0.8:7548/v1/s?{0}={1}\", host: \"api\"",
            one.label,
            percent(&one.text)
        ))
    }),
    carrier("agent: text of a check", "agent", false, |one| {
        Some(format!(
            "2026-11-29 10:00:07 UTC | CORE | WARN | (pkg/collector/x.go:1 in work) | check:http | unexpected answer '{}'",
            one.text
        ))
    }),
    carrier("a line of no pipeline", "other", false, |one| {
        Some(format!("unexpected answer '{}'", one.text))
    }),
];

fn service(fields: &Value) -> Option<String> {
    let mut line = json!({
        "status": "info", "timestamp": "2026-11-29T12:59:44.310Z", "service": "ingestion", "env": "prod", "version": "1.0.0",
        "encounter_id": "92867534-1362-4e8d-b0e0-d4ae8a2c73b2", "dd.trace_id": "6b0c21c0000000006265839b3add7c71", "dd.span_id": "7090217891095477361",
    });
    line.as_object_mut()?.extend(fields.as_object()?.clone());
    Some(line.to_string())
}

fn postgresql(entry: &str) -> Option<String> {
    Some(format!("2026-11-29 13:59:24.857 UTC [13938] {entry}"))
}

fn ingress(url: &str, referrer: &str) -> Option<String> {
    Some(format!(
        "10.0.0.7 - - [29/Nov/2026:14:03:40 +0000] \"GET {url} HTTP/1.1\" 200 53 \"{referrer}\" \"curl/7.88.1\" 85 0.002 [a-b-80] [] 10.0.0.8:80 42 0.001 200 7972fe25b7aba5d2cf7454ead7aaff06"
    ))
}

/// As a URL holds it.
pub(crate) fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// `date_of_birth` as `dateOfBirth`.
fn camel(label: &str) -> String {
    let mut words = label.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        let capital = letters.next().map(|letter| letter.to_ascii_uppercase());
        name + &capital.into_iter().chain(letters).collect::<String>()
    })
}
