//! Tags (doc: getting_started/tagging).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::payload::view::Located;
use crate::payload::{Origin, Problem, Severity};

/// Datadog cuts longer tags.
const LENGTH_MAX: usize = 200;

/// Tags of a monitor or an SLO. Datadog changes upper case to lower case, so the tag as written is not found. The format is that of tags of metrics and hosts; the API
/// was seen to keep other characters in tags of monitors, such as spaces, so an exported tag in another format is a warning.
pub(crate) fn check(tags: &[Located<'_>], origin: Origin, out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for Located { path, text: tag } in tags {
        if let Some((message, help)) = useless(tag) {
            out.push(Problem::warning("tag/useless", path, message).help(help));
        } else if let Some(wrong) = wrong_format(tag) {
            let severity = match origin {
                Origin::Written => Severity::Error,
                Origin::Exported => Severity::Warning,
            };
            let problem = Problem::error("tag/format", path, format!("tag '{tag}' {}", wrong.message));
            out.push(Problem {
                severity,
                ..problem.at(wrong.at).help(wrong.help)
            });
        } else if let Some((at, upper)) = tag.char_indices().find(|(_, c)| c.is_uppercase()) {
            out.push(
                Problem::warning(
                    "tag/upper-case",
                    path,
                    format!("tag '{tag}' has upper-case letters, which Datadog changes to lower case"),
                )
                .at(at..at + upper.len_utf8())
                .help(format!("write '{}'", tag.to_lowercase())),
            );
        }
        if !seen.insert(tag) {
            out.push(
                Problem::warning("tag/duplicate", path, format!("tag '{tag}' is listed twice"))
                    .help("remove one of them"),
            );
        }
    }
}

/// Tags that the API was seen to accept, though nothing can be found by them.
fn useless(tag: &str) -> Option<(String, &'static str)> {
    if tag.trim().is_empty() {
        return Some(("an empty tag".to_owned(), "remove it"));
    }
    if tag == "*" {
        return Some((
            "'*' is not a pattern in tags, but a tag of that name".to_owned(),
            "remove it",
        ));
    }
    tag.starts_with('$').then(|| {
        (
            format!("tag '{tag}' looks like a template variable, which tags do not have"),
            "write the value, such as env:prod",
        )
    })
}

/// How a tag differs from the format.
struct Wrong {
    message: String,
    at: Range<usize>,
    help: String,
}

fn wrong_format(tag: &str) -> Option<Wrong> {
    let fits = |c: char| c.is_alphanumeric() || "_-:./".contains(c);
    let first = tag.chars().next();
    let odd = tag.char_indices().find(|(_, c)| !fits(*c));
    let (message, at, help) = match (first, odd) {
        (Some(c), _) if !c.is_alphabetic() => (
            "does not start with a letter".to_owned(),
            0..c.len_utf8(),
            "write key:value, such as team:sre".to_owned(),
        ),
        (_, Some((at, c))) => {
            let kept: String = tag.chars().map(|c| if fits(c) { c } else { '_' }).collect();
            (
                format!(
                    "contains '{}'; tags may contain letters, digits and _ - : . /",
                    c.escape_debug()
                ),
                at..at + c.len_utf8(),
                format!("write '{kept}', as Datadog does in the tags of metrics and hosts"),
            )
        }
        _ if tag.ends_with(':') => (
            "ends with a colon".to_owned(),
            tag.len() - 1..tag.len(),
            "add a value, or remove the colon".to_owned(),
        ),
        _ if tag.chars().count() > LENGTH_MAX => (
            format!("is longer than {LENGTH_MAX} characters"),
            0..tag.len(),
            "shorten it: Datadog cuts it".to_owned(),
        ),
        _ => return None,
    };
    Some(Wrong { message, at, help })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(tag: &str, origin: Origin) -> Option<Problem> {
        let mut out = Vec::new();
        let tags = [Located {
            path: "/tags/0".to_owned(),
            text: tag,
        }];
        check(&tags, origin, &mut out);
        out.pop()
    }

    /// Tags of monitors that users report, and what the list of tags of existing monitors in a generator of monitors contains.
    #[test]
    fn exported_tags_in_another_format_are_warnings() {
        for tag in [
            "my tag",
            "team: sre",
            "Monitor tag: spaces and CAPS are fine with Monitors.",
            "owner:a@example.com",
            "prio:high!",
            "issue:#123",
            "a:b*",
            "1team",
            "_x",
            "9",
            "@team",
            "a,b",
            "a&b=c",
            "{x}",
            "a:",
        ] {
            let problem = |origin| problem(tag, origin).map(|problem| (problem.rule, problem.severity));
            assert_eq!(
                problem(Origin::Exported),
                Some(("tag/format", Severity::Warning)),
                "{tag}"
            );
            assert_eq!(problem(Origin::Written), Some(("tag/format", Severity::Error)), "{tag}");
        }
        let help = problem("team: a b!", Origin::Exported).and_then(|problem| problem.help);
        assert_eq!(
            help.as_deref(),
            Some("write 'team:_a_b_', as Datadog does in the tags of metrics and hosts")
        );
    }

    #[test]
    fn formats() {
        let check = |tag: &str| problem(tag, Origin::Written).map(|p| format!("{}: {}", p.rule, p.message));
        assert_eq!(check("").as_deref(), Some("tag/useless: an empty tag"));
        assert_eq!(
            check("*").as_deref(),
            Some("tag/useless: '*' is not a pattern in tags, but a tag of that name")
        );
        assert_eq!(
            check("$env").as_deref(),
            Some("tag/useless: tag '$env' looks like a template variable, which tags do not have")
        );
        assert_eq!(check("env:prod"), None);
        assert_eq!(check("repo_url:https://github.com/a/b"), None);
        assert_eq!(
            check("1x").as_deref(),
            Some("tag/format: tag '1x' does not start with a letter")
        );
        assert_eq!(
            check("team:").as_deref(),
            Some("tag/format: tag 'team:' ends with a colon")
        );
        assert_eq!(
            check("a b").as_deref(),
            Some("tag/format: tag 'a b' contains ' '; tags may contain letters, digits and _ - : . /")
        );
        assert_eq!(
            check("Env:prod").as_deref(),
            Some("tag/upper-case: tag 'Env:prod' has upper-case letters, which Datadog changes to lower case")
        );
        assert!(check(&"a".repeat(201)).is_some_and(|p| p.ends_with("is longer than 200 characters")));
    }
}
