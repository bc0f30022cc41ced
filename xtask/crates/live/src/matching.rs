//! Which object in Datadog is which declared one.

use std::collections::{BTreeMap, BTreeSet};

use datadog_api::LiveObject;
use model::{ObjectKind, Platform};

use crate::declared::Declared;
use crate::identity;
use crate::kind_names;

/// Why an object is thought to be the declared one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Its tags say so.
    Mark,
    /// It has the same name, and no tag of this repository.
    Name,
}

/// The live objects of one declared one, by their positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The one that is compared, and why.
    pub(crate) object: Option<(usize, Reason)>,
    /// Others that carry the same tags: the object exists more than once.
    pub(crate) doubles: Vec<usize>,
    /// Objects of its name without our tags, when there are several or another one is the declared one.
    pub(crate) namesakes: Vec<usize>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Matches {
    /// For each declared object.
    pub(crate) found: Vec<Found>,
    /// Objects that carry our mark and that nothing declares.
    pub(crate) undeclared: Vec<usize>,
}

/// Matches by tags first, then by name among what is left. `live` may be in any order; the oldest of several is the declared one.
pub(crate) fn matches(declared: &[Declared], live: &[LiveObject], platform: &Platform) -> Matches {
    let mut matches = Matches {
        found: vec![Found::default(); declared.len()],
        undeclared: Vec::new(),
    };
    let mut taken = BTreeSet::new();
    for kind in ObjectKind::ALL {
        let of_kind: Vec<usize> = (0..live.len())
            .filter(|at| live[*at].kind == kind_names::of_api(kind))
            .collect();
        let wanted: Vec<usize> = (0..declared.len())
            .filter(|at| declared[*at].path.kind == kind)
            .collect();
        let marks = unique(&wanted, |at| identity::mark(kind, &declared[at].payload, platform));
        let names = unique(&wanted, |at| {
            identity::name(kind, &declared[at].payload).map(str::to_owned)
        });
        let marked = groups(live, &of_kind, |object| identity::mark(kind, &object.payload, platform));
        for (mark, at) in &marks {
            let Some([oldest, others @ ..]) = marked.get(mark).map(Vec::as_slice) else {
                continue;
            };
            taken.extend([*oldest].into_iter().chain(others.iter().copied()));
            matches.found[*at].object = Some((*oldest, Reason::Mark));
            matches.found[*at].doubles = others.to_vec();
        }
        let left: Vec<usize> = of_kind.iter().copied().filter(|at| !taken.contains(at)).collect();
        let named = groups(live, &left, |object| {
            identity::name(kind, &object.payload).map(str::to_owned)
        });
        for (name, at) in &names {
            let found = &mut matches.found[*at];
            match named.get(name).map(Vec::as_slice) {
                Some([one]) if found.object.is_none() => {
                    found.object = Some((*one, Reason::Name));
                    taken.insert(*one);
                }
                Some(several) => found.namesakes = several.to_vec(),
                None => {}
            }
        }
        let ours = |at: &usize| identity::is_ours(kind, &live[*at].payload, platform);
        let undeclared = of_kind.into_iter().filter(|at| !taken.contains(at)).filter(ours);
        matches.undeclared.extend(undeclared);
    }
    matches
}

/// The keys that exactly one of the declared objects has.
fn unique(wanted: &[usize], key: impl Fn(usize) -> Option<String>) -> BTreeMap<String, usize> {
    let mut keys: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for at in wanted {
        if let Some(key) = key(*at) {
            keys.entry(key).and_modify(|known| *known = None).or_insert(Some(*at));
        }
    }
    keys.into_iter().filter_map(|(key, at)| Some((key, at?))).collect()
}

/// The live objects by key, the oldest first.
fn groups(
    live: &[LiveObject],
    of_kind: &[usize],
    key: impl Fn(&LiveObject) -> Option<String>,
) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in of_kind {
        if let Some(key) = key(&live[*at]) {
            groups.entry(key).or_default().push(*at);
        }
    }
    for group in groups.values_mut() {
        group.sort_by_key(|at| age(&live[*at]));
    }
    groups
}

