//! Limits of monitor SLOs: "pick up to 20 groups", "you can add up to 20 monitors" (doc: service_level_objectives/monitor, "Define queries").
//! The reference of the API names 100 groups; reports of rejections agree with the former.

use crate::payload::{Problem, Slo};

const GROUPS_MAX: usize = 20;
const MONITORS_MAX: usize = 20;

pub(crate) fn check(slo: &Slo<'_>, out: &mut Vec<Problem>) {
    for (field, what, count, most) in [
        ("groups", "groups", slo.groups.len(), GROUPS_MAX),
        ("monitor_ids", "monitors", slo.monitor_ids.len(), MONITORS_MAX),
    ] {
        if count > most {
            let message = format!("{count} {what}; an SLO can have at most {most}");
            out.push(Problem::error("slo/limit", format!("/{field}"), message).help("split it into several SLOs"));
        }
    }
}
