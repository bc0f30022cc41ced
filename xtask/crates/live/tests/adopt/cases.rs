use datadog_loopback::Kind;
use serde_json::json;

use crate::estate::{Estate, MONITOR, monitor_text};
use crate::resources::Resources;

type Case = fn(&Resources<'_>);

pub(crate) const CASES: &[(&str, Case)] = &[
    ("a_duplicate_is_repaired", a_duplicate_is_repaired),
    (
        "an_object_made_by_hand_is_adopted_by_its_name",
        an_object_made_by_hand_is_adopted_by_its_name,
    ),
    ("a_pair_wins", a_pair_wins),
    ("several_are_ambiguous", several_are_ambiguous),
    ("an_object_is_held_once", an_object_is_held_once),
    (
        "keys_of_another_organisation_are_refused",
        keys_of_another_organisation_are_refused,
    ),
    ("missing_rights_are_named", missing_rights_are_named),
    (
        "a_context_that_is_not_there_is_named",
        a_context_that_is_not_there_is_named,
    ),
    ("held_objects_are_not_deleted", held_objects_are_not_deleted),
    (
        "a_double_is_deleted_where_another_is_held",
        a_double_is_deleted_where_another_is_held,
    ),
];

const RESOURCE: &str = "demo-monitor-failures";
const PATH: &str = "demo/monitors/failures";
const ADOPT: [&str; 9] = [
    "adopt",
    "--env",
    "prod",
    "--kind",
    "monitor",
    "--service",
    "demo",
    "--context",
    "c",
];

fn check(run: &test_support::tree::Run, code: i32, parts: &[&str]) {
    for part in parts {
        assert!(run.text.contains(part), "{part:?} is missing:\n{}", run.text);
    }
    assert_eq!(run.code, Some(code), "{}", run.text);
}

fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [args, more].concat()
}

/// The id of the monitor of the tests.
fn id(estate: &Estate) -> String {
    estate.object(Kind::Monitor, &monitor_text(estate)).1["id"].to_string()
}

fn a_duplicate_is_repaired(resources: &Resources<'_>) {
    let estate = Estate::synced();
    let id = id(&estate);
    resources.create(RESOURCE);
    let words =
        format!("error creating monitor: 400 Bad Request: Duplicate of an existing monitor_id:{id} org_id:4242");
    resources.set_status(RESOURCE, &json!({
        "syncStatus": "error creating object",
        "conditions": [{ "type": "Error", "status": "True", "reason": "CreatingCustomResource", "message": words, "lastTransitionTime": "2026-11-29T00:00:00Z" }],
    }));
    let shown = resources.run(&estate, &ADOPT);
    check(
        &shown,
        0,
        &[
            &format!("adopt {PATH} in prod: monitor {id}"),
            "Datadog refuses to make it again",
            "nothing differs",
            "run it with --write",
        ],
    );
    assert_eq!(resources.id(RESOURCE), None);
    check(
        &resources.run(&estate, &with(&ADOPT, &["--write"])),
        2,
        &["there is no terminal to ask"],
    );
    assert_eq!(resources.id(RESOURCE), None);
    check(
        &resources.run(&estate, &with(&ADOPT, &["--write", "--yes"])),
        0,
        &["wrote 1 id"],
    );
    assert_eq!(resources.id(RESOURCE), Some(id));
    check(&resources.run(&estate, &ADOPT), 0, &["1 held already"]);
    assert!(
        estate.datadog.journal.calls("PUT", "*").is_empty(),
        "nothing is changed in Datadog"
    );
}

fn an_object_made_by_hand_is_adopted_by_its_name(resources: &Resources<'_>) {
    let estate = Estate::synced();
    estate.edit(Kind::Monitor, &monitor_text(&estate), |monitor| {
        monitor["tags"] = json!(["team:other"]);
        monitor["options"]["renotify_interval"] = json!(90);
    });
    resources.create(RESOURCE);
    let run = resources.run(&estate, &with(&ADOPT, &["--write", "--yes"]));
    check(&run, 0, &["(by its name)", "objects: 1 changed", "wrote 1 id"]);
    assert_eq!(resources.id(RESOURCE), Some(id(&estate)));
}

