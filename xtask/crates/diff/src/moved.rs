//! Finds objects that were renamed.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::object::{DiffKind, Object, ObjectId};

type Objects = BTreeMap<(String, ObjectId), Object>;

/// What identifies an object without its name.
type Signature = (String, DiffKind, String);

/// Removes the renamed objects from both sides: objects that exist on one side only and have the same payload as an object on the other side, or the same
/// query or title. A signature that two objects of a side share is ignored.
pub(crate) fn pairs(old: &mut Objects, new: &mut Objects) -> Vec<(Object, Object)> {
    let mut found = Vec::new();
    for signature in [whole as fn(&Object) -> Option<String>, essence] {
        let gone = unique(old, new, signature);
        let come = unique(new, old, signature);
        for (signature, from) in gone {
            let Some(to) = come.get(&signature) else { continue };
            if let (Some(from), Some(to)) = (old.remove(&from), new.remove(to)) {
                found.push((from, to));
            }
        }
    }
    found
}

/// The objects of `side` that `other` does not have, by unique signature.
fn unique(
    side: &Objects,
    other: &Objects,
    signature: fn(&Object) -> Option<String>,
) -> BTreeMap<Signature, (String, ObjectId)> {
    let mut found: BTreeMap<Signature, Option<(String, ObjectId)>> = BTreeMap::new();
    for (key, object) in side.iter().filter(|(key, _)| !other.contains_key(key)) {
        if let Some(text) = signature(object) {
            found
                .entry((object.scope.clone(), object.id.kind, text))
                .and_modify(|known| *known = None)
                .or_insert_with(|| Some(key.clone()));
        }
    }
    found
        .into_iter()
        .filter_map(|(signature, key)| key.map(|key| (signature, key)))
        .collect()
}

/// `from` under the name of `to`, so that differences that follow from the name are not reported.
pub(crate) fn renamed(from: &Object, to: &Object) -> Object {
    let mut renamed = from.clone();
    let text = from.payload.to_string().replace(&from.id.name, &to.id.name);
    // A name that JSON escapes may not be found; then nothing is renamed.
    renamed.payload = serde_json::from_str(&text).unwrap_or_else(|_| from.payload.clone());
    for pointer in ["/metadata/name", "/metadata/labels/app.kubernetes.io~1name"] {
        if let (Some(old), Some(new)) = (renamed.manifest.pointer_mut(pointer), to.manifest.pointer(pointer)) {
            old.clone_from(new);
        }
    }
    renamed
}

/// The payload without the path of the object itself, which is in the link to a monitor's runbook.
fn whole(object: &Object) -> Option<String> {
    Some(object.payload.to_string().replace(&object.id.name, "{object}"))
}

/// What it measures, or its title.
fn essence(object: &Object) -> Option<String> {
    let service = object.id.name.split('/').next().unwrap_or_default();
    let field = |name: &str| {
        object
            .payload
            .get(name)
            .filter(|value| !value.is_null())
            .map(Value::to_string)
    };
    let text = match object.id.kind {
        DiffKind::Monitor => format!("{} {}", field("type")?, field("query")?),
        DiffKind::Slo => format!(
            "{} {}",
            field("type")?,
            field("query").or_else(|| field("sli_specification"))?
        ),
        DiffKind::Dashboard => field("title")?,
        DiffKind::Downtime => field("data")?,
        DiffKind::Synthetic => field("config")?,
        DiffKind::Datadog | DiffKind::Kubernetes | DiffKind::HelmValues | DiffKind::File => return None,
    };
    Some(text.replace(&format!("service:{service}"), "service:{service}"))
}
