//! ExportedSeries history, as it stands in a file.

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

/// What was exported at once: one answer of Datadog's API, or a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// The file it stands in.
    pub file: File,
    /// The queries that were asked for, as they are written; empty where the file does not say.
    pub requested: Vec<String>,
    /// The time that was asked for, unix seconds: start and end. Where the file does not say, the time of its points.
    pub covers: (i64, i64),
    /// What came back.
    pub series: Vec<ExportedSeries>,
}

/// The results of a query for one group.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportedSeries {
    /// The query as it is written; where a table does not say, the monitor's only one.
    pub query: Option<String>,
    /// The tags that the file gives: those of the group, perhaps with those of the query's scope.
    pub tags: Tags,
    /// Seconds of a bucket; nothing where the file has a single point.
    pub bucket_s: Option<i64>,
    /// Start of a bucket in unix seconds, and its value; ascending, without duplicates.
    pub points: Vec<(i64, f64)>,
    /// Where in the file it begins.
    pub span: Range<usize>,
}

/// A file of history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, for messages.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
}

impl File {
    /// An error in this file, at these bytes.
    pub(crate) fn error(&self, rule: &str, message: impl Into<String>, span: Range<usize>) -> Diagnostic {
        Diagnostic::error(rule, message).at(&self.path, Arc::clone(&self.text), span)
    }
}

/// Reads a history: JSON where it begins with `{`, else CSV.
///
/// JSON is the answer of `GET /api/v1/query` (`MetricsQueryResponse` of Datadog's API clients), or several after each other. CSV has a header and the columns
/// `time` and `value`, and where they are needed `query`, `group`, `interval`, in any order.
///
/// # Errors
/// Everything that is wrong with it, with its place.
pub fn read(path: &str, text: &str) -> Result<Vec<Export>, Vec<Diagnostic>> {
    let file = File {
        path: path.to_owned(),
        text: Arc::from(text),
    };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match start.chars().next() {
        Some('{') => response::read(&file),
        Some('[') => Err(vec![
            file.error("replay/history", "a list is no answer of Datadog's API", 0..1)
                .help("give the answers one after the other, without brackets and commas"),
        ]),
        Some(_) => csv::read(&file).map(|export| vec![export]),
        None => Err(vec![file.error("replay/history", "the history is empty", 0..0)]),
    }
}

/// The points in ascending time. Two values of one time are refused: one of them is wrong.
///
/// # Errors
/// The time that has two values.
fn ascending(mut points: Vec<(i64, f64)>) -> Result<Vec<(i64, f64)>, i64> {
    points.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    match points.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(pair[0].0),
        None => Ok(points),
    }
}

/// The greatest step that all times stand on, in seconds; nothing of a single time.
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

/// Refuses times that lie too far apart to be one history.
fn too_long(file: &File, (from, to): (i64, i64)) -> Option<Diagnostic> {
    (to - from > SPAN_MAX_S).then(|| {
        file.error(
            "replay/history",
            format!(
                "the history reaches from {} to {}, longer than Datadog keeps metrics",
                crate::replay::print::time(from),
                crate::replay::print::time(to)
            ),
            0..0,
        )
        .help("look for a time in another unit: seconds and milliseconds since 1970 are told apart by their size")
    })
}
