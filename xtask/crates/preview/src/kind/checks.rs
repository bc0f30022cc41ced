//! The results of a service check.

use std::collections::BTreeMap;

use datadog_simulator::time::Frame;
use datadog_simulator::world::{CheckStatus, Tags};
use serde_json::Value;

use super::{Drawn, Result, nothing};
use crate::html::escape;
use crate::payload::{items, text};
use crate::request::{Context, group_text};
use crate::state::State;

/// How long the latest run of a group counts.
const RECENT_S: i64 = 600;

/// Numbers by status, with the groups that are not OK.
pub(super) fn draw(widget: &Value, context: &Context<'_>) -> Result {
    let check = text(widget, "/check").unwrap_or_default();
    let words = |key: &str| {
        items(widget, key)
            .iter()
            .filter_map(Value::as_str)
            .map(|word| context.variables.fill(word))
            .collect::<Vec<_>>()
    };
    let mut tags = words("tags");
    if let Some(group) = text(widget, "/group") {
        tags.extend(context.variables.fill(group).split(',').map(str::to_owned));
    }
    tags.retain(|tag| tag != "*" && !tag.is_empty());
    let by = words("group_by");
    let frame = Frame {
        from: context.frame.to - RECENT_S,
        to: context.frame.to,
    };
    let runs = context
        .source
        .check_runs(check, &tags, &by, frame)
        .map_err(State::Broken)?;
    let mut latest: BTreeMap<Tags, (i64, CheckStatus)> = BTreeMap::new();
    for run in runs {
        let group = if by.is_empty() { run.tags } else { run.tags.project(&by) };
        let known = latest.entry(group).or_insert((run.at, run.status));
        if run.at >= known.0 {
            *known = (run.at, run.status);
        }
    }
    if latest.is_empty() {
        return Err(nothing());
    }
    let statuses = [
        (CheckStatus::Critical, "CRITICAL", "bad"),
        (CheckStatus::Warning, "WARNING", "warn"),
        (CheckStatus::Unknown, "UNKNOWN", "unknown"),
        (CheckStatus::Ok, "OK", "ok"),
    ];
    let mut out = String::from("<ul class=\"counts\">");
    let mut groups = String::new();
    for (status, name, class) in statuses {
        let of: Vec<&Tags> = latest
            .iter()
            .filter(|(_, (_, own))| *own == status)
            .map(|(group, _)| group)
            .collect();
        if !of.is_empty() {
            out.push_str(&format!("<li class=\"{class}\"><b>{}</b> {name}</li>", of.len()));
        }
        for group in of {
            groups.push_str(&format!(
                "<li><i class=\"{class}\">{name}</i><span>{}</span></li>",
                escape(&group_text(group))
            ));
        }
    }
    out.push_str(&format!("</ul><ul class=\"monitors\">{groups}</ul>"));
    Ok(Drawn::data(out))
}
