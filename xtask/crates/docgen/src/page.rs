//! A runbook page that somebody wrote: front matter, then a title and five sections in one order, so that who is woken at night finds
//! every page the same.

use std::sync::Arc;

use diagnostics::{Diagnostic, suggestion};

use crate::front_matter::{self, FrontMatter};
use crate::outline::{self, Heading, Outline};

/// The sections of a monitor's page, in their order.
pub(crate) const SECTIONS: [&str; 5] = ["Meaning", "Impact", "Diagnosis", "Mitigation", "Escalation"];

/// A page that was read.
#[derive(Clone, Debug)]
pub(crate) struct Page<'a> {
    /// Its path from the root of the repository.
    pub(crate) path: &'a str,
    /// Its text.
    pub(crate) text: &'a Arc<str>,
    /// Its front matter, where that is right.
    pub(crate) front: Option<FrontMatter>,
    /// Where the page begins after its front matter.
    pub(crate) body: usize,
    /// Its headings and links.
    pub(crate) outline: Outline<'a>,
}

impl<'a> Page<'a> {
    /// Reads the page and says everything that is wrong with its header and its code blocks.
    pub(crate) fn read(path: &'a str, text: &'a Arc<str>, findings: &mut Vec<Diagnostic>) -> Self {
        let (front, body) = match front_matter::parse(path, text) {
            Ok((front, body)) => (Some(front), body),
            Err(finding) => {
                findings.push(*finding);
                (None, 0)
            }
        };
        let page = Self {
            path,
            text,
            front,
            body,
            outline: outline::of(text, body),
        };
        if let Some(span) = &page.outline.open_fence {
            findings.push(
                page.finding("runbook/code-block", "opens a code block that nothing closes", span.clone())
                    .help("close it with the same marks on a line of their own"),
            );
        }
        page.check_title(findings);
        page
    }

