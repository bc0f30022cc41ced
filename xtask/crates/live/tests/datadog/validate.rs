use datadog_loopback::{Action, Rule};

use crate::estate::{Estate, MONITOR};

#[test]
fn both_accept_what_is_rendered() {
    let estate = Estate::new();
    estate.check(&["validate", "--all"], 0, &["Datadog accepts", "and so does validate"]);
    assert_eq!(estate.datadog.store.objects(datadog_loopback::Kind::Monitor).len(), 0);
}

#[test]
fn agreement_as_json_has_no_findings() {
    let found = Estate::new().json(&["live", "validate", "--all", "--format", "json"]);
    assert_eq!(found["findings"], serde_json::json!([]));
}

#[test]
fn a_disagreement_is_an_error_of_the_tool() {
    let estate = Estate::new();
    let message = "The value provided for parameter 'query' is invalid".to_owned();
    estate.datadog.faults.add(
        Rule::new("strict", Action::Refuse { message })
            .on("POST", "/api/v1/monitor/validate")
            .times(1),
    );
    estate.check(
        &["validate", "--all"],
        1,
        &[
            "live/too-lax",
            "but validate accepts it",
            "Datadog: The value provided",
            "this is an error of the tool",
        ],
    );
    estate
        .tree
        .edit(MONITOR, "\"type\": \"query alert\"", "\"type\": \"query alart\"");
    estate.check(
        &["validate", "--all", "--env", "prod"],
        1,
        &[
            "live/refused",
            "Datadog refuses 'demo/monitors/failures'",
            "validate: unknown value 'query alart'",
        ],
    );
}
