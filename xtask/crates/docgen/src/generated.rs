//! A generated runbook: the filled template, with a table of facts after the first command.

use documents::runbook::{FIRST_COMMAND, GENERATED, Runbook, fill_placeholders, keep_lines};
use render::{Monitor, Service, Team};

use crate::facts::{self, Facts};
use crate::markdown::{code, link, text};
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
    let fill = |text: &str| {
        let kept = keep_lines(text, |condition| facts.holds(condition));
        fill_placeholders(&kept, |name| facts.get(name))
    };
    let table = facts::table(monitor, service, team, &front.reviewed.to_string());
    let facts_at = after_first_command(template, title.span.end);
    let (first, rest) = (
        fill(&template.text[title.span.end..facts_at]),
        fill(&template.text[facts_at..]),
    );
    let parts = [first.trim(), table.trim_end(), rest.trim()];
    let body: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(format!(
        "{}# {}\n\nIn short: {}.\n\n{}\n",
        header(template.path),
        fill(title.title),
        fill(&front.summary).trim_end_matches('.'),
        body.join("\n\n"),
    ))
}

/// Returns the page of a monitor that the service leaves out.
pub(crate) fn left_out(service: &Service, monitor: &str, reason: &str) -> String {
    let source = format!("jsonnet/{}", service.file);
    format!(
        "{}# {}: no monitor `{monitor}`\n\nIn short: {} leaves this monitor out, so nothing alerts on it here.\n\nThe reason: {}.\n\nDeclared in {}, in `without`.\n",
        header(&source),
        text(&service.title),
        text(&service.title),
        text(reason.trim().trim_end_matches('.')),
        link(&code(&source), &format!("../../{source}")),
    )
}

/// The byte where the section after the first command begins; `start`, the end of the title, in a template whose first section is another.
fn after_first_command(template: &Runbook<'_>, start: usize) -> usize {
    let mut sections = template.outline.headings.iter().filter(|heading| heading.level == 2);
    match sections.next() {
        Some(first) if first.title == FIRST_COMMAND => {
            sections.next().map_or(template.text.len(), |next| next.span.start)
        }
        _ => start,
    }
}