fn a_pair_wins(resources: &Resources<'_>) {
    let estate = Estate::synced();
    let (_, mut payload) = estate.payloads()[MONITOR].clone();
    payload["name"] = json!("made by hand");
    payload["tags"] = json!([]);
    let made = estate.create("monitor", &payload)["id"].to_string();
    resources.create(RESOURCE);
    let pairs = |text: &str| {
        estate.tree.write("pairs.yaml", text);
        let file = estate.tree.path("pairs.yaml");
        resources.run(
            &estate,
            &with(&ADOPT, &["--write", "--yes", "--pairs", file.to_str().expect("UTF-8")]),
        )
    };
    check(
        &pairs("demo/monitors/failure: 1\n"),
        2,
        &[
            "nothing declares 'demo/monitors/failure'",
            "did you mean 'demo/monitors/failures'",
        ],
    );
    check(&pairs(&format!("{PATH}: 99\n")), 2, &["there is no monitor '99'"]);
    check(&pairs("- a\n"), 2, &["is not a list of pairs"]);
    assert_eq!(resources.id(RESOURCE), None);
    check(&pairs(&format!("{PATH}: {made}\n")), 0, &["from the list of pairs"]);
    assert_eq!(resources.id(RESOURCE), Some(made));
}

fn several_are_ambiguous(resources: &Resources<'_>) {
    let estate = Estate::synced();
    let (_, mut second) = estate.payloads()[MONITOR].clone();
    second["message"] = json!("made twice");
    estate.create("monitor", &second);
    resources.create(RESOURCE);
    let run = resources.run(&estate, &with(&ADOPT, &["--write", "--yes"]));
    check(
        &run,
        1,
        &[&format!("ambiguous {PATH} in prod"), "give one with --pairs"],
    );
    assert_eq!(resources.id(RESOURCE), None);
}

fn an_object_is_held_once(resources: &Resources<'_>) {
    let estate = Estate::synced();
    resources.create(RESOURCE);
    resources.create("another");
    resources.set_status("another", &json!({ "id": id(&estate) }));
    check(
        &resources.run(&estate, &with(&ADOPT, &["--write", "--yes"])),
        1,
        &["is held by the resource 'another'"],
    );
    assert_eq!(resources.id(RESOURCE), None);
}

fn keys_of_another_organisation_are_refused(resources: &Resources<'_>) {
    let estate = Estate::synced();
    resources.create(RESOURCE);
    resources.set_status(RESOURCE, &json!({ "id": "1" }));
    check(
        &resources.run(&estate, &with(&ADOPT, &["--write", "--yes"])),
        2,
        &["the keys are of another one than the operator's"],
    );
}

fn missing_rights_are_named(resources: &Resources<'_>) {
    let estate = Estate::synced();
    check(
        &resources.run_denied(&estate, &ADOPT),
        2,
        &["the cluster 'c' refuses", "list, get, and patch of status"],
    );
}

fn a_context_that_is_not_there_is_named(resources: &Resources<'_>) {
    let estate = Estate::synced();
    let run = resources.run(&estate, &["adopt", "--env", "prod"]);
    check(
        &run,
        2,
        &[
            "the kubeconfig has no context 'scribemed-prod' for the cluster of 'prod'",
            "--env prod --context",
        ],
    );
}

fn held_objects_are_not_deleted(resources: &Resources<'_>) {
    let estate = Estate::synced();
    let id = id(&estate);
    estate.undeclare();
    resources.create(RESOURCE);
    resources.set_status(RESOURCE, &json!({ "id": id }));
    let delete = ["orphans", "--env", "prod", "--context", "c", "--delete", "--yes"];
    check(
        &resources.run(&estate, &delete),
        1,
        &["held by demo-monitor-failures in prod"],
    );
    assert!(estate.datadog.journal.calls("DELETE", "*").is_empty());
}

fn a_double_is_deleted_where_another_is_held(resources: &Resources<'_>) {
    let estate = Estate::synced();
    let first = id(&estate);
    let (_, mut payload) = estate.payloads()[MONITOR].clone();
    payload["message"] = json!("made twice");
    let second = estate.create("monitor", &payload)["id"].to_string();
    resources.create(RESOURCE);
    resources.set_status(RESOURCE, &json!({ "id": second }));
    let delete = ["orphans", "--env", "prod", "--context", "c", "--delete", "--yes"];
    check(
        &resources.run(&estate, &delete),
        0,
        &[&format!("deleted monitor {first}")],
    );
    assert_eq!(estate.datadog.journal.calls("DELETE", "*").len(), 1);
}
