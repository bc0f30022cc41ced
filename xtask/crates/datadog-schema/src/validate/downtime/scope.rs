//! The groups that a downtime mutes.

use crate::payload::Problem;
use datadog_query::downtime_scope;

use crate::validate::parse_error;

/// A scope of version 2 (doc: monitors/downtimes, "Downtime scope limitations").
pub(super) fn check(scope: &str, path: &str, out: &mut Vec<Problem>) {
    if let Err(error) = downtime_scope::parse(scope) {
        out.push(parse_error::problem("downtime/scope", path, error));
    }
}

/// A scope of version 1: tags with commas between them, "in `key:value` format" (doc: api/v1/downtimes, `scope`). The API answers with scopes of version 2 as well.
pub(super) fn check_v1(scope: &str, path: &str, out: &mut Vec<Problem>) {
    let is_list = !scope.trim().is_empty() && !scope.contains(['(', ')', '?', '"']) && !scope.contains(" AND ");
    if !is_list {
        return check(scope, path, out);
    }
    let mut start = 0;
    for piece in scope.split(',') {
        let tag = piece.trim();
        let at = start + (piece.len() - piece.trim_start().len());
        start += piece.len() + 1;
        let (message, help) = match tag.split_once(':') {
            _ if tag == "*" => continue,
            Some((key, value)) if !key.is_empty() && !value.is_empty() => continue,
            Some((_, "")) if tag.len() > 1 => (
                format!("'{tag}' has no value"),
                format!("write {tag}* to match every value"),
            ),
            _ => (
                format!("'{tag}' has no key"),
                "write tags as key:value, such as env:prod".to_owned(),
            ),
        };
        out.push(
            Problem::error("downtime/scope", path, message)
                .at(at..at + tag.len())
                .help(help),
        );
    }
}
