use datadog_loopback::Kind;
use serde_json::json;

use crate::estate::{Estate, MONITOR, monitor_text};

#[test]
fn nothing_differs_after_a_sync() {
    let estate = Estate::synced();
    let text = estate.check(&["plan"], 0, &["nothing differs"]);
    assert!(!text.contains("warning"), "{text}");
    estate.check(&["drift"], 0, &["nothing differs"]);
    let report = estate.json(&["live", "plan", "--format", "json"]);
    assert_eq!(report["changes"], json!([]));
    assert_eq!(report["compared"], estate.payloads().len());
    // After the sync, everything was read and nothing changed.
    let journal = estate.datadog.journal.entries();
    let (sync, verbs) = journal.split_at(estate.payloads().len());
    assert!(sync.iter().all(|entry| entry.method == "POST") && verbs.iter().all(|entry| entry.method == "GET"));
}

#[test]
fn an_edit_by_hand_is_shown_in_the_words_of_diff() {
    let estate = Estate::synced();
    estate.edit(Kind::Monitor, &monitor_text(&estate), |monitor| {
        monitor["options"]["renotify_interval"] = json!(90);
        monitor["tags"]
            .as_array_mut()
            .expect("tags")
            .push(json!("edited:by-hand"));
    });
    estate.check(
        &["plan", "--env", "prod"],
        0,
        &["prod demo/failures:", "repeat", "edited:by-hand", "objects: 1 changed"],
    );
    estate.check(&["plan", "--env", "dev"], 0, &["nothing differs"]);
    estate.check(&["plan", "--kind", "slo"], 0, &["nothing differs"]);
    estate.check(&["plan", "--service", "demo"], 0, &["objects: 1 changed"]);
    estate.check(&["drift"], 1, &["objects: 1 changed"]);
    estate.check(&["drift", "--format", "markdown"], 1, &["**objects: 1 changed**"]);
    let report = estate.json(&["drift", "--format", "json"]);
    assert_eq!(report["changes"][0]["objects"], json!(["demo/failures"]));
}

/// The page for people shows what this prints.
#[test]
fn an_edit_by_hand_is_shown_as_its_page_says() {
    let estate = Estate::synced();
    estate.edit(Kind::Monitor, &monitor_text(&estate), |monitor| {
        monitor["options"]["renotify_interval"] = json!(90);
        monitor["options"]["thresholds"]["critical"] = json!(50);
        monitor["query"] = json!(monitor["query"].as_str().expect("a query").replace("> 1", "> 50"));
    });
    let output = estate.command(&["live", "plan", "--env", "prod"]).output();
    let printed = String::from_utf8(output.expect("the binary runs").stdout).expect("UTF-8");
    let page = test_support::fixtures::repository().join("docs/how-to/compare-with-datadog.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let block = format!("```text\n{printed}```\n");
    assert!(page.contains(&block), "the page lacks this block:\n{block}");
}

#[test]
fn what_was_deleted_by_hand_is_new() {
    let estate = Estate::synced();
    let (id, _) = estate.object(Kind::Monitor, &monitor_text(&estate));
    assert!(estate.datadog.store.remove(Kind::Monitor, id));
    estate.check(&["plan"], 0, &["prod demo/failures:\n    new"]);
}

#[test]
fn what_nothing_declares_is_removed() {
    let estate = Estate::synced();
    std::fs::remove_file(estate.tree.path(MONITOR)).expect("a file");
    estate.check(&["plan"], 0, &["prod demo/failures: removed"]);
    estate.check(&["plan", "--env", "dev"], 0, &["nothing differs"]);
}

/// A file that was not rendered again declares what it did before, and one that is missing declares nothing.
#[test]
fn files_that_are_out_of_date_are_named() {
    let estate = Estate::synced();
    std::fs::remove_file(estate.tree.path(MONITOR)).expect("a file");
    let named = format!("'{MONITOR}' is out of date");
    for verb in ["plan", "status", "orphans"] {
        let run = estate.run(&[verb, "--env", "prod"]);
        let warning = format!("warning[live/outdated]: {named}");
        assert!(
            run.text.contains(&warning) && run.text.contains("run `cargo xtask render` first"),
            "{}",
            run.text
        );
    }
    let before = estate.datadog.journal.entries().len();
    for verb in [&["drift"][..], &["orphans", "--delete", "--without-cluster", "--yes"]] {
        estate.check(verb, 2, &["error[live/outdated]", &named]);
    }
    assert_eq!(estate.datadog.journal.entries().len(), before);
    std::fs::remove_dir_all(estate.tree.path("manifests")).expect("a folder");
    estate.check(&["drift"], 2, &["rendered files are out of date"]);
    estate.check(
        &["validate", "--all"],
        0,
        &["no monitor is selected, so Datadog was not asked"],
    );
}

#[test]
fn an_organisation_without_our_objects_is_named() {
    let estate = Estate::new();
    estate.check(
        &["plan", "--env", "prod"],
        0,
        &["none of the", "declared objects exists in this organisation"],
    );
}

#[test]
fn names_that_do_not_exist_are_near_matches() {
    let estate = Estate::new();
    estate.check(
        &["plan", "--env", "prd"],
        2,
        &["there is no environment 'prd'", "did you mean 'prod'?"],
    );
    estate.check(
        &["plan", "--service", "dmo"],
        2,
        &["there is no service 'dmo'", "did you mean 'demo'?"],
    );
    assert_eq!(estate.datadog.journal.entries().len(), 0);
}
