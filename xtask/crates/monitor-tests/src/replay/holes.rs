//! Times without a value in the middle of a history: the replay has no data there, whether Datadog had none or the export lost it.

use crate::replay::history::{Export, ExportedSeries};
use crate::replay::print::{duration, time};

/// The notes about an export in which no series has a value for longer than a bucket. The longest time is named.
pub(crate) fn in_export(export: &Export) -> Option<String> {
    let step = export.series.iter().filter_map(|series| series.bucket_s).max()?;
    let mut times: Vec<i64> = export.series.iter().flat_map(times).collect();
    times.sort_unstable();
    let holes = holes(&times, step);
    Some(format!(
        "{}: no series has a value {}",
        export.file.path,
        described(&holes)?
    ))
}

/// The note about a series that has no value while other series of the export do. `name` says which series it is.
pub(crate) fn in_series(export: &Export, series: &ExportedSeries, name: &str) -> Option<String> {
    let own: Vec<i64> = times(series).collect();
    let mut holes = holes(&own, series.bucket_s?);
    holes.retain(|(from, to)| {
        let mut others = export.series.iter().flat_map(times);
        others.any(|time| *from < time && time < *to)
    });
    Some(format!(
        "{}: {name} has no value {}",
        export.file.path,
        described(&holes)?
    ))
}

fn times(series: &ExportedSeries) -> impl Iterator<Item = i64> {
    series.points.iter().map(|(time, _)| *time)
}

/// The pairs of neighbouring times that are more than a step apart. The times ascend.
fn holes(times: &[i64], step: i64) -> Vec<(i64, i64)> {
    let pairs = times.windows(2).filter_map(|pair| match pair {
        [from, to] => Some((*from, *to)),
        _ => None,
    });
    pairs.filter(|(from, to)| to - from > step).collect()
}

/// `for 3 h after 2026-11-02 03:00 UTC, and in 2 shorter holes; the replay has no data there`
fn described(holes: &[(i64, i64)]) -> Option<String> {
    let (from, to) = holes.iter().max_by_key(|(from, to)| to - from)?;
    let others = match holes.len() - 1 {
        0 => String::new(),
        1 => ", and in 1 other hole".to_owned(),
        more => format!(", and in {more} other holes"),
    };
    Some(format!(
        "for {} after {} UTC{others}; the replay has no data there",
        duration(to - from),
        time(*from)
    ))
}

#[cfg(test)]
mod tests {
    use crate::replay::history;

    use super::*;

    /// The notes about a CSV file.
    fn notes(rows: &str) -> (Option<String>, Vec<String>) {
        let text = format!("time,value,group,interval\n{rows}");
        let exports = history::read("a.csv", &text).expect("a history");
        let series = &exports[0].series;
        let of_series = series
            .iter()
            .filter_map(|one| in_series(&exports[0], one, &one.tags.to_string()));
        (in_export(&exports[0]), of_series.collect())
    }

    #[test]
    fn a_hole_of_all_series_is_named_once() {
        let (all, series) = notes("0,1,host:a,60\n60,1,host:a,60\n3660,1,host:a,60\n0,1,host:b,60\n7200,1,host:b,60\n");
        let expected = "a.csv: no series has a value for 1 h after 1970-01-01 00:01 UTC, and in 1 other hole; the replay has no data there";
        assert_eq!(all.as_deref(), Some(expected));
        assert_eq!(
            series,
            ["a.csv: host:b has no value for 2 h after 1970-01-01 00:00 UTC; the replay has no data there"]
        );
    }

    #[test]
    fn neighbouring_buckets_are_no_hole() {
        assert_eq!(
            notes("0,1,host:a,60\n60,1,host:a,60\n120,,host:a,60\n"),
            (None, Vec::new())
        );
    }
}
