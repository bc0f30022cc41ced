//! The texts of the queries that are no metric queries.

use crate::decimal;

fn quoted<T: AsRef<str>>(list: &[T]) -> String {
    list.iter()
        .map(|item| format!("\"{}\"", item.as_ref()))
        .collect::<Vec<_>>()
        .join(",")
}

/// A service check, filtered by `tags`. `last` must be at least the largest threshold; one more leaves room for a check that was late.
pub(super) fn check(check: &str, tags: &[String], by: &[&str], failures: f64) -> String {
    format!(
        "{check}.over({}).by({}).last({}).count_by_status()",
        quoted(tags),
        quoted(by),
        decimal::text(failures + 1.0)
    )
}

/// A count of log lines, without its comparison. A phrase in the search is in quotes within the quotes of the query.
pub(super) fn logs(search: &str, by: &[&str], window: &str) -> String {
    let search = search.replace('"', "\\\"");
    let grouped = if by.is_empty() {
        String::new()
    } else {
        format!(".by(\"{}\")", by.join(","))
    };
    format!("logs(\"{search}\").index(\"*\").rollup(\"count\"){grouped}.last(\"{window}\")")
}
