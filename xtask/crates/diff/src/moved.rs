//! Objects that have another name but are what they were.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::object::{Object, Sort, Subject};

type Objects = BTreeMap<(String, Subject), Object>;

/// What an object is known by beside its name.
type Signature = (String, Sort, String);

/// Takes out of both sides the objects that stand in one of them only and are the same under another name: first those with the same payload, then those
/// with the same query or title. A signature that two objects of a side share tells nothing.
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

/// The objects of `side` that `other` does not have, by signature.
fn unique(
    side: &Objects,
    other: &Objects,
    signature: fn(&Object) -> Option<String>,
) -> BTreeMap<Signature, (String, Subject)> {
    let mut found: BTreeMap<Signature, Option<(String, Subject)>> = BTreeMap::new();
    for (key, object) in side.iter().filter(|(key, _)| !other.contains_key(key)) {
        if let Some(text) = signature(object) {
            found
                .entry((object.scope.clone(), object.subject.sort, text))
                .and_modify(|known| *known = None)
                .or_insert_with(|| Some(key.clone()));
        }
    }
    found
        .into_iter()
        .filter_map(|(signature, key)| key.map(|key| (signature, key)))
        .collect()
}

/// `from` as it would be under the name of `to`: what follows from the name is no news.
pub(crate) fn renamed(from: &Object, to: &Object) -> Object {
    let mut renamed = from.clone();
    let text = from.payload.to_string().replace(&from.subject.name, &to.subject.name);
    // A name that JSON escapes was shown in another way than it stands there; then nothing is renamed.
    renamed.payload = serde_json::from_str(&text).unwrap_or_else(|_| from.payload.clone());
    for pointer in ["/metadata/name", "/metadata/labels/app.kubernetes.io~1name"] {
        if let (Some(old), Some(new)) = (renamed.manifest.pointer_mut(pointer), to.manifest.pointer(pointer)) {
            old.clone_from(new);
        }
    }
    renamed
}

/// The payload, but for the path of the object itself, by which a monitor names its runbook.
fn whole(object: &Object) -> Option<String> {
    Some(object.payload.to_string().replace(&object.subject.name, "{object}"))
}

/// What it watches, or how it is called.
fn essence(object: &Object) -> Option<String> {
    let service = object.subject.name.split('/').next().unwrap_or_default();
    let field = |name: &str| {
        object
            .payload
            .get(name)
            .filter(|value| !value.is_null())
            .map(Value::to_string)
    };
    let text = match object.subject.sort {
        Sort::Monitor => format!("{} {}", field("type")?, field("query")?),
        Sort::Slo => format!(
            "{} {}",
            field("type")?,
            field("query").or_else(|| field("sli_specification"))?
        ),
        Sort::Dashboard => field("title")?,
        Sort::Datadog | Sort::Kubernetes | Sort::HelmValues | Sort::File => return None,
    };
    Some(text.replace(&format!("service:{service}"), "service:{service}"))
}
