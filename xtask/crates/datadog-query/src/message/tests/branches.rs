//! The conditional parts of messages, and which of them a notification shows.

use super::accepted::template;
use crate::message::{Context, Status, Transition};

const TEXT: &str = "{{#is_alert}}a{{#is_match \"host.name\" \"db\"}}b{{else}}c{{/is_match}}{{/is_alert}}{{^is_alert}}d{{/is_alert}}\
                    {{#is_warning}}{{/is_warning}}{{#each x}}e{{/each}}{{{{is_match \"host.name\" \"web\"}}}}f{{{{/is_match}}}}";

/// The tags of the branches that are shown when `from` becomes `to`.
fn shown(from: Status, to: Status) -> Vec<String> {
    let template = template(TEXT);
    let rendered = template.render(&Context {
        transition: Transition {
            from,
            to,
            renotify: false,
        },
        priority: None,
        local_time: &|_, _| None,
        variable: &|_| None,
    });
    let written = template.branches();
    let tag = |branch| {
        written
            .iter()
            .find(|w| w.branch == branch)
            .map_or("?".to_owned(), |w| w.tag.clone())
    };
    rendered.branches.into_iter().map(tag).collect()
}

#[test]
fn branches_are_listed_in_the_order_of_the_text() {
    let template = template(TEXT);
    let tags: Vec<String> = template.branches().into_iter().map(|branch| branch.tag).collect();
    assert_eq!(
        tags,
        [
            "{{#is_alert}}",
            "{{#is_match \"host.name\" \"db\"}}",
            "{{#is_match \"host.name\" \"db\"}}{{else}}",
            "{{^is_alert}}",
            "{{#is_warning}}",
            "{{{{is_match \"host.name\" \"web\"}}}}"
        ]
    );
}

#[test]
fn a_notification_lists_the_branches_it_shows() {
    assert_eq!(
        shown(Status::Ok, Status::Alert),
        ["{{#is_alert}}", "{{#is_match \"host.name\" \"db\"}}{{else}}"]
    );
    // a branch without text counts as well
    assert_eq!(shown(Status::Ok, Status::Warn), ["{{^is_alert}}", "{{#is_warning}}"]);
    assert_eq!(shown(Status::Alert, Status::Ok), ["{{^is_alert}}"]);
}

#[test]
fn guards_determine_which_transitions_may_show_a_branch() {
    let template = template(TEXT);
    let may = |to| {
        let transition = Transition {
            from: Status::Ok,
            to,
            renotify: false,
        };
        let branches = template.branches().into_iter();
        branches
            .map(|branch| if branch.may_show(&[transition]) { 'x' } else { '.' })
            .collect::<String>()
    };
    assert_eq!(may(Status::Alert), "xxx..x");
    assert_eq!(may(Status::Warn), "...xxx");
}
