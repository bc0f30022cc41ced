use proptest::prelude::*;

use super::*;

const VALID: &str = "reason: the stores restart
scope:
  teams: [data-platform]
recurring:
  start: 2026-12-06T02:00:00
  duration: 2h
  rrule: FREQ=WEEKLY;BYDAY=SU
  timezone: America/New_York
notify:
  teams: [data-platform]
  end_states: [alert, no data]
";

/// The window with an edit has these mistakes: the underlined text, the message and the help.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(VALID.contains(from), "{from:?}");
    let text = VALID.replacen(from, to, 1);
    let found: Vec<String> = match Window::parse(&text) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes
            .into_iter()
            .map(|m| format!("{:?} {}; {}", &text[m.span], m.message, m.help.unwrap_or_default()))
            .collect(),
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_window_has_its_fields_and_their_places() {
    let window = Window::parse(VALID).expect("a valid window");
    assert_eq!(window.scope.teams[0].value, "data-platform");
    let recurring = window.recurring.expect("a recurring window");
    // Neither YAML nor Terraform reads a time without an offset as anything but text.
    assert_eq!(recurring.start.value, "2026-12-06T02:00:00");
    assert_eq!(&VALID[recurring.rrule.span.clone()], "FREQ=WEEKLY;BYDAY=SU");
    let states = window.notify.end_states.expect("states");
    assert_eq!(
        states.iter().map(|s| s.value).collect::<Vec<_>>(),
        [EndState::Alert, EndState::NoData]
    );
}

#[test]
fn unknown_fields_and_values_have_near_matches() {
    check(
        "recurring:",
        "recuring:",
        &["\"recuring\" unknown field 'recuring'; did you mean 'recurring'?"],
    );
    check(
        "teams: [data",
        "team: [data",
        &["\"team\" unknown field 'team'; did you mean 'teams'?"],
    );
    check(
        "rrule:",
        "rule:",
        &["\"rule\" unknown field 'rule'; did you mean 'rrule'?"],
    );
    check(
        "no data]",
        "nodata]",
        &["\"nodata\" unknown value 'nodata'; did you mean 'no data'?"],
    );
}

#[test]
fn what_is_missing_or_given_twice_is_a_mistake() {
    let schedule = "recurring:\n  start: 2026-12-06T02:00:00\n  duration: 2h\n  rrule: FREQ=WEEKLY;BYDAY=SU\n  timezone: America/New_York\n";
    check(
        schedule,
        "",
        &[
            "\"the stores restart\" a window has 'once' or 'recurring'; add `once: { start, end }` or `recurring: { start, duration, rrule, timezone }`",
        ],
    );
    check(
        "recurring:",
        "once: { start: 2026-12-06T07:00:00Z, end: 2026-12-06T08:00:00Z }\nrecurring:",
        &["\"recurring\" a window has 'once' or 'recurring', not both; write two windows"],
    );
    check(
        "reason: the stores restart",
        "reason: patch",
        &["\"patch\" reason has fewer than 10 characters; say why alerts are not wanted"],
    );
    check(
        "reason: the stores restart",
        "reason: xxxxxxxxxxxx stores, stores",
        &["\"xxxxxxxxxxxx stores, stores\" reason has fewer than 3 different words; say why alerts are not wanted"],
    );
    check(
        "notify:",
        "mutes_p1_because: ''\nnotify:",
        &["\"''\" mutes_p1_because has fewer than 10 characters; say why nobody needs to be paged"],
    );
    check(
        "[alert, no data]",
        "[alert, alert]",
        &["\"alert\" notify.end_states lists 'alert' twice; remove one"],
    );
}

#[test]
fn a_scope_selects_something() {
    check(
        "teams: [data-platform]",
        "teams: []",
        &["\"scope\" the scope is empty; name services, teams or monitor_tags"],
    );
    check(
        "teams: [data-platform]",
        "teams: [data-platform]\n  services: [redis]",
        &[
            "\"data-platform\" a scope has services or teams, not both; remove one: a monitor of a service has the team of the service",
        ],
    );
    check(
        "teams: [data-platform]",
        "monitor_tags: [p3, 'severity:p3', 'severity:p3']",
        &[
            "\"'severity:p3'\" scope.monitor_tags lists 'severity:p3' twice; remove one",
            "\"p3\" 'p3' is not a tag of a monitor; write key:value, as in severity:p3",
        ],
    );
}

proptest! {
    /// No text makes it panic, and a mistake underlines a part of the text.
    #[test]
    fn mistakes_are_within_the_text(text in "(reason|scope|once|[a-z: \\[\\]{}'\n-]){0,60}") {
        within(&text);
    }

    /// The same with a valid window that is cut and filled.
    #[test]
    fn mistakes_of_edited_windows_are_within_the_text(at in 0..VALID.len(), length in 0usize..30, filling in "[a-zé:'\\[\n ]{0,6}") {
        let end = (at + length).min(VALID.len());
        within(&format!("{}{filling}{}", &VALID[..at], &VALID[end..]));
    }
}

fn within(text: &str) {
    for mistake in Window::parse(text).err().into_iter().flatten() {
        assert!(text.get(mistake.span.clone()).is_some(), "{mistake:?} of {text:?}");
        assert!(!mistake.message.is_empty());
    }
}
