//! What a person muted in Datadog, which no file declares.

use datadog_loopback::{Action, Kind, Rule};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::estate::{Estate, RUNBOOK, monitor_text};

const ID: &str = "0ddba115-0000-4000-8000-000000000001";

const NOTHING: [Value; 0] = [];

/// A start and an end that do not depend on when the test runs.
const START: &str = "2096-12-06T07:00:00+00:00";
const END: &str = "2096-12-06T08:00:00+00:00";

/// A maintenance window, and its downtime as terraform/modules/maintenance makes it.
const WINDOW: &str = "terraform/environments/prod/maintenance/failover.yaml";
const WINDOW_TEXT: &str = "reason: the database fails over
scope: {services: [demo], monitor_tags: ['severity:p3']}
once: {start: 2096-12-06T07:00:00Z, end: 2096-12-06T08:00:00Z}
notify: {teams: [platform]}
";

fn of_window() -> Value {
    json!({
        "message": "the database fails over (window failover, prod). @slack-platform-prod",
        "monitor_identifier": { "monitor_tags": ["severity:p3", "env:prod", "service:demo"] },
        "schedule": { "start": START, "end": END },
    })
}

impl Estate {
    /// Makes a downtime, as a person does in the web application. What `attributes` leave out is as for one monitor of production, without an end.
    fn mute(&self, attributes: Value) {
        self.mute_as(ID, attributes);
    }

    fn mute_as(&self, id: &str, attributes: Value) {
        let mut all = json!({
            "scope": "*",
            "message": null,
            "monitor_identifier": { "monitor_tags": ["env:prod", RUNBOOK] },
            "schedule": { "start": START, "end": null },
            "created": "2026-11-29T21:00:00+00:00",
            "canceled": null,
        });
        let given = attributes.as_object().expect("attributes").clone();
        all.as_object_mut().expect("attributes").extend(given);
        let user = json!({ "data": { "type": "users", "id": "10ca1b0c-0000-4000-8000-000000000001" } });
        let downtime =
            json!({ "id": id, "type": "downtime", "attributes": all, "relationships": { "created_by": user } });
        self.datadog.store.put(Kind::Downtime, id, downtime);
    }

    /// What `drift` with these arguments lists as muted by hand.
    fn muted(&self, args: &[&str]) -> Vec<Value> {
        let report = self.json(&[&["live", "drift", "--format", "json"][..], args].concat());
        report["muted_by_hand"].as_array().expect("a list").clone()
    }
}

