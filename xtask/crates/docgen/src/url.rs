//! Where links into Datadog's web application lead. A board is found by its title, everything else by tags: no link needs an id.

use std::fmt::Write;

/// The search for a board by its title, as `jsonnet/lib/datadog/links.libsonnet` makes it for messages.
pub(crate) fn board(app: &str, title: &str) -> String {
    format!("{app}/dashboard/lists?q={}", encoded(title))
}

/// The monitors of a service in an environment; of all services where none is named.
pub(crate) fn monitors(app: &str, env: &str, service: Option<&str>) -> String {
    format!("{app}/monitors/manage?q={}", encoded(&tags(env, service)))
}

/// The SLOs of a service in an environment.
pub(crate) fn slos(app: &str, env: &str, service: Option<&str>) -> String {
    format!("{app}/slo/manage?query={}", encoded(&tags(env, service)))
}

/// The live logs of a service in an environment.
pub(crate) fn logs(app: &str, env: &str, service: Option<&str>) -> String {
    format!("{app}/logs?query={}&live=true", encoded(&tags(env, service)))
}

/// The traces of a service in an environment.
pub(crate) fn traces(app: &str, env: &str, service: Option<&str>) -> String {
    format!("{app}/apm/traces?query={}", encoded(&tags(env, service)))
}

fn tags(env: &str, service: Option<&str>) -> String {
    match service {
        Some(service) => format!("env:{env} service:{service}"),
        None => format!("env:{env}"),
    }
}

/// The text as part of a URL's query.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes every write");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_query() {
        assert_eq!(
            board("https://a", "Scribemed / S3 & Ü"),
            "https://a/dashboard/lists?q=Scribemed%20%2F%20S3%20%26%20%C3%9C"
        );
        assert_eq!(
            logs("https://a", "prod", Some("s3")),
            "https://a/logs?query=env%3Aprod%20service%3As3&live=true"
        );
    }
}