    /// Its title.
    pub(crate) fn title(&self) -> Option<&Heading<'a>> {
        self.outline.headings.iter().find(|h| h.level == 1)
    }

    /// A finding about the bytes `span` of this page.
    pub(crate) fn finding(&self, rule: &str, what: impl std::fmt::Display, span: std::ops::Range<usize>) -> Diagnostic {
        Diagnostic::error(rule, format!("'{}' {what}", self.path)).at(self.path, self.text.clone(), span)
    }

    fn check_title(&self, findings: &mut Vec<Diagnostic>) {
        let mut titles = self.outline.headings.iter().filter(|h| h.level == 1);
        let start = self.body + self.text[self.body..].len() - self.text[self.body..].trim_start().len();
        let first_line = start..start + self.text[start..].lines().next().unwrap_or_default().len();
        match titles.next() {
            Some(title) if title.span.start == start && !title.title.is_empty() => {}
            // Without its end the front matter would be taken for the page.
            _ if self.front.is_none() && self.body == 0 => {}
            _ => findings.push(
                self.finding("runbook/headings", "does not begin with a title", first_line)
                    .help("write '# <title>' as the first line after the front matter"),
            ),
        }
        for second in titles {
            findings.push(
                self.finding("runbook/headings", "has a second title", second.span.clone())
                    .help("a page has one '#' heading; its sections have '##'"),
            );
        }
    }

    /// Checks the sections of a monitor's page.
    pub(crate) fn check_sections(&self, findings: &mut Vec<Diagnostic>) {
        let sections: Vec<&Heading<'_>> = self.outline.headings.iter().filter(|h| h.level == 2).collect();
        let mut last = 0;
        let mut seen: Vec<usize> = Vec::new();
        for (n, section) in sections.iter().enumerate() {
            let end = sections.get(n + 1).map_or(self.text.len(), |next| next.span.start);
            let title = section.title;
            let at = section.span.clone();
            match SECTIONS.iter().position(|s| *s == title) {
                None => findings.push(
                    self.finding("runbook/headings", format_args!("has an unknown section '{title}'"), at)
                        .help(suggestion(title, SECTIONS)),
                ),
                Some(place) if seen.contains(&place) => findings.push(
                    self.finding("runbook/headings", format_args!("has a second section '{title}'"), at)
                        .help("put them together"),
                ),
                Some(place) if place < last => findings.push(
                    self.finding("runbook/headings", format_args!("has the section '{title}' after '{}'", SECTIONS[last]), at)
                        .help(format!("the order is {}", SECTIONS.join(", "))),
                ),
                Some(place) => last = place,
            }
            seen.extend(SECTIONS.iter().position(|s| *s == title));
            if self.text[section.span.end..end].trim().is_empty() {
                findings.push(
                    self.finding("runbook/headings", format_args!("has an empty section '{title}'"), section.span.clone())
                        .help("say it, or what to look at to find out"),
                );
            }
        }
        self.check_missing(&seen, findings);
    }

    fn check_missing(&self, seen: &[usize], findings: &mut Vec<Diagnostic>) {
        let missing: Vec<&str> = SECTIONS.iter().enumerate().filter(|(n, _)| !seen.contains(n)).map(|(_, s)| *s).collect();
        if !missing.is_empty() {
            let at = self.title().map_or(self.body..self.body, |title| title.span.clone());
            let noun = if missing.len() == 1 { "section" } else { "sections" };
            findings.push(
                self.finding("runbook/headings", format_args!("lacks the {noun} '{}'", missing.join("', '")), at)
                    .help(format!("the sections are {}, in this order", SECTIONS.join(", "))),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "---\nsummary: s\nreviewed: 2026-11-23\n---\n";

    fn check(body: &str, expected: &[&str]) {
        let text: Arc<str> = format!("{HEADER}{body}").into();
        let mut findings = Vec::new();
        Page::read("p.md", &text, &mut findings).check_sections(&mut findings);
        let found: Vec<String> = findings
            .iter()
            .map(|d| {
                let line = d
                    .place
                    .as_ref()
                    .and_then(|p| p.excerpt.as_ref())
                    .map_or(0, |(text, span)| diagnostics::line_column(text, span.start).0);
                format!("{line}: {}; {}", d.message, d.help.as_deref().unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn five_sections_in_one_order() {
        check(
            "# T\nx\n## Meaning\na\n## Impact\na\n## Diagnosis\n### Deeper\na\n## Mitigation\na\n## Escalation\na\n",
            &[],
        );
    }

    #[test]
    fn everything_that_is_wrong_is_told() {
        check(
            "x\n# T\n# U\n## Meanings\na\n## Diagnosis\na\n## Impact\n## Impact\na\n",
            &[
                "5: 'p.md' does not begin with a title; write '# <title>' as the first line after the front matter",
                "7: 'p.md' has a second title; a page has one '#' heading; its sections have '##'",
                "8: 'p.md' has an unknown section 'Meanings'; did you mean 'Meaning'?",
                "12: 'p.md' has the section 'Impact' after 'Diagnosis'; the order is Meaning, Impact, Diagnosis, Mitigation, Escalation",
                "12: 'p.md' has an empty section 'Impact'; say it, or what to look at to find out",
                "13: 'p.md' has a second section 'Impact'; put them together",
                "6: 'p.md' lacks the sections 'Meaning', 'Mitigation', 'Escalation'; the sections are Meaning, Impact, Diagnosis, Mitigation, Escalation, in this order",
            ],
        );
        check(
            "",
            &[
                "5: 'p.md' does not begin with a title; write '# <title>' as the first line after the front matter",
                "5: 'p.md' lacks the sections 'Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Escalation'; the sections are Meaning, Impact, Diagnosis, Mitigation, Escalation, in this order",
            ],
        );
        check(
            "# T\n## Meaning\na\n## Impact\na\n## Diagnosis\n```sh\n## Mitigation\n",
            &[
                "11: 'p.md' opens a code block that nothing closes; close it with the same marks on a line of their own",
                "5: 'p.md' lacks the sections 'Mitigation', 'Escalation'; the sections are Meaning, Impact, Diagnosis, Mitigation, Escalation, in this order",
            ],
        );
    }
}
