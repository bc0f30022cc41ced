//! Which live object a resource should hold.

use std::collections::BTreeMap;
use std::fmt;

use datadog_api::LiveObject;

use super::pairs::Pairs;
use crate::cluster::Resource;
use crate::declared::Declared;
use crate::matching::{self, Found};

/// A declared object, what was found of it in Datadog, and its resource in the cluster.
pub(super) struct Wanted<'s> {
    pub(super) declared: &'s Declared,
    pub(super) found: &'s Found,
    pub(super) resource: Option<&'s Resource>,
}

/// Why an object is thought to be the declared one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Pair,
    Duplicate,
    Mark,
    Name,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pair => "from the list of pairs",
            Self::Duplicate => "Datadog refuses to make it again",
            Self::Mark => "by its tags",
            Self::Name => "by its name",
        })
    }
}

/// The object to adopt.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) object: LiveObject,
    pub(super) reason: Reason,
}

/// What is to become of a declared object.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// Its resource should hold this object.
    Adopt(Candidate),
    /// Its resource holds one already.
    Held,
    /// Datadog has no such object; the operator makes one.
    New,
    /// The cluster has no resource yet.
    Waiting,
    /// Several objects could be it.
    Ambiguous(Vec<String>),
    /// Why it cannot be adopted.
    Refused(String),
}

/// Chooses: a pair that a person wrote first, then the id in Datadog's refusal, tags, and the name last.
pub(super) fn choose(
    wanted: &Wanted<'_>,
    live: &[LiveObject],
    pairs: &Pairs,
    resources: &BTreeMap<String, Resource>,
) -> Outcome {
    let Some(resource) = wanted.resource else {
        return Outcome::Waiting;
    };
    if resource.id.is_some() {
        return Outcome::Held;
    }
    let (object, reason) = match find(wanted, resource, live, pairs) {
        Ok(Some(found)) => found,
        Ok(None) => return Outcome::New,
        Err(outcome) => return outcome,
    };
    let holder = resources.values().find(|other| other.id.as_deref() == Some(&object.id));
    match holder {
        Some(holder) => Outcome::Refused(format!("{} is held by the resource '{}'", object.id, holder.name)),
        None => Outcome::Adopt(Candidate {
            object: object.clone(),
            reason,
        }),
    }
}

fn find<'l>(
    wanted: &Wanted<'_>,
    resource: &Resource,
    live: &'l [LiveObject],
    pairs: &'l Pairs,
) -> Result<Option<(&'l LiveObject, Reason)>, Outcome> {
    if let Some(object) = pairs.of(wanted.declared) {
        return Ok(Some((object, Reason::Pair)));
    }
    if let Some(id) = resource.duplicate_of() {
        let kind = crate::kind_names::of_api(wanted.declared.path.kind);
        let object = live.iter().find(|object| object.kind == kind && object.id == id);
        // It may have been deleted since the operator tried; then the next try makes a new one.
        return Ok(object.map(|object| (object, Reason::Duplicate)));
    }
    let ids = |positions: &[usize]| positions.iter().map(|at| live[*at].id.clone()).collect();
    match wanted.found.object {
        Some((at, _)) if !wanted.found.doubles.is_empty() => {
            let all: Vec<usize> = [at].into_iter().chain(wanted.found.doubles.iter().copied()).collect();
            Err(Outcome::Ambiguous(ids(&all)))
        }
        Some((at, matching::Reason::Mark)) => Ok(Some((&live[at], Reason::Mark))),
        Some((at, matching::Reason::Name)) => Ok(Some((&live[at], Reason::Name))),
        None if !wanted.found.namesakes.is_empty() => Err(Outcome::Ambiguous(ids(&wanted.found.namesakes))),
        None => Ok(None),
    }
}
