//! The table from the files of integrations.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use serde_json::Value;

use super::table::{Check, Metric, MetricKind, Name, Table};

/// What an integration's files document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    integration: String,
    /// Name, type, unit.
    metrics: Vec<(String, MetricKind, String)>,
    /// Name, tags, statuses, the last two with commas.
    checks: Vec<[String; 3]>,
}

/// What is wrong with an integration's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// The file, below the folder of all integrations.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Display for SourceError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.reason)
    }
}

impl std::error::Error for SourceError {}

impl Source {
    /// The file of an integration's metrics, in its folder.
    pub const METRICS: &'static str = "metadata.csv";
    /// The file of its service checks.
    pub const CHECKS: &'static str = "assets/service_checks.json";

    /// Reads the texts of both files; an integration may lack either.
    ///
    /// # Errors
    /// A text is not in its format, or a value in it cannot be a word of the table.
    pub fn new(integration: &str, metrics: Option<&str>, checks: Option<&str>) -> Result<Self, SourceError> {
        let error = |file: &str, reason| SourceError {
            file: format!("{integration}/{file}"),
            reason,
        };
        Ok(Self {
            integration: integration.to_owned(),
            metrics: read_metrics(metrics.unwrap_or_default()).map_err(|reason| error(Self::METRICS, reason))?,
            checks: read_checks(checks.unwrap_or("[]")).map_err(|reason| error(Self::CHECKS, reason))?,
        })
    }
}

/// The table of all integrations.
#[must_use]
pub fn from_source<'t>(source: &'t str, as_of: &'t str, integrations: &'t [Source]) -> Table<'t> {
    let (mut metrics, mut checks) = (BTreeSet::new(), BTreeSet::new());
    for Source {
        integration,
        metrics: own_metrics,
        checks: own_checks,
    } in integrations
    {
        metrics.extend(own_metrics.iter().map(|(name, kind, unit)| Metric {
            name: Name::new(integration, name),
            kind: *kind,
            unit,
        }));
        checks.extend(own_checks.iter().map(|[name, groups, statuses]| Check {
            name: Name::new(integration, name),
            groups,
            statuses,
        }));
    }
    Table {
        source,
        as_of,
        metrics: metrics.into_iter().collect(),
        checks: checks.into_iter().collect(),
        ..Table::default()
    }
}

/// A word of the table: it has no space and no comma.
fn word(text: &str) -> Result<&str, String> {
    let is_word = !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == ',');
    is_word
        .then_some(text)
        .ok_or_else(|| format!("'{}' is no name", text.escape_debug()))
}

/// A unit, which may consist of several words: `garbage collection`.
fn unit(text: &str) -> Result<&str, String> {
    match text.split(' ').try_for_each(|part| word(part).map(drop)) {
        Ok(()) => Ok(text),
        Err(_) => Err(format!("'{}' is no unit", text.escape_debug())),
    }
}

fn read_metrics(text: &str) -> Result<Vec<(String, MetricKind, String)>, String> {
    let mut records = records(text)?.into_iter();
    let Some(header) = records.next() else {
        return Ok(Vec::new());
    };
    let column = |name: &str| {
        let at = header.iter().position(|column| column == name);
        at.ok_or_else(|| format!("it has no column '{name}'"))
    };
    let columns = [
        column("metric_name")?,
        column("metric_type")?,
        column("unit_name")?,
        column("per_unit_name")?,
    ];
    let metric = |record: Vec<String>| {
        let fields = columns.map(|at| record.get(at).map_or("", |field| field.trim()));
        let [name, kind, counted, per_unit] = fields;
        let kind = MetricKind::ALL
            .into_iter()
            .find(|known| known.as_str() == kind)
            .ok_or_else(|| {
                format!(
                    "metric '{}' has the unknown type '{}'",
                    name.escape_debug(),
                    kind.escape_debug()
                )
            })?;
        let unit = match (counted, per_unit) {
            ("", "") => String::new(),
            (counted, "") => unit(counted)?.to_owned(),
            ("", per) => format!("/{}", unit(per)?),
            (counted, per) => format!("{}/{}", unit(counted)?, unit(per)?),
        };
        Ok((word(name)?.to_owned(), kind, unit))
    };
    records.map(metric).collect()
}

