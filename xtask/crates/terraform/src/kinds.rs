//! What the providers' schemas say about secrets: which values are sensitive, and which arguments have a form that reaches no state.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// The schemas that the provider double serves.
const SCHEMAS: [&str; 6] = [
    include_str!("../../../../tools/providerdouble/schemas/aws.json"),
    include_str!("../../../../tools/providerdouble/schemas/datadog.json"),
    include_str!("../../../../tools/providerdouble/schemas/kubernetes.json"),
    include_str!("../../../../tools/providerdouble/schemas/random.json"),
    include_str!("../../../../tools/providerdouble/schemas/time.json"),
    include_str!("../../../../tools/providerdouble/schemas/vault.json"),
];

/// The kinds that providers have.
#[derive(Default)]
pub(crate) struct Kinds {
    pub(crate) resources: BTreeMap<String, Kind>,
    pub(crate) data: BTreeMap<String, Kind>,
    pub(crate) ephemerals: BTreeMap<String, Kind>,
}

/// What matters of a kind's arguments.
#[derive(Default)]
pub(crate) struct Kind {
    pub(crate) sensitive: BTreeSet<String>,
    pub(crate) write_only: BTreeSet<String>,
}

impl Kind {
    /// The argument that takes the value of `argument` and keeps it out of the state.
    pub(crate) fn write_only_form(&self, argument: &str) -> Option<&String> {
        self.write_only.get(&format!("{argument}_wo"))
    }
}

#[derive(Deserialize)]
struct Exported {
    #[serde(default)]
    resource_schemas: BTreeMap<String, ExportedKind>,
    #[serde(default)]
    data_source_schemas: BTreeMap<String, ExportedKind>,
    #[serde(default)]
    ephemeral_resource_schemas: BTreeMap<String, ExportedKind>,
}

#[derive(Deserialize)]
struct ExportedKind {
    block: ExportedBlock,
}

#[derive(Deserialize)]
struct ExportedBlock {
    #[serde(default)]
    attributes: BTreeMap<String, ExportedAttribute>,
}

#[derive(Deserialize)]
struct ExportedAttribute {
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    write_only: bool,
}

/// All kinds, read once.
pub(crate) static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let mut kinds = Kinds::default();
    for text in SCHEMAS {
        // The files are part of this program, and a test reads them all.
        let exported: Exported = serde_json::from_str(text).expect("a schema of the provider double");
        kinds.resources.extend(converted(exported.resource_schemas));
        kinds.data.extend(converted(exported.data_source_schemas));
        kinds.ephemerals.extend(converted(exported.ephemeral_resource_schemas));
    }
    kinds
});

fn converted(from: BTreeMap<String, ExportedKind>) -> impl Iterator<Item = (String, Kind)> {
    from.into_iter().map(|(name, exported)| {
        let mut kind = Kind::default();
        for (argument, facts) in exported.block.attributes {
            if facts.write_only {
                kind.write_only.insert(argument.clone());
            }
            if facts.sensitive {
                kind.sensitive.insert(argument);
            }
        }
        (name, kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sensitive_and_write_only_arguments_are_known() {
        assert!(KINDS.resources["datadog_api_key"].sensitive.contains("key"));
        assert!(KINDS.resources["random_password"].sensitive.contains("result"));
        assert!(KINDS.ephemerals.contains_key("random_password"));
        let parameter = &KINDS.resources["aws_ssm_parameter"];
        assert_eq!(parameter.write_only_form("value").map(String::as_str), Some("value_wo"));
        assert_eq!(parameter.write_only_form("name"), None);
    }
}
