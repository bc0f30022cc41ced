//! A generated runbook: the filled template, with a table of facts below the title.

use documents::runbook::{GENERATED, Runbook, fill_placeholders};
use render::{Monitor, Service, Team};

use crate::facts::{self, Facts};
use crate::view::Across;

/// Returns the first line of a generated file; `from` is its source.
#[must_use]
pub fn header(from: &str) -> String {
    format!("{GENERATED} from {from}; do not edit. -->\n")
}

/// Returns the runbook of `monitor`; `None` if the template has no valid front matter or no title.
pub(crate) fn runbook(
    monitor: &Across<'_, Monitor>,
    service: &Service,
    team: &Team,
    template: &Runbook<'_>,
    facts: &Facts,
) -> Option<String> {
    let front = template.front.as_ref().ok()?;
    let title = template.title()?;
    let fill = |text: &str| fill_placeholders(text, |name| facts.get(name));
    let table = facts::table(monitor, service, team, &front.reviewed.to_string());
    let rest = fill(&template.text[title.span.end..]);
    Some(format!(
        "{}# {}\n\nIn short: {}.\n\n{table}\n{}\n",
        header(template.path),
        fill(title.title),
        fill(&front.summary).trim_end_matches('.'),
        rest.trim(),
    ))
}
