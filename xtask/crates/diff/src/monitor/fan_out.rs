//! How many notifications one failure can send to each recipient: what decides whether the reader still sees what else alerts.

use datadog_query::monitor::{self, Monitor as Query};
use datadog_schema::payload::Monitor;
use model::{FanOut, Risk};
use serde_json::Value;

use crate::display::sentence;
use crate::fact::Fact;
use crate::policy::Policy;

const WHAT: &str = "one failure sends each recipient";

/// What a new monitor can send, if that is more than one notification.
pub(crate) fn of_new(monitor: &Value, policy: Option<&Policy>) -> Option<Fact> {
    let sent = Sent::read(monitor, policy?);
    sent.is_several().then(|| Fact::new(Risk::Added, WHAT, sent.text()))
}

/// What a monitor can send that could send another number before. That nobody is notified any more is not repeated here.
pub(crate) fn changed(old: (&Value, Option<&Policy>), new: (&Value, Option<&Policy>)) -> Option<Fact> {
    let [old, new] = [Sent::read(old.0, old.1?), Sent::read(new.0, new.1?)];
    let differs = match (&old, &new) {
        (Sent::AtMost(old), Sent::AtMost(new)) => old.notifications != new.notifications,
        (Sent::Nothing, _) => new.is_several(),
        (_, Sent::Nothing) | (Sent::Unknown, Sent::Unknown) => false,
        (Sent::Unknown, _) | (_, Sent::Unknown) => true,
    };
    differs.then(|| Fact::new(Risk::ChangedScope, WHAT, format!("{} -> {}", old.text(), new.text())))
}

enum Sent {
    /// Nobody is notified.
    Nothing,
    /// The policy does not say how many values a tag has.
    Unknown,
    AtMost(FanOut),
}

impl Sent {
    fn read(monitor: &Value, policy: &Policy) -> Self {
        let monitor = Monitor::read(monitor);
        if super::recipients(&monitor).is_empty() {
            return Self::Nothing;
        }
        // A query that does not parse has no groups, and is reported as such.
        let query = monitor.query.and_then(|query| monitor::parse(query).ok());
        let groups = query.as_ref().map_or_else(Vec::new, Query::group_keys);
        let selected = query.as_ref().map(Query::selected_values).unwrap_or_default();
        let keys = monitor.options.notified_by(groups);
        policy
            .tag_values
            .fan_out(&keys, &selected)
            .map_or(Self::Unknown, Self::AtMost)
    }

    fn is_several(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Unknown => true,
            Self::AtMost(found) => found.notifications > 1,
        }
    }

    /// `at most 12 notifications (12 queue)`
    fn text(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Unknown => "an unknown number of notifications (a tag is not in the policy)".to_owned(),
            Self::AtMost(FanOut { notifications: 1, .. }) => "1 notification".to_owned(),
            Self::AtMost(found) => {
                let factors = sentence(&found.factors());
                format!("at most {} notifications ({factors})", found.notifications)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use model::TagValues;
    use serde_json::json;

    use super::*;

    fn policy(queues: u64) -> Policy {
        let tags = json!({
            "queue": { "on": [], "cardinality": queues, "meaning": "m" },
            "outcome": { "on": [], "cardinality": 5, "values": ["good", "bad"], "meaning": "m" },
        });
        Policy {
            tag_values: TagValues {
                tags: serde_json::from_value(tags).expect("tags"),
                ..TagValues::default()
            },
            ..Policy::default()
        }
    }

    fn by(groups: &str, notify_by: Option<&str>) -> Value {
        json!({
            "query": format!("avg(last_5m):avg:a{{*}}{groups} > 1"), "message": "@slack-a",
            "options": { "notify_by": notify_by.map(|key| [key]) },
        })
    }

    fn silent(groups: &str) -> Value {
        let mut monitor = by(groups, None);
        monitor["message"] = json!("to be read in Datadog");
        monitor
    }

    /// The fact about a monitor that replaces another, with its policy.
    fn check(old: (Value, u64), new: (Value, u64), expected: Option<&str>) {
        let fact = changed((&old.0, Some(&policy(old.1))), (&new.0, Some(&policy(new.1))));
        assert_eq!(fact.as_ref().map(|fact| fact.how.as_str()), expected);
    }

    #[test]
    fn the_number_is_compared() {
        check((by("", None), 12), (by("", None), 12), None);
        check(
            (by("", None), 12),
            (by(" by {queue}", None), 12),
            Some("1 notification -> at most 12 notifications (12 queue)"),
        );
        check(
            (by(" by {queue,outcome}", None), 12),
            (by(" by {queue,outcome}", Some("outcome")), 12),
            Some("at most 24 notifications (12 queue x 2 outcome) -> at most 2 notifications (2 outcome)"),
        );
        check(
            (by(" by {queue}", None), 12),
            (by(" by {queue}", Some("*")), 12),
            Some("at most 12 notifications (12 queue) -> 1 notification"),
        );
        check(
            (by(" by {queue}", None), 12),
            (by(" by {odd}", None), 12),
            Some(
                "at most 12 notifications (12 queue) -> an unknown number of notifications (a tag is not in the policy)",
            ),
        );
    }

    #[test]
    fn a_monitor_that_notifies_nobody_sends_nothing() {
        check((silent(""), 12), (silent(" by {queue}"), 12), None);
        check((by(" by {queue}", None), 12), (silent(""), 12), None);
        check((silent(""), 12), (by("", None), 12), None);
        check(
            (silent(" by {queue}"), 12),
            (by(" by {queue}", None), 12),
            Some("nothing -> at most 12 notifications (12 queue)"),
        );
    }

    #[test]
    fn each_side_counts_by_its_own_policy() {
        check(
            (by(" by {queue}", None), 12),
            (by(" by {queue}", None), 200),
            Some("at most 12 notifications (12 queue) -> at most 200 notifications (200 queue)"),
        );
        assert_eq!(
            changed((&by("", None), None), (&by(" by {queue}", None), Some(&policy(2)))),
            None,
            "without a policy nothing is known, which the report of the cost says"
        );
    }

    #[test]
    fn a_new_monitor_is_counted_if_it_sends_several() {
        let new = |monitor: &Value| of_new(monitor, Some(&policy(12))).map(|fact| fact.how);
        assert_eq!(new(&by("", None)), None);
        assert_eq!(new(&silent(" by {queue}")), None);
        assert_eq!(
            new(&by(" by {queue}", None)).as_deref(),
            Some("at most 12 notifications (12 queue)")
        );
    }
}
