//! The fields that an SLO of each type needs.

use crate::payload::{Problem, Slo};

pub(crate) fn check(slo: &Slo<'_>, out: &mut Vec<Problem>) {
    let has_query = slo.numerator.is_some() && slo.denominator.is_some();
    let has_sli = !slo.sli.queries.is_empty();
    match slo.kind {
        "monitor" if slo.monitor_ids.is_empty() => {
            out.push(missing("monitor", "monitor_ids").help("list the monitors whose uptime counts"))
        }
        "metric" if !has_query && (!has_sli || slo.condition.is_some()) => {
            out.push(
                missing("metric", "query")
                    .help("set 'query' with numerator and denominator, or 'sli_specification' with 'count'"),
            );
        }
        "time_slice" if slo.condition.is_none() => out.push(
            missing("time_slice", "sli_specification").help("set 'time_slice' with query, comparator and threshold"),
        ),
        _ => {}
    }
    if slo.monitor_ids.len() > 1 && !slo.groups.is_empty() {
        let message = format!(
            "groups of {} monitors; groups can be chosen for one monitor only",
            slo.monitor_ids.len()
        );
        out.push(Problem::error("slo/groups", "/groups", message).help("remove 'groups', or list one monitor"));
    }
    for (field, given, of) in [
        ("monitor_ids", !slo.monitor_ids.is_empty(), "monitor"),
        ("groups", !slo.groups.is_empty(), "monitor"),
        ("query", has_query, "metric"),
    ] {
        if given && !slo.kind.is_empty() && slo.kind != of {
            out.push(
                Problem::warning(
                    "slo/type",
                    format!("/{field}"),
                    format!(
                        "Datadog ignores '{field}' of an SLO of type '{}'; only type '{of}' uses it",
                        slo.kind
                    ),
                )
                .help(format!("remove '{field}', or write type: '{of}'")),
            );
        }
    }
}

fn missing(kind: &str, field: &str) -> Problem {
    Problem::error("slo/type", "", format!("an SLO of type '{kind}' needs '{field}'"))
}
