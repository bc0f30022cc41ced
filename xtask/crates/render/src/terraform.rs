//! What Terraform reads of the policy, as JSON: one file for each Datadog organisation, one for each environment. The policy is written once, so no name,
//! handle or retention is written again in `terraform/`.

mod environment;
mod organisation;

use model::Catalog;
use repository::Artifact;
use serde::Serialize;

use crate::plan::Selection;

/// The folder of these files. No other file is in it.
pub(crate) const FOLDER: &str = "terraform/policy";

/// The first field of every file. JSON has no comments.
const GENERATED: &str = "by `cargo xtask render` from jsonnet/policy; do not edit";

/// The files of the selected environments and organisations. What a service declares is in none of them.
pub(crate) fn artifacts(catalog: &Catalog, selection: &Selection) -> Vec<Artifact> {
    if !selection.has_every_service() {
        return Vec::new();
    }
    let organisations = catalog
        .organisations
        .iter()
        .filter(|(name, _)| selection.has_organisation(catalog, name))
        .map(|(name, organisation)| file(name, &organisation::Policy::of(catalog, name, organisation)));
    let environments = catalog
        .environments
        .iter()
        .filter(|(name, _)| selection.has_env(name))
        .map(|(name, environment)| file(name, &environment::Policy::of(catalog, name, environment)));
    organisations.chain(environments).collect()
}

fn file(name: &str, policy: &impl Serialize) -> Artifact {
    // A structure of texts, numbers and maps by text always has a JSON text.
    let json = serde_json::to_string_pretty(policy).expect("a policy prints");
    Artifact {
        path: format!("{FOLDER}/{name}.json"),
        text: Some(json + "\n"),
    }
}
