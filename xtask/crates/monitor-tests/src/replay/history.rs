//! Exported history in a file.

mod csv;
mod response;

use std::ops::Range;
use std::sync::Arc;

use datadog_simulator::world::Tags;
use diagnostics::Diagnostic;

/// Unix seconds of the end of the year 9999: later times are milliseconds or mistakes.
const TIME_END: i64 = 253_402_300_800;
/// Datadog keeps metrics for 15 months; a longer history is a mistaken time.
const SPAN_MAX_S: i64 = 500 * 86_400;

/// One export: a response of Datadog's API, or a CSV file.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// The file that contains it.
    pub file: File,
    /// The requested queries, as written; empty for CSV.
    pub requested: Vec<String>,
    /// Start and end of the requested time, unix seconds; the time of the points if the file does not say.
    pub covers: (i64, i64),
    /// The exported series.
    pub series: Vec<ExportedSeries>,
}

/// The results of a query for one group.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportedSeries {
    /// The query, as written; `None` in CSV means the monitor's only query.
    pub query: Option<String>,
    /// The tags in the file: those of the group, and possibly those of the query's scope.
    pub tags: Tags,
    /// Seconds of a bucket; `None` if the series has only one point.
    pub bucket_s: Option<i64>,
    /// Start of each bucket in unix seconds, and its value; ascending, without duplicates.
    pub points: Vec<(i64, f64)>,
    /// The byte range in the file where it begins.
    pub span: Range<usize>,
}

/// A file with exported history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, for messages.
    pub path: String,
    /// Its content.
    pub text: Arc<str>,
}

impl File {
    /// A finding at a byte range of this file.
    pub(crate) fn error(&self, rule: &str, message: impl Into<String>, span: Range<usize>) -> Diagnostic {
        Diagnostic::error(rule, message).at(&self.path, Arc::clone(&self.text), span)
    }
}

/// Parses exported history: JSON if it begins with `{`, else CSV.
///
/// JSON is one response of `GET /api/v1/query` (`MetricsQueryResponse` in Datadog's API clients), or several one after another. CSV has a header with the columns
/// `time` and `value`, and optionally `query`, `group` and `interval`, in any order.
///
/// # Errors
/// All findings in the file.
pub fn read(path: &str, text: &str) -> Result<Vec<Export>, Vec<Diagnostic>> {
    let file = File {
        path: path.to_owned(),
        text: Arc::from(text),
    };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match start.chars().next() {
        Some('{') => response::read(&file),
        Some('[') => Err(vec![
            file.error("replay/history", "a list is not a response of Datadog's API", 0..1)
                .help("put the responses one after another, without brackets and commas"),
        ]),
        Some(_) => csv::read(&file).map(|export| vec![export]),
        None => Err(vec![file.error("replay/history", "the history is empty", 0..0)]),
    }
}

/// The points in ascending time. Rejects two values for one time, because one of them is wrong.
///
/// # Errors
/// The time with two values.
fn ascending(mut points: Vec<(i64, f64)>) -> Result<Vec<(i64, f64)>, i64> {
    points.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    match points.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(pair[0].0),
        None => Ok(points),
    }
}

/// The greatest common step of all times, in seconds; `None` for a single time.
fn step_s<'a>(series: impl IntoIterator<Item = &'a [(i64, f64)]>) -> Option<i64> {
    let mut first = None;
    let mut step = 0;
    for (time, _) in series.into_iter().flatten() {
        let first = *first.get_or_insert(*time);
        step = greatest_common_divisor(step, (time - first).abs());
    }
    (step > 0).then_some(step)
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// Reports a time span too long to be one history.
fn too_long(file: &File, (from, to): (i64, i64)) -> Option<Diagnostic> {
    (to - from > SPAN_MAX_S).then(|| {
        file.error(
            "replay/history",
            format!(
                "the history spans {} to {}, longer than Datadog keeps metrics",
                crate::replay::print::time(from),
                crate::replay::print::time(to)
            ),
            0..0,
        )
        .help("check the unit of the times: seconds and milliseconds since 1970 are distinguished by their size")
    })
}
