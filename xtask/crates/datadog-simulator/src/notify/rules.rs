//! The recipients that notification rules add (doc: `monitors/notify/notification_rules`).

use std::borrow::Cow;

use datadog_query::search::{Event, Scalar};

use crate::world::{NotificationRule, Tags};

/// A notification as rules match it.
pub(crate) struct RuleContext<'a> {
    /// The tags of the monitor and of the group.
    pub(crate) tags: &'a Tags,
    /// `alert`, `warning`, `no data` or `recovery`.
    pub(crate) transition: &'a str,
    /// `P1` to `P5`.
    pub(crate) priority: Option<String>,
}

/// The recipients of all matching rules, without `@`, each once.
pub(crate) fn recipients(rules: &[NotificationRule], context: &RuleContext<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for rule in rules.iter().filter(|r| matches(r, context)) {
        let conditional: Vec<&String> = rule
            .conditional
            .iter()
            .filter(|(scope, _)| scope.matches(context))
            .flat_map(|(_, to)| to)
            .collect();
        let fallback: &[String] = if conditional.is_empty() { &rule.fallback } else { &[] };
        for handle in rule.recipients.iter().chain(conditional).chain(fallback) {
            let handle = handle.trim_start_matches('@');
            if !out.iter().any(|h| h == handle) {
                out.push(handle.to_owned());
            }
        }
    }
    out
}

fn matches(rule: &NotificationRule, context: &RuleContext<'_>) -> bool {
    let tagged = |tag: &String| match tag.strip_suffix(":*") {
        Some(key) => context.tags.value(key).is_some(),
        None => context.tags.contains(tag),
    };
    rule.tags.iter().all(tagged) && rule.scope.as_ref().is_none_or(|scope| scope.matches(context))
}

impl Event for RuleContext<'_> {
    fn message(&self) -> &str {
        ""
    }

    fn attribute(&self, path: &str) -> Vec<Scalar<'_>> {
        self.tags
            .pairs()
            .filter(|(k, _)| k.strip_prefix('@') == Some(path))
            .map(|(_, v)| Scalar::Text(Cow::Borrowed(v)))
            .collect()
    }

    fn tag(&self, key: &str) -> Vec<Cow<'_, str>> {
        match key {
            "transition_type" => vec![Cow::Borrowed(self.transition)],
            "priority" => self.priority.iter().map(|p| Cow::Borrowed(p.as_str())).collect(),
            _ => self.tags.values(key).map(|v| Cow::Owned(v.to_owned())).collect(),
        }
    }

    fn tags(&self) -> Vec<Cow<'_, str>> {
        self.tags.iter().map(Cow::Borrowed).collect()
    }

    fn values(&self) -> Vec<Scalar<'_>> {
        self.tags.pairs().map(|(_, v)| Scalar::Text(Cow::Borrowed(v))).collect()
    }

    fn calculated(&self, _: &str) -> Vec<Scalar<'_>> {
        Vec::new()
    }
}
