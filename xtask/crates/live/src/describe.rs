//! Names of objects for people, and the place in the tree that a live object would have.

use datadog_api::{Kind, LiveObject};
use model::{ObjectKind, Platform};

use crate::declared::Declared;
use crate::identity::{self, tag};
use crate::selection::Selection;

/// `transcription/monitors/failure-rate`
pub(crate) fn declared(object: &Declared) -> String {
    path(&object.path.service, object.path.kind, &object.path.name)
}

/// The path of an object as references and lists of pairs have it.
pub(crate) fn path(service: &str, kind: ObjectKind, name: &str) -> String {
    format!("{service}/{}/{name}", kind.folder())
}

/// The kind of a live object.
pub(crate) const fn kind(object: &LiveObject) -> ObjectKind {
    match object.kind {
        Kind::Monitor => ObjectKind::Monitor,
        Kind::Slo => ObjectKind::Slo,
        Kind::Dashboard => ObjectKind::Dashboard,
        Kind::Downtime => ObjectKind::Downtime,
        Kind::Synthetic => ObjectKind::Synthetic,
    }
}

/// `monitor 123 '[P1] [prod] ...'`
pub(crate) fn live(object: &LiveObject) -> String {
    let name = identity::name(kind(object), &object.payload);
    let name: String = name.unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() {
        format!("{} {}", object.kind, object.id)
    } else {
        format!("{} {} '{name}'", object.kind, object.id)
    }
}

/// The file that would declare a live object of ours; `None` if that is outside the selection.
pub(crate) fn file(object: &LiveObject, selection: &Selection, platform: &Platform) -> Option<String> {
    let (kind, payload) = (kind(object), &object.payload);
    let of_env = |env: Option<&str>| selection.environments.iter().find(|known| Some(known.as_str()) == env);
    let folder = match kind {
        ObjectKind::Dashboard => {
            &selection
                .folders
                .iter()
                .find(|(folder, _)| *folder == selection.organisation)?
                .0
        }
        ObjectKind::Downtime => of_env(identity::muted_env(payload))?,
        ObjectKind::Monitor | ObjectKind::Slo | ObjectKind::Synthetic => of_env(tag(payload, "env"))?,
    };
    let runbook = tag(payload, "runbook").and_then(|runbook| runbook.split_once('/'));
    let of_downtime = identity::source(payload, platform).map(|[service, name]| (service, name));
    let (of_path, name) = runbook.or(of_downtime).unzip();
    let service = segment(tag(payload, "service").or(of_path).unwrap_or("unknown"));
    let name = name.or_else(|| tag(payload, "slo"));
    let name = name.map_or_else(|| format!("id-{}", segment(&object.id)), segment);
    let within = selection.contains(&service, kind);
    within.then(|| format!("manifests/{folder}/{service}/{}/{name}.yaml", kind.folder()))
}

/// A text from Datadog as a segment of a path.
fn segment(text: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.chars().map(|c| if allowed(c) { c } else { '-' }).collect()
}
