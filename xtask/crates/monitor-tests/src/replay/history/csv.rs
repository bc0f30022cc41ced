//! History as CSV with a header.

use std::collections::BTreeMap;
use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};
use datadog_simulator::world::Tags;
use diagnostics::{Diagnostic, suggestion};
use jiff::Timestamp;

use super::{Export, ExportedSeries, File, TIME_END, ascending, step_s, too_long};

const COLUMNS: [&str; 5] = ["time", "value", "query", "group", "interval"];

/// The indices of the columns.
struct Columns {
    time: usize,
    value: usize,
    query: Option<usize>,
    group: Option<usize>,
    interval: Option<usize>,
}

/// The identity of a series: query and group.
type Key = (Option<String>, Tags);

/// The rows of one series.
#[derive(Default)]
struct Rows {
    points: Vec<(i64, f64)>,
    interval_s: Option<i64>,
    span: Range<usize>,
}

/// The maximum number of findings for one file.
const FINDINGS_MAX: usize = 10;

pub(super) fn read(file: &File) -> Result<Export, Vec<Diagnostic>> {
    let text = file.text.trim_start_matches('\u{feff}');
    let start = file.text.len() - text.len();
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader
        .headers()
        .cloned()
        .map_err(|e| vec![invalid_csv(file, &e, start)])?;
    let columns = columns(file, &header)?;
    let mut findings = Vec::new();
    let mut series: BTreeMap<Key, Rows> = BTreeMap::new();
    let mut covers: Option<(i64, i64)> = None;
    let mut record = StringRecord::new();
    loop {
        let at = start + usize::try_from(reader.position().byte()).unwrap_or(0);
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                findings.push(invalid_csv(file, &error, start));
                break;
            }
        }
        let end = start + usize::try_from(reader.position().byte()).unwrap_or(0);
        let line = line(&file.text, at..end);
        match row(&record, header.len(), &columns) {
            Ok(row) => {
                covers = Some(covers.map_or((row.time, row.time), |(from, to)| {
                    (from.min(row.time), to.max(row.time))
                }));
                if let Err(what) = add(&mut series, row, line.clone()) {
                    findings.push(file.error("replay/history", what, line));
                }
            }
            Err((what, help)) => {
                let finding = file.error("replay/history", what, line);
                findings.push(if help.is_empty() { finding } else { finding.help(help) });
            }
        }
        if findings.len() >= FINDINGS_MAX {
            break;
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let Some(covers) = covers else {
        return Err(vec![file.error(
            "replay/history",
            "the history has a header, but no rows",
            0..0,
        )]);
    };
    export(file, series, covers)
}

/// The byte range of a record without the line breaks around it.
fn line(text: &str, record: Range<usize>) -> Range<usize> {
    let found = text.get(record.clone()).unwrap_or_default();
    let start = record.start + (found.len() - found.trim_start().len());
    start..(start + found.trim().len())
}

fn invalid_csv(file: &File, error: &csv::Error, start: usize) -> Diagnostic {
    let at = start + error.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
    file.error("replay/history", format!("not valid CSV: {error}"), at..at)
}

fn columns(file: &File, header: &StringRecord) -> Result<Columns, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let end = file.text.find('\n').unwrap_or(file.text.len());
    let mut report = |what: String, help: String| findings.push(file.error("replay/history", what, 0..end).help(help));
    let all = || format!("columns: {}", COLUMNS.join(", "));
    for (i, name) in header.iter().enumerate() {
        if !COLUMNS.contains(&name) {
            let near = suggestion(name, COLUMNS);
            report(
                format!("unknown column '{name}'"),
                if near.is_empty() { all() } else { near },
            );
        }
        if header.iter().take(i).any(|earlier| earlier == name) {
            report(format!("two columns are named '{name}'"), "keep one of them".to_owned());
        }
    }
    let of = |name: &str| header.iter().position(|h| h == name);
    let (time, value) = (of("time"), of("value"));
    for (name, column) in [("time", time), ("value", value)] {
        if column.is_none() {
            report(
                format!("column '{name}' is missing"),
                format!("the first line must name the columns; {}", all()),
            );
        }
    }
    match (time, value) {
        (Some(time), Some(value)) if findings.is_empty() => Ok(Columns {
            time,
            value,
            query: of("query"),
            group: of("group"),
            interval: of("interval"),
        }),
        _ => Err(findings),
    }
}

