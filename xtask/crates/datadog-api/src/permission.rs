//! Which permission a request needs, as Datadog's OpenAPI documents state it (`x-permission`), so that a refusal can name it.

use crate::request::Method;

/// The permissions by the beginning of the path: to read, and to change something.
const TABLE: [(&str, &str, &str); 7] = [
    ("/api/v1/monitor/validate", "monitors_read", "monitors_read"),
    ("/api/v1/monitor/{id}/validate", "monitors_read", "monitors_read"),
    ("/api/v1/monitor", "monitors_read", "monitors_write"),
    ("/api/v1/slo", "slos_read", "slos_write"),
    ("/api/v1/dashboard", "dashboards_read", "dashboards_write"),
    ("/api/v2/downtime", "monitors_downtime", "monitors_downtime"),
    ("/api/v1/synthetics", "synthetics_read", "synthetics_write"),
];

/// The permission of a request; `None` for a path that this crate does not call.
#[must_use]
pub fn permission(method: Method, template: &str) -> Option<&'static str> {
    let row = TABLE.iter().find(|(start, ..)| template.starts_with(start))?;
    Some(if method == Method::Get { row.1 } else { row.2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_by_request() {
        let check = |method, template, expected| assert_eq!(permission(method, template), expected, "{template}");
        check(Method::Get, "/api/v1/monitor/{id}", Some("monitors_read"));
        check(Method::Delete, "/api/v1/monitor/{id}", Some("monitors_write"));
        check(Method::Post, "/api/v1/monitor/validate", Some("monitors_read"));
        check(Method::Get, "/api/v1/slo/search", Some("slos_read"));
        check(Method::Get, "/api/v1/org", None);
    }
}
