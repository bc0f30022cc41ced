//! What each verb of this binary prints with `--format json` is what is declared of it.

use std::collections::BTreeSet;

use datadog_loopback::{Action, Id, Kind, Rule};
use serde_json::{Value, json};
use test_support::json::{all_tested, printed};

use crate::estate::Estate;
use crate::kubernetes::Kubernetes;

/// The verbs with arguments, the name of the output, and the list in it that is not empty in these tests.
const VERBS: [(&str, &str, &str); 5] = [
    ("live plan", "plan", "changes"),
    ("live drift", "drift", "changes"),
    ("live orphans", "orphans", "orphans"),
    ("live status", "status", "services"),
    ("live validate", "validate --all", "findings"),
];

/// The only verb that needs a cluster.
const ADOPT: &str = "live adopt";

/// An estate with something to report for each verb: an object that nothing declares, an edit by hand, and a monitor that Datadog refuses.
fn estate() -> Estate {
    let estate = Estate::synced();
    estate.undeclare();
    let (_, [_, edited]) = monitors(&estate).swap_remove(0);
    estate.edit(Kind::Monitor, &edited, |monitor| {
        monitor["options"]["renotify_interval"] = json!(90);
    });
    let message = "The value provided for parameter 'query' is invalid".to_owned();
    let refused = Rule::new("strict", Action::Refuse { message });
    estate
        .datadog
        .faults
        .add(refused.on("POST", "/api/v1/monitor/validate").times(1));
    estate
}

/// The monitors of the demo in production that are resources of the operator, by file: the name of the resource, and the monitor's name in quotes.
fn monitors(estate: &Estate) -> Vec<(String, [String; 2])> {
    let payloads = estate.payloads();
    let of_demo = payloads
        .iter()
        .filter(|(file, _)| file.starts_with("manifests/prod/demo/monitors/"));
    of_demo
        .filter_map(|(file, (_, payload))| {
            let text = estate.tree.read(file);
            let is_generic = text.contains("\nkind: DatadogGenericResource\n");
            let resource = text.lines().find_map(|line| line.strip_prefix("  name: "))?;
            is_generic.then(|| (file.clone(), [resource.to_owned(), payload["name"].to_string()]))
        })
        .collect()
}

#[test]
fn verbs_print_what_is_declared() {
    let estate = estate();
    for (verb, line, list) in VERBS {
        let words: Vec<&str> = line.split(' ').chain(["--format", "json"]).collect();
        let found = printed(verb, &mut estate.command(&words));
        assert!(
            found[list].as_array().is_some_and(|list| !list.is_empty()),
            "{verb} reports nothing: {found}"
        );
    }
}

/// Every outcome at once. The ids are written, and one resource is gone by then.
#[test]
fn adopt_prints_what_is_declared() {
    let estate = Estate::synced();
    let monitors = monitors(&estate);
    let [adopted, gone, held, new, double, refused, ..] = monitors.as_slice() else {
        panic!("the demo has fewer than six monitors: {monitors:?}")
    };
    let id = |(_, [_, name]): &(String, [String; 2])| match estate.object(Kind::Monitor, name).0 {
        Id::Number(number) => number,
        Id::Text(text) => panic!("a monitor has the id {text}"),
    };
    let (of_held, of_refused) = (id(held), id(refused));
    assert!(estate.datadog.store.remove(Kind::Monitor, Id::Number(id(new))));
    let (_, mut second) = estate.payloads()[&double.0].clone();
    second["message"] = json!("made twice");
    estate.create("monitor", &second);
    let without_id = [adopted, gone, new, double, refused].map(|(_, [resource, _])| (resource.clone(), json!({})));
    let with_id = [(held.1[0].clone(), of_held), ("another".to_owned(), of_refused)]
        .map(|(resource, id)| (resource, json!({ "id": id.to_string() })));
    let cluster = Kubernetes::start(&[&without_id[..], &with_id[..]].concat(), &gone.1[0]);
    estate.tree.write("kubeconfig", &cluster.kubeconfig);

    let mut command = estate.command(&[
        "adopt",
        "--env",
        "prod",
        "--context",
        "c",
        "--write",
        "--yes",
        "--format",
        "json",
    ]);
    let found = printed(ADOPT, command.env("KUBECONFIG", estate.tree.path("kubeconfig")));
    let rows = found["objects"].as_array().expect("objects");
    let all = |member: &str| -> BTreeSet<String> { rows.iter().map(|row| text(&row[member])).collect() };
    assert_eq!(
        all("outcome").into_iter().collect::<Vec<_>>(),
        ["adopt", "ambiguous", "held", "new", "refused", "waiting"]
    );
    assert_eq!(
        all("written").into_iter().collect::<Vec<_>>(),
        ["false", "null", "true"]
    );
    assert!(all("error").contains("it has been deleted meanwhile"), "{found}");
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn every_verb_of_this_binary_is_tested() {
    let tested = VERBS.into_iter().map(|(verb, ..)| verb).chain([ADOPT]);
    all_tested(&cli::verbs_with_json_of("live"), tested);
}
