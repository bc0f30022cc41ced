//! From references to ids: the payload with ids in it, or what is missing, in words for the person who looks at the object.

use std::collections::BTreeMap;

use linked::{Id, LinkedSpec, ResolvedReason, Template};

use crate::kinds::DatadogGenericResource;

/// What became of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// The payload, pretty-printed, and the ids in it, by path.
    Payload {
        /// As `jsonSpec` has it.
        json: String,
        /// The ids, by path.
        ids: BTreeMap<String, String>,
    },
    /// The reason, and what it is about.
    Unresolved(ResolvedReason, String),
}

/// Puts ids into a spec. `find` returns a resource of the same namespace by its name; `cycle` is the way from this object back to itself.
pub(crate) fn resolve<R: AsRef<DatadogGenericResource>>(
    spec: &Result<LinkedSpec, String>,
    cycle: Option<&[String]>,
    find: impl Fn(&str) -> Option<R>,
) -> Resolution {
    use Resolution::Unresolved;
    let spec = match spec {
        Ok(spec) => spec,
        Err(error) => return Unresolved(ResolvedReason::InvalidSpec, format!("spec cannot be read: {error}")),
    };
    let template = match Template::parse(spec) {
        Ok(template) => template,
        Err(problems) => return Unresolved(ResolvedReason::InvalidSpec, list(&problems)),
    };
    if let Some(cycle) = cycle {
        let message = format!(
            "the references lead back to this object, so none of them gets an id: {}",
            cycle.join(" -> ")
        );
        return Unresolved(ResolvedReason::ReferenceRefused, message);
    }
    let (mut ids, mut waits, mut refused) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (path, reference) in &spec.references {
        match id_of(
            &reference.resource,
            find(&reference.resource).as_ref().map(AsRef::as_ref),
        ) {
            Ok(id) => {
                ids.insert(path.clone(), id);
            }
            Err(Missing::Waits(why)) => waits.push(format!("{path}: {why}")),
            Err(Missing::Refused(why)) => refused.push(format!("{path}: {why}")),
        }
    }
    if !refused.is_empty() {
        return Unresolved(ResolvedReason::ReferenceRefused, list(&refused));
    }
    if !waits.is_empty() {
        return Unresolved(ResolvedReason::WaitingForReference, list(&waits));
    }
    match template.resolve(&ids) {
        Ok(payload) => Resolution::Payload {
            json: format!("{payload:#}"),
            ids: ids.into_iter().map(|(path, id)| (path, id.to_string())).collect(),
        },
        Err(unresolved) => Unresolved(ResolvedReason::ReferenceRefused, unresolved.to_string()),
    }
}

/// Why a referenced resource has no id for us.
enum Missing {
    /// It will have one if all goes well.
    Waits(String),
    /// Somebody has to do something.
    Refused(String),
}

fn id_of(name: &str, resource: Option<&DatadogGenericResource>) -> Result<Id, Missing> {
    let Some(resource) = resource else {
        return Err(Missing::Waits(format!("DatadogGenericResource {name} does not exist")));
    };
    if resource.metadata.deletion_timestamp.is_some() {
        return Err(Missing::Waits(format!(
            "DatadogGenericResource {name} is being deleted"
        )));
    }
    if let Some(id) = resource.id() {
        let refuse = |error| {
            Missing::Refused(format!(
                "DatadogGenericResource {name} has an id that cannot be used: {error}"
            ))
        };
        return Id::parse(id).map_err(refuse);
    }
    Err(match resource.sync_error() {
        Some(error) => Missing::Refused(format!("DatadogGenericResource {name} has no id: {error}")),
        None => Missing::Waits(format!(
            "the operator has not created DatadogGenericResource {name} in Datadog yet"
        )),
    })
}

