//! What goes wrong on purpose.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use datadog_query::wildcard;

/// Which calls a fault is for, how often, and what it does. Everything that is not given matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name in the journal.
    pub name: String,
    /// The method: `POST`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// A pattern of the path, in which `*` matches anything: `/api/v1/monitor*`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// A text that the body contains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// A pattern of the object's name, in the body or of the object that the path names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// How many matching calls pass before the first fault.
    #[serde(default)]
    pub skip: u64,
    /// How many calls get the fault; all without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// How many of a hundred calls get it, chosen by `seed` and the call's number; all without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// Which calls `percent` chooses.
    #[serde(default)]
    pub seed: u64,
    /// For how many seconds from now it applies; until it is removed without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_s: Option<u64>,
    /// What happens.
    pub action: Action,
}

/// What happens to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// The call is not carried out; the answer has this status and these errors.
    Status {
        /// The status.
        status: u16,
        /// The texts of the errors.
        #[serde(default)]
        errors: Vec<String>,
    },
    /// Status 429 with the headers of a rate limit that is used up; the call is not carried out.
    RateLimited {
        /// `X-RateLimit-Reset`: seconds to wait.
        reset_s: u64,
    },
    /// Status 400 with this text: the object is refused.
    Refuse {
        /// The text.
        message: String,
    },
    /// The answer is HTML with status 200, as from a proxy or a sign-in page; the call is not carried out.
    Html,
    /// The call is carried out after so many milliseconds.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// The connection is closed; the call is not carried out.
    Close,
    /// The call is carried out; the connection is closed without an answer.
    LoseAnswer,
    /// The call is carried out; the connection is closed in the middle of the answer.
    Truncate,
    /// The call is not carried out; the server closes its direction of the connection and goes on reading.
    HalfClose,
    /// The call is carried out; no answer comes and the connection stays open.
    Hang,
}

impl Rule {
    /// A rule for all calls.
    #[must_use]
    pub fn new(name: impl Into<String>, action: Action) -> Self {
        Self {
            name: name.into(),
            method: None,
            path: None,
            body: None,
            object: None,
            skip: 0,
            times: None,
            percent: None,
            seed: 0,
            for_s: None,
            action,
        }
    }

    /// Only calls with this method and a path that matches this pattern.
    #[must_use]
    pub fn on(mut self, method: &str, path: &str) -> Self {
        self.method = Some(method.to_owned());
        self.path = Some(path.to_owned());
        self
    }

    /// Only calls about objects whose name matches this pattern.
    #[must_use]
    pub fn object(mut self, pattern: &str) -> Self {
        self.object = Some(pattern.to_owned());
        self
    }

    /// Only so many calls.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// So many of a hundred calls.
    #[must_use]
    pub fn percent(mut self, percent: f64, seed: u64) -> Self {
        self.percent = Some(percent);
        self.seed = seed;
        self
    }

    fn matches(&self, call: &Target<'_>) -> bool {
        self.method.as_deref().is_none_or(|method| method == call.method)
            && self
                .path
                .as_deref()
                .is_none_or(|path| wildcard::matches(path, call.path))
            && self
                .body
                .as_deref()
                .is_none_or(|text| String::from_utf8_lossy(call.body).contains(text))
            && self
                .object
                .as_deref()
                .is_none_or(|name| call.object.is_some_and(|object| wildcard::matches(name, object)))
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'c> {
    pub(crate) method: &'c str,
    pub(crate) path: &'c str,
    pub(crate) body: &'c [u8],
    pub(crate) object: Option<&'c str>,
}

/// The rules of a server. The first that applies to a call decides. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Vec<Active>>>);

#[derive(Debug)]
struct Active {
    rule: Rule,
    since: Instant,
    met: u64,
    applied: u64,
}

impl Faults {
    /// Adds a rule after those that are there.
    pub fn add(&self, rule: Rule) {
        self.lock().push(Active {
            rule,
            since: Instant::now(),
            met: 0,
            applied: 0,
        });
    }

    /// Removes the rules with this name and returns how many there were.
    pub fn remove(&self, name: &str) -> usize {
        let mut rules = self.lock();
        let before = rules.len();
        rules.retain(|active| active.rule.name != name);
        before - rules.len()
    }

    /// Removes all rules.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// The rules, and how many calls each was applied to.
    #[must_use]
    pub fn rules(&self) -> Vec<(Rule, u64)> {
        self.lock()
            .iter()
            .map(|active| (active.rule.clone(), active.applied))
            .collect()
    }

    /// The name and the action of the rule that applies to a call.
    pub(crate) fn next(&self, call: &Target<'_>) -> Option<(String, Action)> {
        let mut rules = self.lock();
        let applies = |active: &mut Active| {
            let rule = &active.rule;
            let over = |limit: Option<u64>| limit.is_some_and(|times| active.applied >= times);
            let late = rule
                .for_s
                .is_some_and(|seconds| active.since.elapsed() >= Duration::from_secs(seconds));
            if late || over(rule.times) || !rule.matches(call) {
                return false;
            }
            active.met += 1;
            let chosen = active.met > rule.skip && rule.percent.is_none_or(|p| draw(rule.seed, active.met) < p);
            active.applied += u64::from(chosen);
            chosen
        };
        rules
            .iter_mut()
            .find_map(|active| applies(active).then(|| (active.rule.name.clone(), active.rule.action.clone())))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Active>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A number from 0 up to 100 that depends on nothing but a seed and a count.
fn draw(seed: u64, count: u64) -> f64 {
    const PARTS: u64 = 1_000_000;
    let hash = xxh3_64_with_seed(&count.to_le_bytes(), seed) % PARTS;
    hash as f64 * 100.0 / PARTS as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target<'c>(method: &'c str, path: &'c str, object: Option<&'c str>) -> Target<'c> {
        Target {
            method,
            path,
            body: b"{}",
            object,
        }
    }

    #[test]
    fn a_rule_applies_to_what_it_names() {
        let faults = Faults::default();
        faults.add(
            Rule::new("a", Action::Close)
                .on("POST", "/api/v1/monitor")
                .object("bad*"),
        );
        assert!(
            faults
                .next(&target("GET", "/api/v1/monitor", Some("bad one")))
                .is_none()
        );
        assert!(
            faults
                .next(&target("POST", "/api/v1/monitor", Some("good one")))
                .is_none()
        );
        assert!(faults.next(&target("POST", "/api/v1/monitor", None)).is_none());
        assert!(
            faults
                .next(&target("POST", "/api/v1/monitor", Some("bad one")))
                .is_some()
        );
    }

    #[test]
    fn a_rule_skips_and_ends() {
        let faults = Faults::default();
        faults.add(Rule {
            skip: 1,
            ..Rule::new("a", Action::Html).times(2)
        });
        let applied: Vec<bool> = (0..5)
            .map(|_| faults.next(&target("GET", "/", None)).is_some())
            .collect();
        assert_eq!(applied, [false, true, true, false, false]);
        assert_eq!(faults.rules()[0].1, 2);
    }

    #[test]
    fn percentages_are_met_and_repeat() {
        let run = || {
            let faults = Faults::default();
            faults.add(Rule::new("a", Action::Close).percent(5.0, 7));
            (0..10_000)
                .map(|_| faults.next(&target("GET", "/", None)).is_some())
                .collect::<Vec<_>>()
        };
        let hits = run().into_iter().filter(|hit| *hit).count();
        assert!((400..600).contains(&hits), "{hits}");
        assert_eq!(run(), run());
    }
}