struct Row {
    time: i64,
    value: Option<f64>,
    key: Key,
    interval_s: Option<i64>,
}

fn row(record: &StringRecord, width: usize, columns: &Columns) -> Result<Row, (String, String)> {
    let without_help = |what: String| (what, String::new());
    if record.len() != width {
        return Err((
            format!("{} fields, but the header has {width}", record.len()),
            "quote fields that contain commas".to_owned(),
        ));
    }
    let field = |column: usize| record.get(column).unwrap_or_default();
    let optional = |column: Option<usize>| column.map(field).filter(|text| !text.is_empty());
    let time = time(field(columns.time))?;
    let value = match field(columns.value) {
        "" => None,
        text => {
            let number = text.parse::<f64>().ok().filter(|n| n.is_finite());
            Some(number.ok_or_else(|| {
                (
                    format!("'{text}' is not a number"),
                    "leave the field empty if there is no value".to_owned(),
                )
            })?)
        }
    };
    let interval_s = optional(columns.interval)
        .map(|text| {
            text.parse::<i64>()
                .ok()
                .filter(|s| (1..=86_400 * 31).contains(s))
                .ok_or_else(|| without_help(format!("'{text}' is not an interval in seconds")))
        })
        .transpose()?;
    let tags = Tags::new(
        optional(columns.group)
            .unwrap_or_default()
            .split(',')
            .map(|t| t.trim().to_lowercase())
            .filter(|t| t != "*"),
    );
    Ok(Row {
        time,
        value,
        key: (optional(columns.query).map(str::to_owned), tags),
        interval_s,
    })
}

/// Parses `2026-11-02T03:00:00Z`, or seconds or milliseconds since 1970, which are distinguished by their size.
fn time(text: &str) -> Result<i64, (String, String)> {
    let help = || "write `2026-11-02T03:00:00Z`, or seconds since 1970".to_owned();
    let seconds = match text.parse::<i64>() {
        // 100 billion is the year 5138 in seconds, and 1973 in milliseconds
        Ok(number) if number >= 100_000_000_000 && number % 1000 == 0 => number / 1000,
        Ok(number) => number,
        Err(_) => text
            .parse::<Timestamp>()
            .map_err(|_| (format!("'{text}' is not a time with an offset from UTC"), help()))?
            .as_second(),
    };
    if (0..TIME_END).contains(&seconds) {
        Ok(seconds)
    } else {
        Err((format!("'{text}' is not a time since 1970"), help()))
    }
}

fn add(series: &mut BTreeMap<Key, Rows>, row: Row, line: Range<usize>) -> Result<(), String> {
    let rows = series.entry(row.key).or_insert_with(|| Rows {
        span: line,
        interval_s: row.interval_s,
        ..Rows::default()
    });
    if rows.interval_s != row.interval_s {
        return Err("the interval differs from the first row of the series".to_owned());
    }
    rows.points.extend(row.value.map(|value| (row.time, value)));
    Ok(())
}

fn export(file: &File, series: BTreeMap<Key, Rows>, (from, to): (i64, i64)) -> Result<Export, Vec<Diagnostic>> {
    // sparse series do not show their bucket length, but all series of a file are from one export
    let common = step_s(series.values().map(|rows| rows.points.as_slice()));
    let mut findings = Vec::new();
    let mut read = Vec::new();
    for ((query, tags), rows) in series {
        match ascending(rows.points) {
            Ok(points) => read.push(ExportedSeries {
                query,
                tags,
                bucket_s: rows.interval_s.or(common),
                points,
                span: rows.span,
            }),
            Err(time) => findings.push(
                file.error(
                    "replay/history",
                    format!("two values at {} in one series", crate::replay::print::time(time)),
                    rows.span,
                )
                .help("use the columns 'query' and 'group' to distinguish series"),
            ),
        }
    }
    let last = read.iter().filter_map(|s| s.bucket_s).max().unwrap_or(0);
    let covers = (from, to.saturating_add(last));
    findings.extend(too_long(file, covers));
    if findings.is_empty() {
        Ok(Export {
            file: file.clone(),
            requested: Vec::new(),
            covers,
            series: read,
        })
    } else {
        Err(findings)
    }
}