fn read_checks(text: &str) -> Result<Vec<[String; 3]>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let checks = value.as_array().ok_or("it is not a list")?;
    let words = |check: &Value, field: &str| -> Result<String, String> {
        let items = check[field].as_array().into_iter().flatten();
        let words: Vec<_> = items
            .map(|item| word(item.as_str().unwrap_or_default()))
            .collect::<Result<_, _>>()?;
        Ok(words.join(","))
    };
    let read = |check: &Value| {
        let name = word(check["check"].as_str().unwrap_or_default())?.to_owned();
        let statuses = words(check, "statuses")?;
        if statuses.is_empty() {
            return Err(format!("check '{name}' has no statuses"));
        }
        Ok([name, words(check, "groups")?, statuses])
    };
    checks.iter().map(read).collect()
}

/// The records of a CSV file (RFC 4180): a field in quotes may hold commas, line breaks and doubled quotes.
fn records(text: &str) -> Result<Vec<Vec<String>>, String> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    if quoted {
        return Err("a quoted field does not end".to_owned());
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records.retain(|record| record.iter().any(|field| !field.is_empty()));
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrations::read;

    const METRICS: &str = "metric_name,metric_type,interval,unit_name,per_unit_name,description\r\ncache.mem.used,gauge,,byte,,\"memory, in \"\"use\"\"\nnow\"\ncache.hits,rate,,hit,second,\ncache.up,gauge,,,,\n";
    const CHECKS: &str = r#"[{"agent_version": "1", "check": "cache.can_connect", "statuses": ["ok", "critical"], "groups": ["host", "port"]}, {"check": "cache.alive", "statuses": ["ok"], "groups": []}]"#;

    #[test]
    fn the_files_of_an_integration_become_lines() {
        let sources = [
            Source::new("zebra", Some(METRICS), None).expect("metrics"),
            Source::new("cache", Some(METRICS), Some(CHECKS)).expect("metrics and checks"),
            Source::new("empty", None, None).expect("nothing"),
        ];
        let text = from_source("the sources", "2026-01", &sources).to_string();
        let (header, body) = text.split_at(text.find("cache ").expect("a prefix"));
        assert!(
            header.starts_with("# source: the sources\n# as of: 2026-01\n# checksum: "),
            "{header}"
        );
        let of = |integration: &str, checks: [&str; 2]| {
            let [alive, connects] = checks;
            format!("cache {integration}\n{alive}{connects} hits rate hit/second\n up gauge\n")
        };
        let with_checks = of(
            "cache",
            [" alive check - ok\n", " can_connect check host,port ok,critical\n"],
        );
        let expected = format!(
            "{with_checks}{}cache.mem cache\n used gauge byte\ncache.mem zebra\n used gauge byte\n",
            of("zebra", ["", ""])
        );
        assert_eq!(body, expected);
        let table = read(&text).expect("a table");
        assert_eq!(table.to_string(), text);
        assert_eq!(table.integrations()["cache"], (3, 2));
    }

    #[test]
    fn a_wrong_file_is_an_error_with_its_name() {
        let metrics = |text: &str| Source::new("cache", Some(text), None).expect_err(text).to_string();
        let checks = |text: &str| Source::new("cache", None, Some(text)).expect_err(text).to_string();
        let header = "metric_name,metric_type,unit_name,per_unit_name\n";
        assert_eq!(
            metrics("metric_name\n"),
            "cache/metadata.csv: it has no column 'metric_type'"
        );
        assert_eq!(metrics("\"a"), "cache/metadata.csv: a quoted field does not end");
        assert_eq!(
            metrics(&format!("{header}a.b,level,,\n")),
            "cache/metadata.csv: metric 'a.b' has the unknown type 'level'"
        );
        assert_eq!(
            metrics(&format!("{header}a b,gauge,,\n")),
            "cache/metadata.csv: 'a b' is no name"
        );
        assert_eq!(
            metrics(&format!("{header}a.b,gauge,a  b,\n")),
            "cache/metadata.csv: 'a  b' is no unit"
        );
        let of_checks = "cache/assets/service_checks.json: ";
        assert_eq!(checks("{}"), format!("{of_checks}it is not a list"));
        assert_eq!(checks("[{}]"), format!("{of_checks}'' is no name"));
        assert_eq!(
            checks(r#"[{"check": "up"}]"#),
            format!("{of_checks}check 'up' has no statuses")
        );
        assert!(checks("[").starts_with(of_checks));
    }
}
