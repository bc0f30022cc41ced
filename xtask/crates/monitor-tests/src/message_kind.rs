//! The texts of alerts in the policy, and how a sent message is recognised as one of them. A test names the text; its wording is in the policy only, so
//! that a change of wording changes no test of a monitor.

use std::collections::BTreeMap;

use model::MessageText;
use schemars::JsonSchema;
use serde::Deserialize;

/// What a message says: one of the texts of `jsonnet/policy/messages.libsonnet`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// `alert`, `check_alert`, `audit_alert`, `burn_rate_alert` or `composite_alert`.
    Alert,
    /// `warning` or `check_warning`.
    Warning,
    /// `recovery`, `recovery_or_no_data` or `check_recovery`.
    Recovery,
    /// `recovery_or_no_data` only.
    RecoveryOrNoData,
    /// `no_data`.
    NoData,
    /// `renotification`, which follows the text of the alert or the warning.
    Renotification,
    /// `no_data_renotification`, which follows the text of no data.
    NoDataRenotification,
}

/// The kinds that exclude each other.
const EXCLUSIVE: [MessageKind; 6] = [
    MessageKind::Alert,
    MessageKind::Warning,
    MessageKind::Recovery,
    MessageKind::NoData,
    MessageKind::Renotification,
    MessageKind::NoDataRenotification,
];

impl MessageKind {
    /// The names of its texts in the policy.
    pub(crate) const fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Alert => &[
                "alert",
                "check_alert",
                "audit_alert",
                "burn_rate_alert",
                "composite_alert",
            ],
            Self::Warning => &["warning", "check_warning"],
            Self::Recovery => &["recovery", "recovery_or_no_data", "check_recovery"],
            Self::RecoveryOrNoData => &["recovery_or_no_data"],
            Self::NoData => &["no_data"],
            Self::Renotification => &["renotification"],
            Self::NoDataRenotification => &["no_data_renotification"],
        }
    }

    /// Whether a message of this kind may also contain a text of `other`.
    fn allows(self, other: Self) -> bool {
        match self {
            Self::RecoveryOrNoData => other == Self::Recovery,
            Self::Renotification => matches!(other, Self::Renotification | Self::Alert | Self::Warning),
            Self::NoDataRenotification => matches!(other, Self::NoDataRenotification | Self::NoData),
            _ => self == other,
        }
    }
}

/// The literal parts of the policy's texts, by the name of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyTexts(BTreeMap<String, Vec<String>>);

impl PolicyTexts {
    pub(crate) fn new(messages: &BTreeMap<String, MessageText>) -> Self {
        let one = |(name, text): (&String, &MessageText)| Some((name.clone(), literals(text.lines().first()?)));
        Self(messages.iter().filter_map(one).collect())
    }

    /// The first text of this kind that the policy does not have.
    pub(crate) fn missing(&self, kind: MessageKind) -> Option<&'static str> {
        kind.texts().iter().copied().find(|name| !self.0.contains_key(*name))
    }

    /// How `message` differs from one of this kind.
    pub(crate) fn differences(&self, kind: MessageKind, message: &str) -> Vec<String> {
        let mut out = Vec::new();
        if self.found(kind, message).is_none() {
            out.push(format!(
                "the message does not have the policy's text {}: {message}",
                quoted(kind.texts())
            ));
        }
        for other in EXCLUSIVE.into_iter().filter(|other| !kind.allows(*other)) {
            if let Some(name) = self.found(other, message) {
                out.push(format!("the message has the policy's text '{name}': {message}"));
            }
        }
        out
    }

    /// The text of this kind that a line of `message` has.
    fn found(&self, kind: MessageKind, message: &str) -> Option<&'static str> {
        let has = |name: &&'static str| {
            self.0
                .get(*name)
                .is_some_and(|parts| message.lines().any(|line| in_order(parts, line)))
        };
        kind.texts().iter().copied().find(|name| has(name))
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    names.join(" or ")
}

/// The text around `<<placeholders>>` and `{{variables}}`.
fn literals(mut text: &str) -> Vec<String> {
    let mut out = Vec::new();
    while let Some((start, end)) = text
        .find("<<")
        .map(|at| (at, ">>"))
        .into_iter()
        .chain(text.find("{{").map(|at| (at, "}}")))
        .min()
        .and_then(|(start, close)| Some((start, start + text[start..].find(close)? + close.len())))
    {
        out.push(text[..start].to_owned());
        text = &text[end..];
    }
    out.push(text.to_owned());
    out.retain(|part| !part.is_empty());
    out
}

fn in_order(parts: &[String], mut line: &str) -> bool {
    parts.iter().all(|part| match line.find(part.as_str()) {
        Some(at) => {
            line = &line[at + part.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> PolicyTexts {
        let text = |name: &str, text: &str| (name.to_owned(), MessageText::Line(text.to_owned()));
        PolicyTexts::new(&BTreeMap::from([
            text(
                "alert",
                "Alert: <<symptom>>: <<reading>> (alert above {{threshold}}<<unit>>).",
            ),
            text("warning", "Warning: <<symptom>>."),
            text("recovery", "Recovered: <<symptom>>. Now <<reading>>."),
            text("recovery_or_no_data", "Recovered: <<symptom>>, or no data."),
            text("renotification", "Still firing: <<symptom>>."),
        ]))
    }

    #[test]
    fn a_message_is_recognised_by_the_literal_parts_of_its_text() {
        let alert = "Alert: jobs fail: 9 % (alert above 5 %).\n\nImpact: none";
        assert_eq!(texts().differences(MessageKind::Alert, alert), [""; 0]);
        assert_eq!(
            texts().differences(MessageKind::Warning, alert),
            [
                format!("the message does not have the policy's text 'warning' or 'check_warning': {alert}"),
                format!("the message has the policy's text 'alert': {alert}"),
            ]
        );
    }

    #[test]
    fn a_recovery_is_any_of_its_texts_unless_one_is_named() {
        let (plain, no_data) = ("Recovered: jobs fail. Now 0 %.", "Recovered: jobs fail, or no data.");
        assert_eq!(texts().differences(MessageKind::Recovery, plain), [""; 0]);
        assert_eq!(texts().differences(MessageKind::Recovery, no_data), [""; 0]);
        assert_eq!(texts().differences(MessageKind::RecoveryOrNoData, no_data), [""; 0]);
        assert_eq!(texts().differences(MessageKind::RecoveryOrNoData, plain).len(), 1);
    }

    #[test]
    fn a_renotification_follows_the_text_of_the_alert() {
        let sent = "Alert: jobs fail: 9 % (alert above 5 %).\nStill firing: jobs fail.";
        assert_eq!(texts().differences(MessageKind::Renotification, sent), [""; 0]);
        assert_eq!(texts().differences(MessageKind::Alert, sent).len(), 1);
    }

    #[test]
    fn a_text_that_the_policy_lacks_is_missing() {
        assert_eq!(texts().missing(MessageKind::RecoveryOrNoData), None);
        assert_eq!(texts().missing(MessageKind::NoData), Some("no_data"));
    }
}
