//! Responses of `GET /api/v1/query`. The fields are those of `MetricsQueryResponse` and `MetricsQueryMetadata` in Datadog's API clients; other fields
//! (`res_type`, `resp_version`, `group_by`, ...) do not affect a replay and are ignored.

use std::ops::Range;

use datadog_simulator::world::Tags;
use diagnostics::Diagnostic;
use serde::Deserialize;

use super::{Export, ExportedSeries, File, TIME_END, ascending, too_long};

#[derive(Deserialize)]
struct Response {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    errors: Option<Vec<String>>,
    #[serde(default)]
    query: Option<String>,
    /// Milliseconds.
    #[serde(default)]
    from_date: Option<i64>,
    /// Milliseconds.
    #[serde(default)]
    to_date: Option<i64>,
    #[serde(default)]
    series: Option<Vec<Series>>,
}

#[derive(Deserialize)]
struct Series {
    #[serde(default)]
    expression: Option<String>,
    #[serde(default)]
    scope: Option<String>,
    #[serde(default)]
    tag_set: Option<Vec<String>>,
    #[serde(default)]
    query_index: Option<usize>,
    #[serde(default)]
    interval: Option<i64>,
    /// Milliseconds and value.
    #[serde(default)]
    pointlist: Vec<(f64, Option<f64>)>,
}

pub(super) fn read(file: &File) -> Result<Vec<Export>, Vec<Diagnostic>> {
    let start = file.text.len() - file.text.trim_start_matches('\u{feff}').len();
    let mut responses = serde_json::Deserializer::from_str(&file.text[start..]).into_iter::<Response>();
    let mut exports = Vec::new();
    let mut findings = Vec::new();
    loop {
        let from = start + responses.byte_offset();
        let Some(response) = responses.next() else { break };
        match response {
            Ok(response) => match export(file, response, from..start + responses.byte_offset()) {
                Ok(export) => exports.push(export),
                Err(found) => findings.extend(found),
            },
            Err(error) => {
                let at = start + offset(&file.text[start..], error.line(), error.column());
                findings.push(
                    file.error(
                        "replay/history",
                        format!("not a response of Datadog's API: {}", reason(&error)),
                        at..at,
                    )
                    .help(
                        "export with `GET /api/v1/query`, and keep the response unchanged: see docs/how-to/replay-history.md",
                    ),
                );
                break;
            }
        }
    }
    if findings.is_empty() {
        Ok(exports)
    } else {
        Err(findings)
    }
}

/// The error without its position, which the finding shows.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// The byte offset of this line and column, as serde_json counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column.saturating_sub(1)).min(text.len())
}

fn export(file: &File, response: Response, span: Range<usize>) -> Result<Export, Vec<Diagnostic>> {
    let reported = response
        .error
        .into_iter()
        .chain(response.errors.into_iter().flatten())
        .find(|e| !e.is_empty());
    if response.status.as_deref().is_some_and(|s| s != "ok") || reported.is_some() {
        let why = reported.unwrap_or_else(|| "no reason given".to_owned());
        return Err(vec![file.error(
            "replay/history",
            format!("Datadog returned an error: {why}"),
            span.start..span.start,
        )]);
    }
    let Some(series) = response.series else {
        return Err(vec![
            file.error(
                "replay/history",
                "not a response of Datadog's API: it has no field 'series'",
                span.start..span.start,
            )
            .help("export with `GET /api/v1/query`; responses of other calls have another format"),
        ]);
    };
    let requested = response.query.as_deref().map(split).unwrap_or_default();
    let mut findings = Vec::new();
    let mut read = Vec::new();
    let mut from = span.start;
    for (index, series) in series.into_iter().enumerate() {
        let place = place(file, &series, from..span.end);
        from = place.end;
        match exported(series, &requested, place.clone()) {
            Ok(exported) => read.push(exported),
            Err(what) => findings.push(file.error(
                "replay/history",
                format!("series {} of the response {what}", index + 1),
                place,
            )),
        }
    }
    let times = || {
        read.iter()
            .flat_map(|s| s.points.iter().map(|(t, _)| (*t, *t + s.bucket_s.unwrap_or(0))))
    };
    let covers = (
        response
            .from_date
            .map(|ms| ms.div_euclid(1000))
            .or_else(|| times().map(|t| t.0).min()),
        response
            .to_date
            .map(|ms| ms.div_euclid(1000))
            .or_else(|| times().map(|t| t.1).max()),
    );
    let (Some(from), Some(to)) = covers else {
        findings.push(
            file.error(
                "replay/history",
                "the response has neither points nor a time span",
                span.start..span.start,
            )
            .help("keep its fields 'from_date' and 'to_date'"),
        );
        return Err(findings);
    };
    if from > to || !(0..TIME_END).contains(&from) || !(0..TIME_END).contains(&to) {
        findings.push(file.error(
            "replay/history",
            "'from_date' and 'to_date' are not a time span in milliseconds",
            span.start..span.start,
        ));
    }
    findings.extend(too_long(file, (from, to)));
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(Export {
        file: file.clone(),
        requested,
        covers: (from, to),
        series: read,
    })
}

