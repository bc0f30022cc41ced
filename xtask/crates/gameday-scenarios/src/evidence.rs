//! What is kept of a run: files by name, and a manifest of their hashes.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::detection::clock;
use crate::observed::Observed;
use crate::pagerduty::{Effect, PagerDuty};
use crate::plan::Plan;
use crate::timeline;
use crate::verdict::{Facts, Verdict};

/// The file with the hashes of the others.
pub const MANIFEST: &str = "manifest.json";
/// The file with the verdict.
pub const VERDICT: &str = "verdict.json";

/// The hashes of the files of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// SHA-256 by name, in hexadecimal digits.
    pub sha256: BTreeMap<String, String>,
}

/// The name of a run's folder.
#[must_use]
pub fn folder(verdict: &Verdict) -> String {
    format!("{}-{}", verdict.date, verdict.scenario)
}

/// The files of a run, by name, with their manifest. `more`: files that the runner made.
///
/// # Errors
/// A value that is no JSON, which none of these is.
pub fn files(
    plan: &Plan,
    source: &str,
    observed: &Observed,
    (verdict, facts): (&Verdict, &Facts),
    more: BTreeMap<String, Vec<u8>>,
) -> serde_json::Result<BTreeMap<String, Vec<u8>>> {
    let pagerduty = PagerDuty::of(observed);
    let mut files = BTreeMap::from([
        ("scenario.yaml".to_owned(), source.as_bytes().to_vec()),
        (VERDICT.to_owned(), json(verdict)?),
        ("observed.json".to_owned(), json(observed)?),
        (
            "notifications.txt".to_owned(),
            notifications(observed, &pagerduty).into_bytes(),
        ),
        ("pagerduty.json".to_owned(), json(&pagerduty)?),
        (
            "timeline.svg".to_owned(),
            timeline::svg(plan, observed, facts).into_bytes(),
        ),
    ]);
    files.extend(more);
    let manifest = Manifest {
        sha256: files
            .iter()
            .map(|(name, content)| (name.clone(), sha256(content)))
            .collect(),
    };
    files.insert(MANIFEST.to_owned(), json(&manifest)?);
    Ok(files)
}

fn json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The hash of a content, in hexadecimal digits.
#[must_use]
pub fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |mut text, byte| {
        if write!(text, "{byte:02x}").is_err() {
            unreachable!("a string takes any text");
        }
        text
    })
}

/// Each notification, word for word.
fn notifications(observed: &Observed, pagerduty: &PagerDuty) -> String {
    let mut out = String::new();
    for sent in &observed.notifications {
        let recipient = |handle: &String| match pagerduty.effect(sent, handle) {
            Some(Effect::Discarded) => format!("@{handle} (which discards it: no incident is open)"),
            _ => format!("@{handle}"),
        };
        let whom = match (&sent.muted_by, sent.handles.is_empty()) {
            (Some(downtime), _) => format!("muted by {downtime}"),
            (None, true) => "nobody".to_owned(),
            (None, false) => sent.handles.iter().map(recipient).collect::<Vec<_>>().join(" "),
        };
        out += &format!(
            "== {} {} {} to {whom}\n{}\n\n{}\n\n",
            clock(sent.at),
            sent.monitor,
            sent.kind,
            sent.title,
            sent.body.trim()
        );
    }
    if out.is_empty() {
        "no notification\n".to_owned()
    } else {
        out
    }
}

/// What is wrong with the files of a run: changed, missing, or not in the manifest.
#[must_use]
pub fn problems(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let Some(manifest) = files.get(MANIFEST) else {
        return vec![format!("{MANIFEST} is missing")];
    };
    let manifest: Manifest = match serde_json::from_slice(manifest) {
        Ok(manifest) => manifest,
        Err(error) => return vec![format!("{MANIFEST} cannot be read: {error}")],
    };
    let mut problems = Vec::new();
    for (name, expected) in &manifest.sha256 {
        match files.get(name) {
            None => problems.push(format!("{name} is missing")),
            Some(content) if sha256(content) != *expected => problems.push(format!("{name} has changed since the run")),
            Some(_) => {}
        }
    }
    let unknown = files
        .keys()
        .filter(|name| *name != MANIFEST && !manifest.sha256.contains_key(*name));
    problems.extend(unknown.map(|name| format!("{name} is not in {MANIFEST}")));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observed::Notification;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_recovery_without_an_incident_says_so() {
        let observed = Observed {
            notifications: vec![Notification {
                monitor: "a/b".to_owned(),
                group: String::new(),
                at: 3665,
                seen: 3665,
                state: "OK".to_owned(),
                kind: "recovered".to_owned(),
                title: "[Recovered] it".to_owned(),
                body: " over \n".to_owned(),
                handles: vec!["pagerduty-ml".to_owned(), "slack-ml".to_owned()],
                muted_by: None,
            }],
            ..Observed::default()
        };
        assert_eq!(
            notifications(&observed, &PagerDuty::of(&observed)),
            "== 61:05 a/b recovered to @pagerduty-ml (which discards it: no incident is open) @slack-ml\n[Recovered] it\n\nover\n\n"
        );
    }

    #[test]
    fn a_changed_a_missing_and_an_added_file_are_found() {
        let manifest = Manifest {
            sha256: [("a", "x"), ("b", "y")]
                .map(|(name, text)| (name.to_owned(), sha256(text.as_bytes())))
                .into(),
        };
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let mut files: BTreeMap<String, Vec<u8>> = [file("a", "x"), file("b", "y")].into();
        assert_eq!(problems(&files), ["manifest.json is missing"]);
        files.insert(MANIFEST.to_owned(), serde_json::to_vec(&manifest).expect("JSON"));
        assert!(problems(&files).is_empty());
        files.extend([file("a", "z"), file("c", "")]);
        files.remove("b");
        assert_eq!(
            problems(&files),
            [
                "a has changed since the run",
                "b is missing",
                "c is not in manifest.json"
            ]
        );
    }
}
