//! The rights of the controller's role, as it is deployed: enough for every case, and none that no case uses.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

/// The manifest with the role.
const MANIFEST: &str = include_str!("../../../../../manifests/prod/platform/datadog-link.yaml");

/// Rights that the audit log does not show: server-side apply of a new object needs both and is logged as a patch; an event is patched when it is repeated.
const NOT_LOGGED: [(&str, &str); 2] = [("datadoggenericresources", "create"), ("events", "patch")];

/// A right: a resource, with its subresource, and a verb.
pub(crate) type Right = (String, String);

/// The rules of the role.
pub(crate) fn rules() -> Value {
    let documents: Vec<Value> = serde_saphyr::from_multiple(MANIFEST).expect("rendered YAML");
    let mut roles = documents.iter().filter(|document| document["kind"] == "Role");
    roles.next().map(|role| role["rules"].clone()).expect("a role")
}

/// The rights that these rules give and no call used.
pub(crate) fn unused(used: &BTreeSet<Right>) -> Vec<Right> {
    let logged = |right: &Right| !NOT_LOGGED.contains(&(right.0.as_str(), right.1.as_str()));
    rights()
        .into_iter()
        .filter(|right| logged(right) && !used.contains(right))
        .collect()
}

#[derive(Deserialize)]
struct Rule {
    resources: Vec<String>,
    verbs: Vec<String>,
}

fn rights() -> Vec<Right> {
    let rules: Vec<Rule> =
        serde_json::from_value(rules()).unwrap_or_else(|error| panic!("{error}: {}", json!(rules())));
    let of = |rule: Rule| {
        let pair = move |resource: String| rule.verbs.clone().into_iter().map(move |verb| (resource.clone(), verb));
        rule.resources.into_iter().flat_map(pair)
    };
    rules.into_iter().flat_map(of).collect()
}
