//! What identifies an object of this repository in Datadog, where it has another id. The same functions read a declared payload and a live one.

use datadog_api::{Kind, LiveObject};
use model::{ObjectKind, Platform};
use serde_json::Value;

/// The type of the monitors that Datadog makes for synthetic tests; they have the tests' tags.
const OF_A_TEST: &str = "synthetics alert";

/// Whether an object carries the mark of this repository: the tag `managed-by`, or its substitute where an object cannot have tags: the platform's name at the
/// beginning of a dashboard's title, the link to its declaration in a downtime's message. Terraform's downtimes link another folder.
pub(crate) fn is_ours(kind: ObjectKind, payload: &Value, platform: &Platform) -> bool {
    match kind {
        ObjectKind::Dashboard => {
            text(payload, "/title").is_some_and(|title| title.starts_with(&format!("{} / ", platform.name)))
        }
        ObjectKind::Downtime => source(payload, platform).is_some(),
        ObjectKind::Monitor | ObjectKind::Slo | ObjectKind::Synthetic => {
            tag(payload, "managed-by") == Some(&platform.managed_by)
        }
    }
}

/// What identifies an object of this repository, whatever its name: its tags, which follow from its path.
pub(crate) fn mark(kind: ObjectKind, payload: &Value, platform: &Platform) -> Option<String> {
    if !is_ours(kind, payload, platform) {
        return None;
    }
    match kind {
        ObjectKind::Monitor | ObjectKind::Synthetic => Some(format!(
            "env:{} runbook:{}",
            tag(payload, "env")?,
            tag(payload, "runbook")?
        )),
        ObjectKind::Slo => Some(format!(
            "env:{} service:{} slo:{}",
            tag(payload, "env")?,
            tag(payload, "service")?,
            tag(payload, "slo")?
        )),
        ObjectKind::Dashboard => text(payload, "/title").map(str::to_owned),
        ObjectKind::Downtime => Some(format!(
            "env:{} {}",
            muted_env(payload)?,
            source(payload, platform)?.join("/")
        )),
    }
}

/// The service and the name of a downtime, from the link to its declaration in its message.
pub(crate) fn source<'v>(payload: &'v Value, platform: &Platform) -> Option<[&'v str; 2]> {
    let folder = format!("{}/blob/{}/jsonnet/services/", platform.repository, platform.revision);
    let (_, rest) = text(payload, "/data/attributes/message")?.split_once(&folder)?;
    let (path, _) = rest.split_once(".libsonnet")?;
    let (service, name) = path.split_once("/downtimes/")?;
    Some([service, name])
}

/// The environment whose monitors a downtime mutes.
pub(crate) fn muted_env(payload: &Value) -> Option<&str> {
    let tags = payload
        .pointer("/data/attributes/monitor_identifier/monitor_tags")?
        .as_array()?;
    tags.iter()
        .filter_map(Value::as_str)
        .find_map(|tag| tag.strip_prefix("env:"))
}

/// The name of an object. Downtimes have none.
pub(crate) fn name(kind: ObjectKind, payload: &Value) -> Option<&str> {
    match kind {
        ObjectKind::Dashboard => text(payload, "/title"),
        ObjectKind::Monitor | ObjectKind::Slo | ObjectKind::Synthetic => text(payload, "/name"),
        ObjectKind::Downtime => None,
    }
}

/// Whether Datadog made the object itself, for another one.
pub(crate) fn is_derived(object: &LiveObject) -> bool {
    object.kind == Kind::Monitor && text(&object.payload, "/type") == Some(OF_A_TEST)
}

/// The value of a tag.
pub(crate) fn tag<'v>(payload: &'v Value, key: &str) -> Option<&'v str> {
    let tags = payload.get("tags")?.as_array()?;
    tags.iter()
        .filter_map(Value::as_str)
        .find_map(|tag| tag.strip_prefix(key)?.strip_prefix(':'))
}

fn text<'v>(payload: &'v Value, pointer: &str) -> Option<&'v str> {
    payload.pointer(pointer).and_then(Value::as_str)
}
