//! The runs of service checks.

use datadog_simulator::world::{self, CheckRun, Tags};

use super::rules::{has_role, selects};
use super::{MONDAY_S, Maker};
use crate::demand::Wanted;
use crate::file::CheckStatus;
use datadog_query::wildcard;

impl Maker<'_> {
    /// The runs of a check by these services.
    pub(crate) fn runs(&self, services: &[String], wanted: &Wanted, before: i64) -> Result<Vec<CheckRun>, String> {
        let mut runs = Vec::new();
        let mut keys = wanted.keys.clone();
        for rule in self
            .rules
            .checks
            .iter()
            .filter(|r| wildcard::matches(&r.entry.check, &wanted.name))
        {
            keys.extend(
                rule.entry
                    .tags
                    .keys()
                    .filter(|key| !wanted.fixed.contains_key(*key))
                    .cloned(),
            );
        }
        for service in services {
            for source in self.sources(service, wanted, &keys)? {
                let tags = Tags::new(source.tags.iter().map(|(key, value)| format!("{key}:{value}")));
                let of_source: Vec<_> = self
                    .rules
                    .checks
                    .iter()
                    .filter(|rule| {
                        let entry = rule.entry;
                        wildcard::matches(&entry.check, &wanted.name)
                            && selects(&entry.services, &entry.tags, &source.service, &source.tags)
                    })
                    .collect();
                let every_s = self.estate.lengths.check_every_s.max(1);
                let mut number = before.div_euclid(every_s);
                while number * every_s < self.to {
                    let t = number * every_s;
                    number += 1;
                    let Some(sender) = source.senders.at(t) else { continue };
                    let role = sender.map(|(group, unit)| group.role(unit, t));
                    if source.role.is_some() && source.role != role {
                        continue;
                    }
                    let entry = of_source
                        .iter()
                        .rev()
                        .find(|r| r.applies_at(t) && has_role(r.entry.on, role));
                    let status = match entry.map_or(CheckStatus::Ok, |rule| rule.entry.status) {
                        CheckStatus::Ok => world::CheckStatus::Ok,
                        CheckStatus::Warning => world::CheckStatus::Warning,
                        CheckStatus::Critical => world::CheckStatus::Critical,
                        CheckStatus::Unknown => world::CheckStatus::Unknown,
                        CheckStatus::Missing => continue,
                    };
                    runs.push(CheckRun {
                        check: wanted.name.clone(),
                        tags: tags.clone(),
                        at: MONDAY_S + t,
                        status,
                        message: String::new(),
                    });
                }
            }
        }
        Ok(runs)
    }
}
