//! Computes the expectations of a test.

use datadog_query::wildcard;
use diagnostics::suggestion;
use documents::yaml::Located;

use super::{Builder, Finding};
use crate::case::{self, Expected, ExpectedNotification};
use crate::file::{self, Notify, Test, Text};
use crate::message_kind::MessageKind;
use crate::notation::{self, Times, written};

impl Builder<'_> {
    pub(super) fn expected(&mut self, test: &Test) -> Expected {
        let mut timelines = Vec::new();
        for (group, changes) in &test.timeline.0 {
            let Some(tags) = self.group(group) else { continue };
            let changes: Vec<_> = changes.iter().filter_map(|change| self.change(change)).collect();
            timelines.push((tags, changes, group.span.clone()));
        }
        Expected {
            timelines,
            span: test.timeline.span.clone(),
            notifications: test
                .notify
                .iter()
                .filter_map(|n| self.notification(n, !test.rules.is_empty()))
                .collect(),
        }
    }

    fn change(&mut self, text: &Text) -> Option<notation::Change> {
        let change = notation::change(text, &self.monitor.variables);
        let change = self.report_error(change, text, &text.span)?;
        self.reachable(change.at, text)?;
        Some(change)
    }

    /// Reports a time after the end of the test or between two evaluations: a state cannot change then.
    fn reachable(&mut self, at: Times, text: &Text) -> Option<()> {
        let cadence_s = self.monitor.compiled.window().cadence_s();
        let why = if at.from > self.end_s {
            format!("'{}' is after the end of the test at {}", text.0, written(self.end_s))
        } else if at.to / cadence_s * cadence_s < at.from {
            format!(
                "'{}' is between evaluations: the monitor is evaluated every {}",
                text.0,
                written(cadence_s)
            )
        } else {
            return Some(());
        };
        let finding = Finding::new("monitors/unreachable-time", text.span.clone(), why);
        self.find(
            finding.help("use a time at which the monitor is evaluated, send telemetry for longer, or set 'until'"),
        );
        None
    }

    /// Reports a downtime without an evaluation: it mutes nothing.
    pub(super) fn check_downtime(&mut self, between: &Text) {
        // a time that cannot be parsed is already reported
        let Ok(times) = notation::times(between, &self.monitor.variables) else {
            return;
        };
        if times.from == times.to {
            let finding = Finding::new(
                "monitors/unreachable-time",
                between.span.clone(),
                "the downtime has no length",
            );
            self.find(finding.help("write a start and an end: 10m..40m"));
        } else {
            self.reachable(times, between);
        }
    }

    fn notification(&mut self, notify: &Located<Notify>, has_rules: bool) -> Option<ExpectedNotification> {
        if !self.facts.selects(notify.filters(), self.monitor) {
            return None;
        }
        let at = notation::times(&notify.at, &self.monitor.variables);
        let at = self.report_error(at, &notify.at, &notify.at.span)?;
        self.reachable(at, &notify.at)?;
        let group = match &notify.group {
            Some(group) => Some(self.group(group)?),
            None => None,
        };
        let to = match &notify.to {
            Some(handles) => {
                let mut handles = handles
                    .iter()
                    .map(|h| self.handle(h, has_rules))
                    .collect::<Option<Vec<_>>>()?;
                handles.sort();
                Some(handles)
            }
            None => None,
        };
        let message = match &notify.message {
            Some(kind) => {
                self.in_policy(kind)?;
                Some(kind.value)
            }
            None => None,
        };
        Some(ExpectedNotification {
            span: notify.at.span.clone(),
            at,
            group,
            to,
            never: notify
                .never
                .iter()
                .map(|h| self.pattern(h, has_rules))
                .collect::<Option<_>>()?,
            message,
            title: self.words(notify.title.as_ref())?,
            body: self.words(notify.body.as_ref())?,
            priority: notify.priority,
            silent: notify.silent,
        })
    }

    /// Reports a kind of message whose text the policy does not have.
    fn in_policy(&mut self, kind: &Located<MessageKind>) -> Option<()> {
        let Some(missing) = self.facts.texts.missing(kind.value) else {
            return Some(());
        };
        let finding = Finding::new(
            "monitors/test-file",
            kind.span.clone(),
            format!("the policy has no text '{missing}'"),
        );
        self.find(finding.help("add it to jsonnet/policy/messages.libsonnet"));
        None
    }

    fn words(&mut self, words: Option<&Located<file::TextMatch>>) -> Option<case::ExpectedText> {
        let Some(words) = words else {
            return Some(case::ExpectedText::default());
        };
        let mut filled = |texts: &Located<file::OneOrMany>| {
            texts
                .0
                .iter()
                .map(|t| self.filled_at(t, &texts.span))
                .collect::<Option<Vec<_>>>()
        };
        Some(case::ExpectedText {
            contains: filled(&words.contains)?,
            lacks: filled(&words.lacks)?,
        })
    }

    /// A handle of a team; any handle if the test has notification rules.
    fn handle(&mut self, text: &Text, has_rules: bool) -> Option<String> {
        let handle = self.filled(text)?;
        if !has_rules && !self.facts.handles.contains(&handle) {
            let finding = Finding::new(
                "monitors/unknown-handle",
                text.span.clone(),
                format!("no team has the handle '{handle}'"),
            );
            let bare = handle.trim_start_matches('@');
            let help = if self.facts.handles.contains(bare) {
                format!("write '{bare}', without the at sign of messages")
            } else {
                suggestion(bare, self.facts.handles.iter().map(String::as_str))
            };
            self.find(finding.help(help));
            return None;
        }
        Some(handle)
    }

    fn pattern(&mut self, text: &Text, has_rules: bool) -> Option<String> {
        let pattern = self.filled(text)?;
        if !has_rules
            && !self
                .facts
                .handles
                .iter()
                .any(|handle| wildcard::matches(&pattern, handle))
        {
            let finding = Finding::new(
                "monitors/unknown-handle",
                text.span.clone(),
                format!("no team's handle matches '{pattern}', so 'never' has no effect"),
            );
            self.find(finding.help(suggestion(&pattern, self.facts.handles.iter().map(String::as_str))));
            return None;
        }
        Some(pattern)
    }
}
