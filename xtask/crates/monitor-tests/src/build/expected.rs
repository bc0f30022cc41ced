//! What a test expects, written out.

use diagnostics::suggestion;
use documents::yaml::Located;

use super::{Builder, Finding};
use crate::case::{self, Expected, ExpectedNotification};
use crate::file::{self, Notify, Test, Text};
use crate::notation::{self, Times, written};
use crate::run::glob;

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
        let change = self.sound(change, text, &text.span)?;
        self.reachable(change.at, text)?;
        Some(change)
    }

    /// Nothing can happen after the end, nor between two evaluations.
    fn reachable(&mut self, at: Times, text: &Text) -> Option<()> {
        let cadence_s = self.monitor.compiled.window().cadence_s();
        let why = if at.from > self.end_s {
            format!(
                "the test ends at {}: nothing happens at {}",
                written(self.end_s),
                text.0
            )
        } else if at.to / cadence_s * cadence_s < at.from {
            format!(
                "the monitor is evaluated every {}, never at {}",
                written(cadence_s),
                text.0
            )
        } else {
            return Some(());
        };
        let finding = Finding::new("monitors/unreachable-time", text.span.clone(), why);
        self.find(finding.help("state a time at which it is evaluated, send for longer, or say 'until'"));
        None
    }

    /// A downtime that no evaluation falls into mutes nothing.
    pub(super) fn mutes(&mut self, between: &Text) {
        // What cannot be read was told when it was made.
        let Ok(times) = notation::times(between, &self.monitor.variables) else {
            return;
        };
        if times.from == times.to {
            let finding = Finding::new(
                "monitors/unreachable-time",
                between.span.clone(),
                "the downtime lasts no time",
            );
            self.find(finding.help("say from when to when: 10m..40m"));
        } else {
            self.reachable(times, between);
        }
    }

    fn notification(&mut self, said: &Located<Notify>, has_rules: bool) -> Option<ExpectedNotification> {
        if !self
            .facts
            .selects(&said.envs, &said.services, &said.tiers, self.monitor)
        {
            return None;
        }
        let at = notation::times(&said.at, &self.monitor.variables);
        let at = self.sound(at, &said.at, &said.at.span)?;
        self.reachable(at, &said.at)?;
        let group = match &said.group {
            Some(group) => Some(self.group(group)?),
            None => None,
        };
        let to = match &said.to {
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
        Some(ExpectedNotification {
            span: said.at.span.clone(),
            at,
            group,
            to,
            never: said
                .never
                .iter()
                .map(|h| self.pattern(h, has_rules))
                .collect::<Option<_>>()?,
            title: self.words(said.title.as_ref())?,
            body: self.words(said.body.as_ref())?,
            priority: said.priority,
            silent: said.silent,
        })
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

    /// A handle of a team. With notification rules, theirs may be any.
    fn handle(&mut self, text: &Text, has_rules: bool) -> Option<String> {
        let handle = self.filled(text)?;
        if !has_rules && !self.facts.handles.contains(&handle) {
            let finding = Finding::new(
                "monitors/unknown-handle",
                text.span.clone(),
                format!("no team has the handle '{handle}'"),
            );
            self.find(finding.help(suggestion(&handle, self.facts.handles.iter().map(String::as_str))));
            return None;
        }
        Some(handle)
    }

    fn pattern(&mut self, text: &Text, has_rules: bool) -> Option<String> {
        let pattern = self.filled(text)?;
        if !has_rules && !self.facts.handles.iter().any(|handle| glob(&pattern, handle)) {
            let finding = Finding::new(
                "monitors/unknown-handle",
                text.span.clone(),
                format!("no handle of any team is like '{pattern}', so this forbids nothing"),
            );
            self.find(finding.help(suggestion(&pattern, self.facts.handles.iter().map(String::as_str))));
            return None;
        }
        Some(pattern)
    }
}
