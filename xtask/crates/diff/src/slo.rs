//! Compares SLOs: target, window, SLI.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::display::value;
use crate::fact::Fact;
use crate::payload::{Payloads, different};
use crate::tags;
use crate::wording::Wording;
use model::Risk;

/// The fields that repeat the first entry of `thresholds` (doc: api/latest/service-level-objectives).
const MIRRORS: [&str; 3] = ["target_threshold", "timeframe", "warning_threshold"];

pub(crate) fn facts(old: &Value, new: &Value) -> Vec<Fact> {
    let mut payloads = Payloads::new(old, new);
    let (old_thresholds, new_thresholds) = payloads.take("thresholds");
    let (before, after) = (
        by_timeframe(old_thresholds.as_ref()),
        by_timeframe(new_thresholds.as_ref()),
    );
    let mut reported = BTreeSet::new();
    let mut facts = thresholds(&before, &after, &mut reported);
    if old_thresholds != new_thresholds {
        for mirror in MIRRORS {
            payloads.take(mirror);
        }
        if facts.is_empty() {
            facts.extend(different(
                "thresholds",
                Risk::ChangedSlo,
                old_thresholds.as_ref(),
                new_thresholds.as_ref(),
            ));
        }
    }
    let (mut old_sli, new_sli) = payloads.take("sli_specification");
    facts.extend(time_slice(old_sli.as_mut(), new_sli.as_ref()));
    facts.extend(different("SLI", Risk::ChangedSlo, old_sli.as_ref(), new_sli.as_ref()));
    for (field, what) in [
        ("query", "query"),
        ("type", "type"),
        ("monitor_ids", "monitors"),
        ("groups", "groups"),
    ] {
        facts.extend(payloads.scalar(field, what, Risk::ChangedSlo));
    }
    let (old_tags, new_tags) = payloads.take("tags");
    facts.extend(tags::facts(old_tags.as_ref(), new_tags.as_ref(), &[]));
    let mut wording = Wording::new(&reported);
    wording.field(&mut payloads, "name");
    wording.field(&mut payloads, "description");
    facts.extend(wording.facts());
    facts.extend(payloads.rest("", Risk::ChangedSlo));
    facts
}

