//! Log lines.

use datadog_simulator::world::Event;
use serde_json::{Map, Value, json};

use super::rules::Rule;
use super::{MONDAY_S, Maker};
use crate::file::Lines;
use crate::random::{Random, hash};

impl Maker<'_> {
    /// The log lines that `reads` accepts.
    pub(crate) fn events(&self, reads: &dyn Fn(&Event) -> bool, before: i64) -> Vec<Event> {
        let mut events = Vec::new();
        for service in self.estate.catalog.services.keys() {
            let rules: Vec<&Rule<'_, Lines>> = self
                .rules
                .lines
                .iter()
                .filter(|r| self.is_by(r.entry, service))
                .collect();
            for (n, rule) in rules.iter().enumerate() {
                // entries of the same text override each other: the earliest one makes the lines of all
                let earlier = rules[..n].iter().any(|r| r.entry.message == rule.entry.message);
                let line = self.event(service, rule.entry, 0);
                if earlier || !reads(&line) {
                    continue;
                }
                let same: Vec<_> = rules.iter().filter(|r| r.entry.message == rule.entry.message).collect();
                let name = hash(self.estate.normal.seed, &format!("{service}: {}", rule.entry.message));
                let mut minute = before.div_euclid(60);
                while minute * 60 < self.to {
                    let t = minute * 60;
                    if let Some(rule) = same.iter().rev().find(|r| r.applies_at(t)) {
                        let rhythm = if rule.entry.rhythm { self.rhythm(t) } else { 1.0 };
                        let number = Random::new(name, minute).poisson(rule.entry.per_minute * rhythm) as i64;
                        events.extend((0..number).map(|i| self.event(service, rule.entry, t + i * 60 / number)));
                    }
                    minute += 1;
                }
            }
        }
        events
    }

    fn is_by(&self, lines: &Lines, service: &str) -> bool {
        if lines.services.is_empty() {
            self.topology.group(service).is_some()
        } else {
            lines.services.iter().any(|s| **s == *service)
        }
    }

    fn event(&self, service: &str, lines: &Lines, t: i64) -> Event {
        let attributes: Map<String, Value> = lines.attributes.clone().into_iter().collect();
        Event {
            source: "logs".to_owned(),
            at: MONDAY_S + t,
            body: json!({
                "service": service,
                "status": lines.status.as_deref().unwrap_or("info"),
                "message": lines.message,
                "tags": [format!("env:{}", self.estate.environment())],
                "attributes": attributes,
            }),
        }
    }
}
