//! Reading the table.

use super::table::{Check, Metric, MetricKind, Name, Table};
use crate::charts::TableError;

/// Reads the text that [`Table`] prints.
///
/// # Errors
/// The first line that cannot be read.
pub fn read(text: &str) -> Result<Table<'_>, TableError> {
    let mut table = Table::default();
    let mut above = None;
    for (index, line) in text.lines().enumerate() {
        let error = |reason| TableError {
            line: index + 1,
            reason,
        };
        if let Some(comment) = line.strip_prefix("# ") {
            match comment.split_once(": ") {
                Some(("source", source)) => table.source = source,
                Some(("as of", month)) => table.as_of = month,
                Some(("checksum", _)) => {}
                _ => return Err(error("a header is a source, a month or a checksum")),
            }
        } else if let Some(entry) = line.strip_prefix(' ') {
            let above = above.ok_or_else(|| error("its prefix is missing"))?;
            read_entry(&mut table, above, entry).map_err(error)?;
        } else {
            let (prefix, integration) = line
                .split_once(' ')
                .ok_or_else(|| error("a prefix is followed by its integration"))?;
            let prefix = if prefix == "-" { "" } else { prefix };
            if above.is_some_and(|above| above >= (prefix, integration)) {
                return Err(error("prefixes must be sorted"));
            }
            above = Some((prefix, integration));
            if let Some(namespace) = prefix.split('.').next().filter(|first| !first.is_empty()) {
                table.namespaces.entry(integration).or_default().insert(namespace);
            }
        }
    }
    let metrics = table.metrics.is_sorted_by(|a, b| a.name < b.name);
    if !metrics || !table.checks.is_sorted_by(|a, b| a.name < b.name) {
        return Err(TableError {
            line: text.lines().count(),
            reason: "the names below a prefix must be sorted and occur once",
        });
    }
    Ok(table)
}

fn read_entry<'t>(table: &mut Table<'t>, above: (&'t str, &'t str), entry: &'t str) -> Result<(), &'static str> {
    let (leaf, facts) = entry.split_once(' ').ok_or("an entry is a name and its type")?;
    let (kind, rest) = facts.split_once(' ').unwrap_or((facts, ""));
    if leaf.is_empty() || kind.is_empty() {
        return Err("an entry is a name and its type");
    }
    let (prefix, integration) = above;
    let name = Name {
        prefix,
        integration,
        leaf,
    };
    if let Some(kind) = MetricKind::ALL.into_iter().find(|known| known.as_str() == kind) {
        table.metrics.push(Metric { name, kind, unit: rest });
        return Ok(());
    }
    if kind != "check" {
        return Err("a type is count, gauge, rate or check");
    }
    let (groups, statuses) = rest
        .split_once(' ')
        .filter(|(_, statuses)| !statuses.contains(' '))
        .ok_or("a check has tags, or -, and statuses")?;
    table.checks.push(Check {
        name,
        groups: if groups == "-" { "" } else { groups },
        statuses,
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_is_an_error_with_its_number() {
        let reason = |text| read(text).expect_err(text).to_string();
        for (text, expected) in [
            ("# by: me\n", "line 1: a header is a source, a month or a checksum"),
            (" used gauge\n", "line 1: its prefix is missing"),
            ("redis\n", "line 1: a prefix is followed by its integration"),
            ("redis redisdb\n used\n", "line 2: an entry is a name and its type"),
            (
                "redis redisdb\n used guage\n",
                "line 2: a type is count, gauge, rate or check",
            ),
            (
                "redis redisdb\n up check host ok up\n",
                "line 2: a check has tags, or -, and statuses",
            ),
            (
                "redis redisdb\n up check host\n",
                "line 2: a check has tags, or -, and statuses",
            ),
            ("redis redisdb\nntp ntp\n", "line 2: prefixes must be sorted"),
            (
                "a b\n y gauge\n x gauge\n",
                "line 3: the names below a prefix must be sorted and occur once",
            ),
            (
                "a b\n x gauge\n x count\n",
                "line 3: the names below a prefix must be sorted and occur once",
            ),
        ] {
            assert_eq!(reason(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let text = "# source: s\n# as of: 2026-01\n# checksum: 9aaef74f6ba5ef8c\n- otel\n alone count\na.b c\n d gauge garbage collection/second\n up check - ok,critical\n";
        let table = read(text).expect("a table");
        assert_eq!((table.source, table.as_of), ("s", "2026-01"));
        assert_eq!((table.metrics.len(), table.checks.len()), (2, 1));
        assert_eq!(read(&table.to_string()), Ok(table.clone()));
        assert_eq!(
            table.metrics[0].name.to_string() + " " + &table.metrics[1].name.to_string(),
            "alone a.b.d"
        );
    }
}