/// The page for people shows what this prints.
#[test]
fn a_mute_without_an_end_is_an_error_as_its_page_says() {
    let estate = Estate::synced();
    estate.mute(json!({ "message": "deploying,\nback soon" }));
    estate.check(
        &["drift"],
        1,
        &["nothing differs", "muted by hand: 1 downtime (1 error)"],
    );
    let printed = estate
        .command(&["live", "drift"])
        .output()
        .expect("the binary runs")
        .stdout;
    let printed = String::from_utf8(printed).expect("UTF-8");
    let page = test_support::fixtures::repository().join("docs/how-to/compare-with-datadog.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let block = format!("```text\n{printed}```\n");
    assert!(page.contains(&block), "the page lacks this block:\n{block}");
    // It is none of the next sync's business.
    let plan = estate.check(&["plan"], 0, &["nothing differs"]);
    assert!(!plan.contains("by hand"), "{plan}");
}

#[test]
fn an_issue_has_everything_but_the_message() {
    let estate = Estate::synced();
    estate.mute(json!({ "message": "Jane called", "scope": "host:a|b" }));
    let text = estate.check(
        &["drift", "--format", "markdown"],
        1,
        &[
            "**muted by hand: 1 downtime (1 error)**",
            &format!("| error | downtime {ID} | loopback datadog.invalid | 1 monitor of this repository: monitors tagged env:prod, {RUNBOOK}, groups of 'host:a\\|b' | {START} | no end | it has no end |"),
            "The message of a downtime is in Datadog only.",
        ],
    );
    assert!(!text.contains("Jane"), "{text}");
}

#[test]
fn a_night_on_call_is_a_note() {
    let estate = Estate::synced();
    let check = |schedule: Value, code: i32, why: Value| {
        estate.mute(json!({ "schedule": schedule }));
        let muted = estate.muted(&[]);
        assert_eq!(muted[0]["why"], why, "{muted:?}");
        assert_eq!(muted[0]["severity"], if code == 0 { "note" } else { "error" });
        estate.check(&["drift"], code, &["muted by hand: 1 downtime"]);
    };
    check(json!({ "start": START, "end": END }), 0, Value::Null);
    check(
        json!({ "start": START, "end": "2096-12-07T07:00:00+00:00" }),
        1,
        json!("it lasts 24 h, more than 12 h"),
    );
    let daily = json!({ "start": "2026-01-06T02:00:00", "duration": "1h", "rrule": "FREQ=DAILY" });
    check(
        json!({ "timezone": "UTC", "recurrences": [daily] }),
        1,
        json!("it recurs, so it is planned"),
    );
    // What is active now, too.
    let (from, to) = (
        Timestamp::now() - SignedDuration::from_hours(1),
        Timestamp::now() + SignedDuration::from_hours(1),
    );
    check(
        json!({ "start": from.to_string(), "end": to.to_string() }),
        0,
        Value::Null,
    );
}

#[test]
fn what_is_over_mutes_nothing() {
    let estate = Estate::synced();
    estate.mute(json!({ "schedule": { "start": "2026-01-06T07:00:00+00:00", "end": "2026-01-06T08:00:00+00:00" } }));
    assert_eq!(estate.muted(&[]), NOTHING);
    estate.mute(json!({ "canceled": Timestamp::now().to_string() }));
    assert_eq!(estate.muted(&[]), NOTHING);
}

#[test]
fn a_window_of_terraform_is_declared_but_not_a_copy_of_its_message() {
    let estate = Estate::synced();
    estate.mute(of_window());
    assert_eq!(estate.muted(&[])[0]["severity"], "note", "nothing declares it yet");
    estate.tree.write(WINDOW, WINDOW_TEXT);
    assert_eq!(estate.muted(&[]), NOTHING);
    estate.check(&["drift"], 0, &["nothing differs"]);
    for (field, value) in [
        ("monitor_identifier", json!({ "monitor_tags": ["*"] })),
        (
            "monitor_identifier",
            json!({ "monitor_tags": ["env:prod", "service:demo"] }),
        ),
        ("schedule", json!({ "start": START, "end": null })),
        ("scope", json!("host:a")),
        ("message", json!("the database fails over (window failover, staging).")),
    ] {
        let mut copy = of_window();
        copy[field] = value;
        estate.mute(copy);
        assert_eq!(estate.muted(&[]).len(), 1, "another {field} is not the window");
    }
}

#[test]
fn a_window_makes_a_downtime_for_each_team() {
    let estate = Estate::synced();
    estate.tree.write(
        WINDOW,
        "reason: the database fails over
scope: {teams: [platform, data-platform]}
recurring: {start: 2026-01-06T02:00:00, duration: 2h, rrule: FREQ=WEEKLY, timezone: America/New_York}
",
    );
    let recurrence = json!({ "start": "2026-01-06T02:00", "duration": "2h", "rrule": "FREQ=WEEKLY" });
    for (id, team, declared) in [
        ("a", "platform", true),
        ("b", "data-platform", true),
        ("c", "security", false),
    ] {
        estate.mute_as(
            id,
            json!({
                "message": "the database fails over (window failover, prod).",
                "monitor_identifier": { "monitor_tags": ["env:prod", format!("team:{team}")] },
                "schedule": { "timezone": "America/New_York", "recurrences": [recurrence] },
            }),
        );
        assert_eq!(estate.muted(&[]).is_empty(), declared, "{team}");
    }
}

#[test]
fn a_window_that_cannot_be_read_stops_the_comparison() {
    let estate = Estate::synced();
    estate.tree.write(WINDOW, WINDOW_TEXT.replace("reason", "reasn"));
    estate.check(
        &["drift"],
        2,
        &[
            &format!("error[live/window]: '{WINDOW}' is not a maintenance window: "),
            "reasn",
            "run `cargo xtask maintenance`",
        ],
    );
}

#[test]
fn a_downtime_of_a_service_is_declared_but_not_a_copy_of_its_message() {
    let estate = Estate::synced();
    estate.tree.write(
        "jsonnet/services/demo/downtimes/batch.libsonnet",
        "function(ctx) ctx.downtime.recurring({
  reason: 'the nightly batch fails jobs', environments: ['prod'], monitor: 'failures',
  start: '2026-01-01T01:00:00', duration: '2h', rrule: 'FREQ=DAILY', timezone: 'America/New_York',
})
",
    );
    estate.tree.render();
    let (_, payload) = estate.payloads()["manifests/prod/demo/downtimes/batch.yaml"].clone();
    estate.create("downtime", &payload);
    assert_eq!(estate.muted(&[]), NOTHING);
    estate.check(&["drift"], 0, &["nothing differs"]);
    // Its message links the declaration. Who copies it with other tags mutes by hand.
    let mut copy = payload["data"]["attributes"].clone();
    copy["monitor_identifier"] = json!({ "monitor_tags": ["*"] });
    estate.mute(copy.clone());
    let muted = estate.muted(&[]);
    assert_eq!((muted.len(), &muted[0]["monitor_tags"]), (1, &json!(["*"])));
    // With the same tags it is a second one.
    copy["monitor_identifier"] = payload["data"]["attributes"]["monitor_identifier"].clone();
    estate.mute(copy);
    assert_eq!(estate.muted(&[]).len(), 1);
    estate.check(&["drift"], 1, &["exists more than once"]);
}

