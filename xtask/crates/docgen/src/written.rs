//! A generated page: the template, filled in, with the facts below its title.

use documents::runbook::{GENERATED, Runbook, fill_placeholders};
use render::{Monitor, Service, Team};

use crate::facts::{self, Facts};
use crate::view::Across;

/// The first line of a generated file, which says what it follows from.
#[must_use]
pub fn header(from: &str) -> String {
    format!("{GENERATED} from {from}; do not edit. -->\n")
}

/// The page of `monitor`; `None` where the template is too broken to be one.
pub(crate) fn page(
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
