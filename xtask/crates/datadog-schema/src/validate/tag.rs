//! Tags (doc: getting_started/tagging).

use std::collections::BTreeSet;

use crate::payload::Problem;
use crate::payload::view::Located;

/// Datadog cuts longer tags.
const LENGTH_MAX: usize = 200;

/// Tags of a monitor or an SLO. Datadog changes upper case to lower case, so the tag as written is not found.
pub(crate) fn check(tags: &[Located<'_>], out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for Located { path, text: tag } in tags {
        if let Some((message, help)) = useless(tag) {
            out.push(Problem::warning("tag/useless", path, message).help(help));
        } else if let Some((message, at)) = error(tag) {
            out.push(Problem::error("tag/format", path, format!("tag '{tag}' {message}")).at(at));
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

fn error(tag: &str) -> Option<(String, std::ops::Range<usize>)> {
    let first = tag.chars().next();
    let odd = tag
        .char_indices()
        .find(|(_, c)| !(c.is_alphanumeric() || "_-:./".contains(*c)));
    match (first, odd) {
        (Some(c), _) if !c.is_alphabetic() => Some(("does not start with a letter".to_owned(), 0..c.len_utf8())),
        (_, Some((at, c))) => Some((
            format!(
                "contains '{}'; tags may contain letters, digits and _ - : . /",
                c.escape_debug()
            ),
            at..at + c.len_utf8(),
        )),
        _ if tag.ends_with(':') => Some(("ends with a colon".to_owned(), tag.len() - 1..tag.len())),
        _ if tag.chars().count() > LENGTH_MAX => {
            Some((format!("is longer than {LENGTH_MAX} characters"), 0..tag.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let check = |tag: &str| {
            let mut out = Vec::new();
            let tags = [Located {
                path: "/tags/0".to_owned(),
                text: tag,
            }];
            check(&tags, &mut out);
            out.pop().map(|p| format!("{}: {}", p.rule, p.message))
        };
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