#[test]
fn a_selection_leaves_out_what_cannot_mute_it() {
    let estate = Estate::synced();
    let check = |identifier: Value, listed: [(&str, bool); 5]| {
        estate.mute(json!({ "monitor_identifier": identifier }));
        for (args, expected) in listed {
            let args: Vec<&str> = args.split(' ').filter(|arg| !arg.is_empty()).collect();
            assert_eq!(
                estate.muted(&args).len(),
                usize::from(expected),
                "{identifier} {args:?}"
            );
        }
    };
    let monitor = estate.object(Kind::Monitor, &monitor_text(&estate)).1["id"].clone();
    let by = |all, prod, dev, service, slo| {
        [
            ("", all),
            ("--env prod", prod),
            ("--env dev", dev),
            ("--service platform", service),
            ("--kind slo", slo),
        ]
    };
    check(json!({ "monitor_tags": ["*"] }), by(true, true, true, true, false));
    check(
        json!({ "monitor_tags": ["env:prod"] }),
        by(true, true, false, true, false),
    );
    check(
        json!({ "monitor_tags": ["service:demo"] }),
        by(true, true, true, false, false),
    );
    check(json!({ "monitor_tags": ["env:qa"] }), by(true, true, true, true, false));
    check(json!({ "monitor_id": monitor }), by(true, true, false, false, false));
    check(json!({ "monitor_id": 7 }), by(true, true, true, true, false));
}