/// Compares the thresholds of time slices if they have the same comparator, and makes them equal, so that they are not reported twice.
fn time_slice(old: Option<&mut Value>, new: Option<&Value>) -> Option<Fact> {
    const THRESHOLD: &str = "/time_slice/threshold";
    let (old, new) = (old?, new?);
    let (before, after) = (old.pointer(THRESHOLD)?.as_f64()?, new.pointer(THRESHOLD)?.as_f64()?);
    let comparator = |side: &Value| {
        side.pointer("/time_slice/comparator")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let is_looser = match comparator(new)?.as_str() {
        "<" | "<=" => after > before,
        ">" | ">=" => after < before,
        _ => return None,
    };
    if before == after || comparator(old) != comparator(new) {
        return None;
    }
    let how = format!(
        "{} -> {}",
        value(old.pointer(THRESHOLD)?),
        value(new.pointer(THRESHOLD)?)
    );
    *old.pointer_mut(THRESHOLD)? = new.pointer(THRESHOLD)?.clone();
    let risk = if is_looser { Risk::LoosenedSlo } else { Risk::Tightened };
    Some(Fact::new(risk, "time slice threshold", how))
}

/// Target and warning by time frame. Invalid entries are left out; they are compared by path.
fn by_timeframe(thresholds: Option<&Value>) -> BTreeMap<String, &Value> {
    let entries = thresholds.and_then(Value::as_array).into_iter().flatten();
    entries
        .filter_map(|entry| Some((entry.get("timeframe")?.as_str()?.to_owned(), entry)))
        .collect()
}

fn thresholds(
    before: &BTreeMap<String, &Value>,
    after: &BTreeMap<String, &Value>,
    reported: &mut BTreeSet<String>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut pairs: Vec<(&Value, &Value)> = before
        .iter()
        .filter_map(|(frame, old)| Some((*old, *after.get(frame)?)))
        .collect();
    let gone: Vec<_> = before.iter().filter(|(frame, _)| !after.contains_key(*frame)).collect();
    let come: Vec<_> = after.iter().filter(|(frame, _)| !before.contains_key(*frame)).collect();
    if let ([(old_frame, old)], [(new_frame, new)]) = (gone.as_slice(), come.as_slice()) {
        reported.extend([(*old_frame).clone(), (*new_frame).clone()]);
        facts.push(Fact::new(
            Risk::ChangedSlo,
            "window",
            format!("{old_frame} -> {new_frame}"),
        ));
        pairs.push((old, new));
    } else {
        facts.extend(
            gone.iter()
                .map(|(frame, _)| Fact::new(Risk::LoosenedSlo, format!("target over {frame}"), "removed")),
        );
        facts.extend(come.iter().map(|(frame, new)| {
            Fact::new(
                Risk::Tightened,
                format!("target over {frame}"),
                format!("added: {}", percent(new, "target")),
            )
        }));
    }
    for (old, new) in pairs {
        for (field, what) in [("target", "target"), ("warning", "warning")] {
            let numbers = [old, new].map(|side| side.get(field).and_then(Value::as_f64));
            if numbers[0] == numbers[1] {
                continue;
            }
            let lower = numbers[1].unwrap_or_default() < numbers[0].unwrap_or_default();
            reported.extend([old, new].into_iter().filter_map(|side| side.get(field)).map(value));
            let risk = if lower { Risk::LoosenedSlo } else { Risk::Tightened };
            facts.push(Fact::new(
                risk,
                what,
                format!("{} -> {}", percent(old, field), percent(new, field)),
            ));
        }
    }
    facts
}

fn percent(threshold: &Value, field: &str) -> String {
    threshold
        .get(field)
        .map_or_else(|| "none".to_owned(), |number| format!("{} %", value(number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn slo(target: f64, frame: &str, numerator: &str) -> Value {
        json!({
            "name": "A", "description": format!("jobs succeed: {target} % over {frame}."),
            "thresholds": [{ "target": target, "timeframe": frame, "warning": 99.9 }],
            "target_threshold": target, "timeframe": frame, "warning_threshold": 99.9,
            "query": { "numerator": numerator, "denominator": "d" }, "tags": ["team:a"],
        })
    }

    fn check(old: &Value, new: &Value, expected: &[&str]) {
        let found: Vec<_> = facts(old, new)
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn targets_windows_and_queries() {
        check(
            &slo(99.5, "30d", "n"),
            &slo(99.0, "30d", "n"),
            &["loosened-slo: target 99.5 % -> 99 %"],
        );
        check(
            &slo(99.0, "30d", "n"),
            &slo(99.5, "30d", "n"),
            &["tightened: target 99 % -> 99.5 %"],
        );
        check(
            &slo(99.0, "30d", "n"),
            &slo(99.0, "7d", "n"),
            &["changed-slo: window 30d -> 7d"],
        );
        check(
            &slo(99.0, "30d", "n"),
            &slo(99.0, "30d", "m"),
            &["changed-slo: query numerator n -> m"],
        );
    }

    #[test]
    fn time_slice_thresholds_are_looser_or_tighter() {
        let slo = |comparator: &str, threshold: u64| {
            let mut slo = slo(99.0, "30d", "n");
            slo["sli_specification"] =
                json!({ "time_slice": { "comparator": comparator, "threshold": threshold, "query": "q" } });
            slo
        };
        check(
            &slo("<", 60),
            &slo("<", 300),
            &["loosened-slo: time slice threshold 60 -> 300"],
        );
        check(
            &slo("<", 300),
            &slo("<", 60),
            &["tightened: time slice threshold 300 -> 60"],
        );
        check(
            &slo(">=", 60),
            &slo(">=", 50),
            &["loosened-slo: time slice threshold 60 -> 50"],
        );
        check(
            &slo("<", 60),
            &slo(">", 60),
            &["changed-slo: SLI time_slice.comparator < -> >"],
        );
    }

    #[test]
    fn other_fields_are_compared_by_path() {
        let mut new = slo(99.0, "30d", "n");
        new["creator"] = json!("x");
        check(&slo(99.0, "30d", "n"), &new, &["changed-slo: creator added: x"]);
        check(
            &json!({ "thresholds": 1 }),
            &json!({ "thresholds": 2 }),
            &["changed-slo: thresholds 1 -> 2"],
        );
    }
}
