//! Links between pages: who follows one at night must arrive.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostics::{Diagnostic, suggestion};

use crate::outline;
use crate::page::Page;

/// Checks the links of the pages that people wrote, and those of the generated pages `made` (path -> template and text). What lies
/// outside of `runbooks/` is not known here and not checked.
pub(crate) fn check<'a>(
    pages: impl Iterator<Item = &'a Page<'a>>,
    made: &BTreeMap<String, (&Page<'_>, String)>,
    texts: &BTreeMap<String, Arc<str>>,
    findings: &mut Vec<Diagnostic>,
) {
    let written = texts
        .iter()
        .filter(|(_, text)| !crate::written::is_generated(text))
        .map(|(path, _)| path.as_str());
    let known: BTreeSet<&str> = written.chain(made.keys().map(String::as_str)).collect();
    for page in pages {
        for span in &page.outline.links {
            if let Some(target) = dead(page.path, &page.text[span.clone()], &known) {
                findings.push(finding(page, span.clone(), &target, "", &known));
            }
        }
    }
    for (path, (template, text)) in made {
        for span in outline::of(text, 0).links {
            let address = &text[span];
            if let Some(target) = dead(path, address, &known) {
                // The template's own link, or the whole template where a placeholder made it.
                let at = template
                    .outline
                    .links
                    .iter()
                    .find(|s| &template.text[(*s).clone()] == address)
                    .cloned()
                    .unwrap_or(0..0);
                findings.push(finding(template, at, &target, &format!(" in the page '{path}'"), &known));
            }
        }
    }
}

fn finding(page: &Page<'_>, span: std::ops::Range<usize>, target: &str, within: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let file = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let near: Vec<String> = known.iter().filter(|k| file(k) == file(target)).map(|k| (*k).to_owned()).take(3).collect();
    let help = if near.is_empty() {
        suggestion(
            target,
            known
                .iter()
                .copied()
                .filter(|k| k.rsplit_once('/').map(|(f, _)| f) == target.rsplit_once('/').map(|(f, _)| f)),
        )
    } else {
        format!("a page of that name is {}", near.join(", "))
    };
    page.finding("runbook/dead-link", format_args!("links to '{target}'{within}, which does not exist"), span)
        .help(help)
}

/// The page that `address` in `from` leads to, where there is none.
fn dead(from: &str, address: &str, known: &BTreeSet<&str>) -> Option<String> {
    let path = address.split('#').next().unwrap_or_default();
    if path.is_empty() || path.contains("://") || path.starts_with("mailto:") || path.starts_with('/') {
        return None;
    }
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    for segment in path.split('/') {
        match segment {
            "." | "" => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    let target = segments.join("/");
    (target.starts_with("runbooks/") && !known.contains(target.as_str())).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        let known = BTreeSet::from(["runbooks/a/b.md", "runbooks/troubleshooting/t.md"]);
        assert_eq!(dead("runbooks/a/x.md", address, &known).as_deref(), expected);
    }

    #[test]
    fn relative_links_within_the_pages_must_arrive() {
        check("b.md", None);
        check("b.md#part", None);
        check("#part", None);
        check("../troubleshooting/t.md", None);
        check("https://example.com/x.md", None);
        check("../../docs/x.md", None);
        check("c.md", Some("runbooks/a/c.md"));
        check("../b/b.md", Some("runbooks/b/b.md"));
    }
}
