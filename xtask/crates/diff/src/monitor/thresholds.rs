//! Compares thresholds: whether they are looser or tighter.

use std::collections::BTreeSet;

use datadog_query::monitor::Side;
use serde_json::{Map, Value};

use crate::display::value;
use crate::fact::Fact;
use model::Risk;

/// A threshold and its recovery threshold.
const PAIRS: [(&str, &str); 2] = [("critical", "critical_recovery"), ("warning", "warning_recovery")];

/// Compares the thresholds, and adds the reported numbers to `reported`. Without a side, or if the side differs, a change counts as looser.
pub(super) fn facts(
    mut old: Map<String, Value>,
    mut new: Map<String, Value>,
    side: Option<Side>,
    reported: &mut BTreeSet<String>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (name, recovery) in PAIRS {
        let [before, after] =
            [&mut old, &mut new].map(|thresholds| thresholds.remove(name).filter(|number| !number.is_null()));
        let recoveries =
            [&mut old, &mut new].map(|thresholds| thresholds.remove(recovery).filter(|number| !number.is_null()));
        let own = moved(name, before.as_ref(), after.as_ref(), side, reported);
        let back = moved(
            &recovery.replace('_', " "),
            recoveries[0].as_ref(),
            recoveries[1].as_ref(),
            None,
            reported,
        )
        .map(|fact| Fact {
            risk: Risk::Timing,
            ..fact
        });
        match (own, back) {
            // A threshold and its recovery threshold that change together are one fact.
            (Some(own), Some(back)) => facts.push(Fact {
                how: format!("{} (recovery {})", own.how, back.how),
                ..own
            }),
            (own, back) => facts.extend(own.into_iter().chain(back)),
        }
    }
    let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    for name in names {
        let fact = moved(
            &format!("threshold '{name}'"),
            old.get(&name),
            new.get(&name),
            None,
            reported,
        );
        facts.extend(fact.map(|fact| Fact {
            risk: Risk::Timing,
            ..fact
        }));
    }
    facts
}

fn moved(
    name: &str,
    old: Option<&Value>,
    new: Option<&Value>,
    side: Option<Side>,
    reported: &mut BTreeSet<String>,
) -> Option<Fact> {
    let number = |side: Option<&Value>| side.and_then(Value::as_f64);
    if number(old) == number(new) && (number(old).is_some() || old == new) {
        return None;
    }
    reported.extend([old, new].into_iter().flatten().map(value));
    let looser = match (number(old), number(new), side) {
        (Some(old), Some(new), Some(side)) => side.is_looser(new, old),
        (None, Some(_), _) => false,
        _ => true,
    };
    let risk = if looser { Risk::Loosened } else { Risk::Tightened };
    let word = |side: Option<&Value>| side.map_or_else(|| "none".to_owned(), value);
    Some(Fact::new(risk, name, format!("{} -> {}", word(old), word(new))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(old: &Value, new: &Value, side: Option<Side>, expected: &[&str]) {
        let map = |side: &Value| side.as_object().cloned().unwrap_or_default();
        let found: Vec<_> = facts(map(old), map(new), side, &mut BTreeSet::new())
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn looser_depends_on_the_comparator() {
        let (five, ten) = (json!({ "critical": 5 }), json!({ "critical": 10 }));
        check(&five, &ten, Some(Side::Above), &["loosened: critical 5 -> 10"]);
        check(&five, &ten, Some(Side::Below), &["tightened: critical 5 -> 10"]);
        check(&ten, &five, Some(Side::Below), &["loosened: critical 10 -> 5"]);
        check(&ten, &five, None, &["loosened: critical 10 -> 5"]);
        check(&five, &json!({ "critical": 5.0 }), Some(Side::Above), &[]);
    }

    #[test]
    fn warnings_recoveries_and_check_counts() {
        let old = json!({ "critical": 5, "critical_recovery": 4, "warning": 2 });
        check(
            &old,
            &json!({ "critical": 10, "critical_recovery": 8 }),
            Some(Side::Above),
            &[
                "loosened: critical 5 -> 10 (recovery 4 -> 8)",
                "loosened: warning 2 -> none",
            ],
        );
        check(
            &old,
            &json!({ "critical": 5, "critical_recovery": 3, "warning": 2 }),
            Some(Side::Above),
            &["timing: critical recovery 4 -> 3"],
        );
        check(
            &json!({ "ok": 1 }),
            &json!({ "ok": 2 }),
            Some(Side::Above),
            &["timing: threshold 'ok' 1 -> 2"],
        );
        check(
            &json!({ "critical": "x" }),
            &json!({ "critical": "y" }),
            Some(Side::Above),
            &["loosened: critical x -> y"],
        );
    }
}
