//! Links into Datadog's web application and into this repository. A dashboard is found by its title, everything else by tags: no link needs an
//! id.

use model::Platform;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// Encodes all but the unreserved characters of RFC 3986.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A dashboard's title with the platform's name.
pub(crate) fn dashboard_title(platform: &Platform, title: &str) -> String {
    format!("{} / {title}", platform.name)
}

/// The search for a dashboard by its whole title.
#[must_use]
pub fn dashboard(app: &str, title: &str) -> String {
    format!("{app}/dashboard/lists?q={}", encoded(title))
}

/// The monitors of a service in an environment; of all services where none is named.
#[must_use]
pub fn monitors(app: &str, env: &str, service: Option<&str>) -> String {
    format!("{app}/monitors/manage?q={}", encoded(&tags(env, service)))
}

/// The SLOs of a service in an environment.
#[must_use]
pub fn slos(app: &str, env: &str, service: Option<&str>) -> String {
    format!("{app}/slo/manage?query={}", encoded(&tags(env, service)))
}

/// The live logs of a service in an environment.
#[must_use]
pub fn logs(app: &str, env: &str, service: Option<&str>) -> String {
    search_logs(app, &tags(env, service))
}

/// The traces of a service in an environment.
#[must_use]
pub fn traces(app: &str, env: &str, service: Option<&str>) -> String {
    search_traces(app, &tags(env, service))
}

/// The events of Audit Trail that a search finds.
pub(crate) fn audits(app: &str, search: &str) -> String {
    format!("{app}/audit-trail?query={}", encoded(search))
}

pub(crate) fn search_logs(app: &str, search: &str) -> String {
    format!("{app}/logs?query={}&live=true", encoded(search))
}

pub(crate) fn search_traces(app: &str, search: &str) -> String {
    format!("{app}/apm/traces?query={}", encoded(search))
}

/// The page of a file, or with `kind` `tree` of a folder, of this repository.
pub(crate) fn repository(platform: &Platform, kind: &str, path: &str) -> String {
    format!("{}/{kind}/{}/{path}", platform.repository, platform.revision)
}

fn tags(env: &str, service: Option<&str>) -> String {
    match service {
        Some(service) => format!("env:{env} service:{service}"),
        None => format!("env:{env}"),
    }
}

/// The text as part of a URL's query.
fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, UNRESERVED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_query() {
        assert_eq!(
            dashboard("https://a", "Scribemed / S3 & Ü"),
            "https://a/dashboard/lists?q=Scribemed%20%2F%20S3%20%26%20%C3%9C"
        );
        assert_eq!(
            logs("https://a", "prod", Some("s3")),
            "https://a/logs?query=env%3Aprod%20service%3As3&live=true"
        );
    }
}
