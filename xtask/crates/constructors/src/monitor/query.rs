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

/// A phrase in a search is in quotes within the quotes of the query.
fn escaped(search: &str) -> String {
    search.replace('"', "\\\"")
}

/// A search of Audit Trail without the events of these accounts. An event that a key causes has the address of the account that owns the key.
pub(super) fn without_accounts(search: &str, accounts: &[String]) -> String {
    match accounts {
        [] => search.to_owned(),
        [one] => format!("{search} -@usr.email:{one}"),
        several => format!("{search} -@usr.email:({})", several.join(" OR ")),
    }
}

/// One event of Audit Trail or more. An index is a part of logs: events of Audit Trail have none.
pub(super) fn audits(search: &str, window: &str) -> String {
    let search = escaped(search);
    format!("audits(\"{search}\").rollup(\"count\").last(\"{window}\") >= 1")
}

/// A count of log lines, without its comparison.
pub(super) fn logs(search: &str, by: &[&str], window: &str) -> String {
    let search = escaped(search);
    let grouped = if by.is_empty() {
        String::new()
    } else {
        format!(".by(\"{}\")", by.join(","))
    };
    format!("logs(\"{search}\").index(\"*\").rollup(\"count\"){grouped}.last(\"{window}\")")
}