#[test]
fn the_monitors_that_are_muted_are_counted_and_named() {
    let estate = Estate::synced();
    let monitors = estate.datadog.store.objects(Kind::Monitor).len();
    let check = |identifier: Value, args: &[&str], mutes: Value, monitor: Value| {
        estate.mute(json!({ "monitor_identifier": identifier }));
        let muted = &estate.muted(args)[0];
        assert_eq!((&muted["mutes"], &muted["monitor"]), (&mutes, &monitor), "{identifier}");
    };
    let (_, monitor) = estate.object(Kind::Monitor, &monitor_text(&estate));
    let (id, name) = (&monitor["id"], monitor["name"].as_str().expect("a name"));
    check(json!({ "monitor_tags": ["*"] }), &[], json!(monitors), Value::Null);
    check(
        json!({ "monitor_tags": [RUNBOOK, "env:prod"] }),
        &[],
        json!(1),
        Value::Null,
    );
    check(json!({ "monitor_tags": ["env:nowhere"] }), &[], json!(0), Value::Null);
    check(
        json!({ "monitor_tags": ["*"] }),
        &["--kind", "downtime"],
        Value::Null,
        Value::Null,
    );
    check(
        json!({ "monitor_id": id }),
        &[],
        json!(1),
        json!(format!("monitor {id} '{name}'")),
    );
    check(json!({ "monitor_id": 7 }), &[], json!(0), json!("monitor 7"));
}

#[test]
fn a_monitor_may_be_muted_in_the_old_way() {
    let estate = Estate::synced();
    let monitor = estate.object(Kind::Monitor, &monitor_text(&estate)).1["id"].to_string();
    let now = Timestamp::now().as_second();
    let silence = |silenced: Value| {
        estate.edit(Kind::Monitor, &monitor_text(&estate), |monitor| {
            monitor["options"]["silenced"] = silenced;
        });
        let muted = estate.muted(&[]);
        let rows = muted
            .iter()
            .map(|row| (row["scope"].clone(), row["severity"].clone(), row["why"].clone()));
        rows.collect::<Vec<_>>()
    };
    let row = |scope: &str, severity: &str, why: Value| (json!(scope), json!(severity), why);
    assert!(silence(json!({ "*": now - 60 })).is_empty());
    assert_eq!(
        silence(json!({ "host:a": now + 3_600, "host:b": null, "host:c": now + 2 * 86_400 })),
        [
            row("host:b", "error", json!("it has no end")),
            row("host:c", "error", json!("it lasts for another 48 h, more than 12 h")),
            row("host:a", "note", Value::Null),
        ]
    );
    estate.check(
        &["drift", "--env", "prod"],
        1,
        &[
            "muted by hand: 3 mutes by the option 'silenced' (2 errors)",
            &format!(
                "error: the option 'silenced' of monitor {monitor} mutes 1 monitor of this repository: it has no end"
            ),
            "made by: see the monitor's history in Datadog",
            "groups of 'host:b'",
            "time:    from an unknown time without an end",
        ],
    );
    assert_eq!(estate.muted(&["--env", "dev"]), NOTHING);
}

#[test]
fn who_made_it_is_asked_for_what_is_listed_alone() {
    let estate = Estate::synced();
    estate.tree.write(WINDOW, WINDOW_TEXT);
    estate.mute_as("declared", of_window());
    estate.mute_as("by-hand", json!({}));
    let muted = estate.muted(&[]);
    assert_eq!(
        (muted.len(), &muted[0]["creator"]),
        (1, &json!("loopback@datadog.invalid"))
    );
    let asked = estate.datadog.journal.calls("GET", "/api/v2/downtime/*");
    assert_eq!(asked.len(), 1, "{asked:?}");
    let refusal = Action::Status {
        status: 403,
        errors: vec!["Forbidden".to_owned()],
    };
    estate
        .datadog
        .faults
        .add(Rule::new("refused", refusal).on("GET", "/api/v2/downtime/*"));
    estate.check(
        &["drift"],
        2,
        &["it needs the permission 'monitors_downtime'", "Datadog: Forbidden"],
    );
}

#[test]
fn a_downtime_that_ends_meanwhile_has_no_creator() {
    let estate = Estate::synced();
    estate.mute(json!({}));
    let gone = Action::Status {
        status: 404,
        errors: vec!["Downtime not found".to_owned()],
    };
    estate
        .datadog
        .faults
        .add(Rule::new("gone", gone).on("GET", "/api/v2/downtime/*"));
    estate.check(&["drift"], 1, &["made by: unknown: Datadog states no user"]);
}