/// Sorts the oldest first: ids of monitors rise; others have the time at which they were made.
fn age(object: &LiveObject) -> (u64, String, String) {
    let number = object.id.parse().unwrap_or(u64::MAX);
    let created = ["created_at", "created"]
        .into_iter()
        .find_map(|field| object.payload.get(field));
    (
        number,
        created.map(ToString::to_string).unwrap_or_default(),
        object.id.clone(),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use datadog_api::Kind;
    use model::ObjectPath;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn platform() -> Platform {
        let text = json!({
            "name": "Scribemed", "slug": "s", "metric_prefix": "s.", "repository": "https://r", "repository_git": "g", "revision": "main",
            "managed_by": "ours", "services_namespace": "n", "agent_namespace": "n", "argocd_namespace": "n", "charts": {},
        });
        serde_json::from_value(text).expect("a platform")
    }

    fn payload(number: u8, tagged: bool) -> serde_json::Value {
        let tags = if tagged {
            json!(["env:prod", "managed-by:ours", format!("runbook:a/m{number}")])
        } else {
            json!([])
        };
        json!({ "name": format!("name {number}"), "type": "query alert", "query": "q", "tags": tags })
    }

    fn declared(number: u8) -> Declared {
        Declared {
            file: format!("manifests/prod/a/monitors/m{number}.yaml"),
            path: ObjectPath {
                service: "a".to_owned(),
                kind: ObjectKind::Monitor,
                name: format!("m{number}"),
            },
            env: "prod".to_owned(),
            resource: format!("a-monitor-m{number}"),
            payload: payload(number, true),
            links: None,
        }
    }

    fn live((id, number, tagged): (u16, u8, bool)) -> LiveObject {
        LiveObject {
            kind: Kind::Monitor,
            id: id.to_string(),
            payload: payload(number, tagged),
        }
    }

    fn check(objects: &[(u16, u8, bool)], expected: &Found, undeclared: &[usize]) {
        let live: Vec<_> = objects.iter().copied().map(live).collect();
        let matches = matches(&[declared(1)], &live, &platform());
        assert_eq!(&matches.found[0], expected, "{objects:?}");
        assert_eq!(matches.undeclared, undeclared, "{objects:?}");
    }

    #[test]
    fn tags_come_before_names() {
        let found = |object, doubles: &[usize], namesakes: &[usize]| Found {
            object,
            doubles: doubles.to_vec(),
            namesakes: namesakes.to_vec(),
        };
        check(&[], &found(None, &[], &[]), &[]);
        check(&[(9, 1, true)], &found(Some((0, Reason::Mark)), &[], &[]), &[]);
        check(&[(9, 1, false)], &found(Some((0, Reason::Name)), &[], &[]), &[]);
        check(
            &[(9, 1, false), (8, 1, true)],
            &found(Some((1, Reason::Mark)), &[], &[0]),
            &[],
        );
        check(
            &[(9, 1, true), (8, 1, true)],
            &found(Some((1, Reason::Mark)), &[0], &[]),
            &[],
        );
        check(&[(9, 1, false), (8, 1, false)], &found(None, &[], &[1, 0]), &[]);
        check(&[(9, 2, true), (8, 3, false)], &found(None, &[], &[]), &[0]);
    }

    proptest! {
        /// No live object is two declared ones, none of ours is lost, and the order of the list does not matter.
        #[test]
        fn every_object_of_ours_has_one_place(
            objects in proptest::collection::btree_map(any::<u16>(), (0_u8..6, any::<bool>()), 0..12),
            wanted in proptest::collection::btree_set(0_u8..6, 0..6),
        ) {
            let declared: Vec<_> = wanted.into_iter().map(declared).collect();
            let objects: Vec<_> = objects.into_iter().map(|(id, (number, tagged))| (id, number, tagged)).collect();
            let live: Vec<_> = objects.iter().copied().map(live).collect();
            let reversed: Vec<_> = live.iter().rev().cloned().collect();
            let places = |live: &[LiveObject]| {
                let found = matches(&declared, live, &platform());
                let mut places: BTreeMap<String, usize> = BTreeMap::new();
                let taken = found.found.iter().flat_map(|found| found.object.iter().map(|(at, _)| *at).chain(found.doubles.iter().copied()));
                for at in taken.chain(found.undeclared.iter().copied()) {
                    *places.entry(live[at].id.clone()).or_default() += 1;
                }
                let chosen: Vec<_> = found.found.iter().map(|found| found.object.map(|(at, reason)| (live[at].id.clone(), reason))).collect();
                (places, chosen)
            };
            let (found, chosen) = places(&live);
            prop_assert!(found.values().all(|count| *count == 1));
            let ours = objects.iter().filter(|(_, _, tagged)| *tagged);
            for (id, ..) in ours {
                prop_assert!(found.contains_key(&id.to_string()), "{} is lost", id);
            }
            prop_assert_eq!(places(&reversed), (found, chosen));
        }
    }
}
