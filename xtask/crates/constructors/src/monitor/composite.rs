//! Conditions on other monitors (`doc: monitors/types/composite`).

use std::collections::{BTreeMap, BTreeSet};

use model::ObjectKind;
use serde_json::{Map, Value};

use super::slo_alert::plain;
use super::{Evaluation, Groups, MonitorConstructor, Watched, fields};
use crate::args::{Args, a};
use crate::finding::{Built, Finding, Findings, each};
use crate::refer;
use crate::signal::SignalContext;

/// The type of composites.
const COMPOSITE_TYPE: &str = "composite";

pub(super) const COMPOSITE: MonitorConstructor = MonitorConstructor {
    name: "composite",
    summary: "A condition on other monitors. It alerts while the condition holds; the monitors keep their own notifications.",
    fields: fields::OF_COMPOSITE,
    build: composite,
};

fn composite<'a>(_: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Evaluation<'a>> {
    let monitors = monitors(args, findings);
    let condition = args.text("condition", findings);
    let (monitors, condition) = (monitors?, condition?);
    let query = query(args, condition, &monitors, findings)?;
    Ok(Evaluation {
        kind: COMPOSITE_TYPE,
        query,
        groups: Groups::default(),
        warns: false,
        comparison: "",
        unit: String::new(),
        shown_in: plain(),
        limit: None,
        window: String::new(),
        minimum: None,
        watched: Watched::Monitors,
        slo: None,
        metrics: Vec::new(),
        options: Map::new(),
    })
}

/// The placeholders for the ids of the monitors, by the names of the condition.
fn monitors<'a>(args: &Args<'a>, findings: &mut Findings) -> Built<BTreeMap<&'a str, String>> {
    let value = args.value("monitors", findings)?;
    let Value::Object(named) = value else {
        let message = format!("{}: monitors must be an object, not {}", args.what(), a(value));
        let finding = Finding::new("jsonnet/type", message).at("monitors");
        return Err(args.reject(
            "monitors",
            finding.help("write { name: 'service/monitors/name' }"),
            findings,
        ));
    };
    let ids = each(named, |(name, path)| {
        let Some(path) = path.as_str() else {
            let message = format!("{}: '{name}' of monitors must be a path, not {}", args.what(), a(path));
            let finding = Finding::new("jsonnet/type", message).at(name);
            return Err(args.reject("monitors", finding, findings));
        };
        refer::id_of(args, "monitors", path, ObjectKind::Monitor, findings).map(|id| (name.as_str(), id))
    });
    Ok(ids?.into_iter().collect())
}

/// The condition with ids in the place of names. Its syntax is checked with every query: `validate`.
fn query(
    args: &Args<'_>,
    condition: &str,
    monitors: &BTreeMap<&str, String>,
    findings: &mut Findings,
) -> Built<String> {
    let (mut query, mut used, mut rest) = (String::new(), BTreeSet::new(), condition);
    let mut rejected = Ok(());
    while let Some(first) = rest.chars().next() {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_name(first) {
            rest.find(|c| !is_name(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        match monitors.get_key_value(token) {
            Some((name, id)) => {
                used.insert(*name);
                query.push_str(id);
            }
            None if is_name(first) => {
                rejected = Err(args.unknown(
                    "condition",
                    "monitor/condition",
                    "name in the condition",
                    token,
                    monitors.keys().copied(),
                    findings,
                ));
            }
            None => query.push_str(token),
        }
    }
    for name in monitors.keys().filter(|name| !used.contains(*name)) {
        let message = format!("{}: the condition does not use '{name}' of monitors", args.what());
        let finding = Finding::new("monitor/condition", message).at(*name);
        rejected = Err(args.reject(
            "monitors",
            finding.help("use it in 'condition', or remove it"),
            findings,
        ));
    }
    rejected.map(|()| query)
}