fn list(items: &[impl ToString]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use linked::{LinkedType, Reference};
    use serde_json::json;

    use super::*;
    use crate::kinds::{GenericResourceSpec, GenericStatus};

    const SLO: &str = "transcription/slos/success";
    const NAME: &str = "transcription-slo-success";

    fn spec() -> LinkedSpec {
        LinkedSpec {
            kind: LinkedType::Monitor,
            references: [(
                SLO.to_owned(),
                Reference {
                    resource: NAME.to_owned(),
                },
            )]
            .into(),
            json_spec: json!({ "query": format!("error_budget(\"<id of {SLO}>\").over(\"30d\") > 75") }).to_string(),
        }
    }

    fn resource(status: serde_json::Value) -> DatadogGenericResource {
        let spec = GenericResourceSpec {
            kind: "slo".to_owned(),
            json_spec: "{}".to_owned(),
        };
        let mut resource = DatadogGenericResource::new(NAME, spec);
        resource.status = serde_json::from_value::<Option<GenericStatus>>(status).expect("a status");
        resource
    }

    fn with(resource: Option<DatadogGenericResource>) -> Resolution {
        let resource = resource.map(Arc::new);
        resolve(&Ok(spec()), None, |name| resource.clone().filter(|_| name == NAME))
    }

    #[track_caller]
    fn unresolved(resolution: Resolution, reason: ResolvedReason, message: &str) {
        assert_eq!(resolution, Resolution::Unresolved(reason, message.to_owned()));
    }

    #[test]
    fn a_known_id_is_put_in() {
        let resolution = with(Some(resource(json!({ "id": "abc123" }))));
        let Resolution::Payload { json, ids } = resolution else {
            panic!("{resolution:?}")
        };
        assert_eq!(
            json,
            "{\n  \"query\": \"error_budget(\\\"abc123\\\").over(\\\"30d\\\") > 75\"\n}"
        );
        assert_eq!(ids, [(SLO.to_owned(), "abc123".to_owned())].into());
    }

    #[test]
    fn what_is_missing_is_named() {
        use ResolvedReason::{ReferenceRefused, WaitingForReference};
        let absent = "transcription/slos/success: DatadogGenericResource transcription-slo-success does not exist";
        unresolved(with(None), WaitingForReference, absent);
        let young = "transcription/slos/success: the operator has not created DatadogGenericResource transcription-slo-success in Datadog yet";
        unresolved(with(Some(resource(json!(null)))), WaitingForReference, young);
        let refused = json!({ "syncStatus": "error creating object", "conditions": [{ "type": "Error", "status": "True", "message": "400 Bad Request" }] });
        let words = "transcription/slos/success: DatadogGenericResource transcription-slo-success has no id: error creating object: 400 Bad Request";
        unresolved(with(Some(resource(refused))), ReferenceRefused, words);
    }

    #[test]
    fn an_update_that_failed_leaves_the_id_usable() {
        let failed = resource(json!({ "id": "abc123", "syncStatus": "error updating object" }));
        assert!(matches!(with(Some(failed)), Resolution::Payload { .. }));
    }

    #[test]
    fn an_id_of_a_dying_object_is_not_used() {
        let mut dying = resource(json!({ "id": "abc123" }));
        dying.metadata.deletion_timestamp = Some(k8s_openapi::apimachinery::pkg::apis::meta::v1::Time(
            k8s_openapi::jiff::Timestamp::UNIX_EPOCH,
        ));
        let message = "transcription/slos/success: DatadogGenericResource transcription-slo-success is being deleted";
        unresolved(with(Some(dying)), ResolvedReason::WaitingForReference, message);
    }

    #[test]
    fn an_id_that_would_change_the_query_is_refused() {
        let resolution = with(Some(resource(json!({ "id": "x\") > 0 || (\"" }))));
        assert!(
            matches!(&resolution, Resolution::Unresolved(ResolvedReason::ReferenceRefused, _)),
            "{resolution:?}"
        );
    }

    #[test]
    fn a_cycle_is_shown_as_a_way() {
        let cycle = ["a", "b", "a"].map(String::from);
        let resolution = resolve(&Ok(spec()), Some(&cycle), |_| None::<Arc<DatadogGenericResource>>);
        unresolved(
            resolution,
            ResolvedReason::ReferenceRefused,
            "the references lead back to this object, so none of them gets an id: a -> b -> a",
        );
    }

    #[test]
    fn an_invalid_spec_says_what_is_wrong() {
        let invalid = LinkedSpec {
            json_spec: "[1]".to_owned(),
            ..spec()
        };
        for spec in [Ok(invalid), Err("missing field `type`".to_owned())] {
            let resolution = resolve(&spec, None, |_| None::<Arc<DatadogGenericResource>>);
            assert!(
                matches!(&resolution, Resolution::Unresolved(ResolvedReason::InvalidSpec, message) if !message.is_empty()),
                "{resolution:?}"
            );
        }
    }
}