/// The queries of a request, separated by commas outside of brackets. They are parsed later.
fn split(text: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut queries = vec![String::new()];
    for c in text.chars() {
        match c {
            '(' | '{' => depth += 1,
            ')' | '}' => depth -= 1,
            _ => {}
        }
        match queries.last_mut() {
            Some(last) if c != ',' || depth > 0 => last.push(c),
            _ => queries.push(String::new()),
        }
    }
    queries.into_iter().map(|q| q.trim().to_owned()).collect()
}

/// The byte range of the series: its expression, which distinguishes it from the others.
fn place(file: &File, series: &Series, within: Range<usize>) -> Range<usize> {
    let found = series.expression.as_deref().and_then(|expression| {
        let json = serde_json::to_string(expression).ok()?;
        let at = within.start + file.text.get(within.clone())?.find(&json)?;
        Some(at + 1..at + json.len() - 1)
    });
    found.unwrap_or(within.start..within.start)
}

fn exported(series: Series, requested: &[String], span: Range<usize>) -> Result<ExportedSeries, String> {
    let mut points = Vec::with_capacity(series.pointlist.len());
    for (ms, value) in series.pointlist {
        let time = ms / 1000.0;
        if !(0.0..TIME_END as f64).contains(&time) || time.fract() != 0.0 {
            return Err(format!("has a point at {ms}, which is not a time in milliseconds"));
        }
        if let Some(value) = value {
            points.push((time as i64, value));
        }
    }
    let points = ascending(points).map_err(|t| format!("has two values at {}", crate::replay::print::time(t)))?;
    let query = match series.query_index {
        Some(index) if !requested.is_empty() => Some(
            requested
                .get(index)
                .cloned()
                .ok_or_else(|| format!("refers to query {index}, but the response has only {}", requested.len()))?,
        ),
        _ => series.expression,
    };
    let Some(query) = query else {
        return Err("has no query: neither 'expression' nor 'query_index'".to_owned());
    };
    let tags = match series.tag_set {
        Some(tags) if !tags.is_empty() => tags,
        _ => series.scope.unwrap_or_default().split(',').map(str::to_owned).collect(),
    };
    Ok(ExportedSeries {
        query: Some(query),
        tags: Tags::new(tags.iter().map(|t| t.trim().to_lowercase()).filter(|t| t != "*")),
        bucket_s: bucket_s(series.interval, &points)?,
        points,
        span,
    })
}

/// The longest rollup: a year.
const BUCKET_MAX_S: i64 = 366 * 86_400;

/// The length of a bucket. The clients' documentation says that `interval` is in milliseconds, but real responses have seconds. Milliseconds are recognised by
/// points that are closer together than that many seconds.
fn bucket_s(interval: Option<i64>, points: &[(i64, f64)]) -> Result<Option<i64>, String> {
    let spacing = super::step_s([points]);
    let Some(interval) = interval else { return Ok(spacing) };
    if !(1..=BUCKET_MAX_S * 1000).contains(&interval) {
        return Err(format!("has the interval {interval}, which is not a number of seconds"));
    }
    match spacing {
        None if interval > BUCKET_MAX_S => Ok(Some(interval / 1000)),
        Some(spacing) if spacing % interval != 0 => {
            if interval % 1000 == 0 && spacing % (interval / 1000) == 0 {
                return Ok(Some(interval / 1000));
            }
            Err(format!(
                "has points {spacing} s apart, which is not a multiple of its interval of {interval} s"
            ))
        }
        _ => Ok(Some(interval)),
    }
}
