//! Tags of a dashboard: teams, and nothing else.

use crate::payload::view::Located;
use crate::payload::{Dashboard, Problem};

/// `Invalid tag format. Valid tag keys are: team.`
pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    for Located { path, text: tag } in &dashboard.tags {
        if tag.strip_prefix("team:").is_none_or(str::is_empty) {
            out.push(
                Problem::error(
                    "dashboard/tag",
                    path,
                    format!("invalid tag format '{tag}': valid tag keys are: team"),
                )
                .at(0..tag.split(':').next().map_or(0, str::len))
                .help("write team:<name>, or leave the tag out"),
            );
        }
    }
}
