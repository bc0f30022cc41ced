//! Matches exported series with the monitor's queries, group by group.

use std::collections::BTreeMap;

use datadog_simulator::MetricQuery;
use datadog_simulator::world::{Series, Tags, group_name};
use diagnostics::Diagnostic;

use crate::replay::history::{Export, ExportedSeries};
use crate::replay::holes;
use crate::replay::print::{duration, time};
use crate::replay::signature::{Signature, SignatureError};

/// The monitor's queries with their results.
pub(crate) struct Matched {
    pub(crate) series: Vec<Series>,
    /// Unix seconds.
    pub(crate) covers: (i64, i64),
    /// Series that were not used and why, and times without values.
    pub(crate) notes: Vec<String>,
}

/// A query of the monitor and the series found for it.
struct Slot<'m> {
    query: &'m MetricQuery,
    signature: Signature,
    requested: bool,
    groups: BTreeMap<Tags, Vec<(&'m Export, &'m ExportedSeries)>>,
    /// How series of the same metric differ from its results.
    near: Vec<String>,
}

pub(crate) fn matched(
    queries: &[MetricQuery],
    exports: &[Export],
    interpolated: &dyn Fn(&str) -> bool,
) -> Result<Matched, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let mut slots = Vec::new();
    for query in queries {
        match Signature::parse(&query.text) {
            Ok(signature) => slots.push(Slot {
                query,
                signature,
                requested: false,
                groups: BTreeMap::new(),
                near: Vec::new(),
            }),
            Err(error) => findings.push(Diagnostic::error("replay/query", error.message)),
        }
    }
    let mut notes = Vec::new();
    for export in exports {
        export
            .requested
            .iter()
            .for_each(|text| mark_requested(&mut slots, text));
        for series in &export.series {
            match place(&mut slots, export, series) {
                Ok(None) => {}
                Ok(Some(note)) => notes.push(note),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    let covers = covered(exports).unwrap_or_else(|finding| {
        findings.push(*finding);
        (0, 0)
    });
    findings.extend(missing(&slots));
    let mut series = Vec::new();
    notes.extend(exports.iter().filter_map(holes::in_export));
    for slot in &slots {
        for (group, parts) in &slot.groups {
            // Of a counter, no value is no event.
            if !slot.query.adds_up {
                let name = format!("`{}` of {}", slot.query.text, group_name(group));
                notes.extend(
                    parts
                        .iter()
                        .filter_map(|(export, series)| holes::in_series(export, series, &name)),
                );
            }
            match joined(slot.query, group, parts, interpolated(&slot.query.metric)) {
                Ok(one) => series.push(one),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    notes.sort();
    notes.dedup();
    if findings.is_empty() {
        Ok(Matched { series, covers, notes })
    } else {
        Err(findings)
    }
}

/// Records that a query was requested: without series it simply has no data.
fn mark_requested(slots: &mut [Slot<'_>], text: &str) {
    let Ok(signature) = Signature::parse(text) else { return };
    slots
        .iter_mut()
        .filter(|s| signature.differences(&s.signature, &[]).is_empty())
        .for_each(|s| s.requested = true);
}

/// Assigns a series to its query; returns a note if it belongs to none.
fn place<'m>(
    slots: &mut [Slot<'m>],
    export: &'m Export,
    series: &'m ExportedSeries,
) -> Result<Option<String>, Box<Diagnostic>> {
    let error = |message: String, help: Option<String>| {
        let finding = export.file.error("replay/history", message, series.span.clone());
        Box::new(match help {
            Some(help) => finding.help(help),
            None => finding,
        })
    };
    let signature = match &series.query {
        Some(text) => Some(Signature::parse(text).map_err(|SignatureError { message, help }| error(message, help))?),
        None if slots.len() == 1 => None,
        None => {
            let queries: Vec<String> = slots.iter().map(|s| format!("`{}`", s.query.text)).collect();
            return Err(error(
                "the row has no query, but the monitor has several".to_owned(),
                Some(format!("add the column 'query' with one of {}", queries.join(", "))),
            ));
        }
    };
    let tags: Vec<&str> = series.tags.iter().collect();
    let mut found = false;
    for slot in slots.iter_mut() {
        let differences = signature
            .as_ref()
            .map_or_else(Vec::new, |s| s.differences(&slot.signature, &tags));
        if !differences.is_empty() {
            if signature.as_ref().is_some_and(|s| s.metric == slot.signature.metric) {
                slot.near.push(differences.join(", "));
            }
            continue;
        }
        let group = series.tags.project(&slot.query.by);
        if let Some(key) = slot.query.by.iter().find(|k| group.value(k).is_none()) {
            return Err(error(
                format!(
                    "the series has no tag '{key}', by which the monitor groups `{}`",
                    slot.query.text
                ),
                Some(format!(
                    "its tags: {}",
                    if series.tags.is_empty() {
                        "none".to_owned()
                    } else {
                        series.tags.to_string()
                    }
                )),
            ));
        }
        fits(slot.query, series).map_err(|(message, help)| error(message, Some(help)))?;
        slot.groups.entry(group).or_default().push((export, series));
        found = true;
    }
    let text = series.query.as_deref().unwrap_or_default();
    Ok((!found).then(|| format!("{}: '{text}' is not a query of this monitor; ignored", export.file.path)))
}

/// Checks that buckets of this length can be combined to those of the evaluation.
fn fits(query: &MetricQuery, series: &ExportedSeries) -> Result<(), (String, String)> {
    let (Some(bucket_s), step_s) = (series.bucket_s, query.step_s) else {
        return Ok(());
    };
    if bucket_s == step_s || (bucket_s < step_s && step_s % bucket_s == 0 && query.adds_up) {
        return Ok(());
    }
    let aggregator = if query.adds_up { "sum" } else { "avg" };
    let advice = format!(
        "append `.rollup({aggregator}, {step_s})` to the query, and export at most 1500 points at a time ({})",
        duration(1500 * step_s)
    );
    let why = if bucket_s > step_s {
        "values within a bucket cannot be restored"
    } else {
        "only sums can be combined to longer buckets"
    };
    Err((
        format!(
            "`{}` was exported in buckets of {bucket_s} s, but is evaluated in buckets of {step_s} s: {why}",
            query.text
        ),
        if query.text.contains(".rollup(") {
            format!("export it with the rollup of the monitor's query: `{}`", query.text)
        } else {
            advice
        },
    ))
}

/// The finding for queries without series in the history.
fn missing(slots: &[Slot<'_>]) -> Option<Diagnostic> {
    let missing: Vec<&Slot<'_>> = slots.iter().filter(|s| s.groups.is_empty() && !s.requested).collect();
    let quoted: Vec<String> = missing.iter().map(|s| format!("`{}`", s.query.text)).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!(
        "the history has no series of {}, which the monitor reads",
        quoted.join(" and ")
    );
    let mut near: Vec<&String> = missing.iter().flat_map(|s| &s.near).collect();
    near.sort();
    near.dedup();
    let notes = near
        .into_iter()
        .take(3)
        .map(|near| format!("a series of the same metric is from another query: {near}"));
    let all: Vec<&str> = slots.iter().map(|s| s.query.text.as_str()).collect();
    let finding = Diagnostic::error("replay/history", message)
        .help(format!("export the queries of the monitor: `{}`", all.join(",")));
    Some(notes.fold(finding, Diagnostic::note))
}

/// The time that all exports cover together. Rejects gaps, which would look like missing data.
fn covered(exports: &[Export]) -> Result<(i64, i64), Box<Diagnostic>> {
    let mut spans: Vec<&Export> = exports.iter().collect();
    spans.sort_by_key(|e| e.covers);
    let Some(first) = spans.first() else {
        return Err(Box::new(Diagnostic::error("replay/history", "no history given")));
    };
    let (from, mut to) = first.covers;
    for export in &spans {
        let bucket_s = export.series.iter().filter_map(|s| s.bucket_s).max().unwrap_or(60);
        if export.covers.0 > to.saturating_add(bucket_s) {
            return Err(Box::new(
                export
                    .file
                    .error(
                        "replay/gap",
                        format!("nothing was exported from {} to {}", time(to), time(export.covers.0)),
                        0..0,
                    )
                    .help("export that time too, or replay the parts one by one: a gap would look like missing data"),
            ));
        }
        to = to.max(export.covers.1);
    }
    Ok((from, to))
}

/// Joins the parts of one group's results from several exports.
fn joined(
    query: &MetricQuery,
    group: &Tags,
    parts: &[(&Export, &ExportedSeries)],
    interpolated: bool,
) -> Result<Series, Box<Diagnostic>> {
    let bucket_s = parts.iter().find_map(|(_, s)| s.bucket_s);
    // value, and whether its export covers its whole bucket: at the edges of the requested time, Datadog returns partial buckets
    let mut points: BTreeMap<i64, (f64, bool)> = BTreeMap::new();
    for (export, series) in parts {
        let error = |what: String, help: &str| {
            Box::new(
                export
                    .file
                    .error("replay/history", what, series.span.clone())
                    .help(help),
            )
        };
        if series.bucket_s.is_some() && series.bucket_s != bucket_s {
            let what = format!("`{}` was exported in buckets of different lengths", query.text);
            return Err(error(what, "export all parts with the same bucket length"));
        }
        for (at, value) in &series.points {
            let whole = export.covers.0 <= *at && at + bucket_s.unwrap_or(1) <= export.covers.1;
            match points.get(at) {
                Some((other, other_whole)) if other.to_bits() != value.to_bits() && whole == *other_whole => {
                    let what = format!(
                        "two values of `{}` for {} at {}",
                        query.text,
                        group_name(group),
                        time(*at)
                    );
                    let help = if whole {
                        "keep one value for each time"
                    } else {
                        "let the exports overlap by a bucket: both contain only a part of this one"
                    };
                    return Err(error(what, help));
                }
                Some((_, true)) => {}
                _ => {
                    points.insert(*at, (*value, whole));
                }
            }
        }
    }
    let points = points.into_iter().map(|(at, (value, _))| (at, value));
    Ok(query.result(group.clone(), interpolated, bucket_s.unwrap_or(query.step_s), points))
}
