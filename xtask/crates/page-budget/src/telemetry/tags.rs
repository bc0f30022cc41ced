//! The combinations of tags with which something is sent, and what sends each.

use std::collections::BTreeMap;

use super::Maker;
use crate::demand::Wanted;
use crate::file::{Origin, Role};
use crate::topology::{Group, Unit};

/// A combination of tags, and what sends it.
#[derive(Clone, Debug)]
pub(crate) struct Source<'a> {
    /// The service that sends it.
    pub(crate) service: String,
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) senders: Senders<'a>,
    /// Over how many combinations the service's events are spread, not counting its pods.
    pub(crate) combinations: f64,
    /// Only while a sender has this role, because a tag says so.
    pub(crate) role: Option<Role>,
}

/// What sends a series.
#[derive(Clone, Debug)]
pub(crate) enum Senders<'a> {
    Once,
    /// Units of a group, one after another.
    Units(&'a Group, Vec<usize>),
}

impl Source<'_> {
    /// What distinguishes it from other sources of its service, and what its successor has, too: tags that name a pod or a node are left out for its slot.
    pub(crate) fn identity(&self) -> String {
        let unit = match &self.senders {
            Senders::Units(group, units) => units.first().map(|unit| &group.units[*unit]),
            Senders::Once => None,
        };
        let names_unit = |value: &str| unit.is_some_and(|unit| value.contains(&unit.name) || value == unit.node);
        let tags = self.tags.iter().filter(|(_, value)| !names_unit(value));
        let tags: Vec<String> = tags.map(|(key, value)| format!("{key}:{value}")).collect();
        format!("{},{}", tags.join(","), unit.map_or(0, |unit| unit.slot))
    }
}

impl Senders<'_> {
    /// The unit that sends at `t`, with its group: `Some(None)` for a sender that is no unit.
    pub(crate) fn at(&self, t: i64) -> Option<Option<(&Group, usize)>> {
        match self {
            Self::Once => Some(None),
            Self::Units(group, units) => {
                let unit = units.iter().copied().find(|u| group.units[*u].runs_at(t))?;
                Some(Some((group, unit)))
            }
        }
    }
}

impl<'a> Maker<'a> {
    /// The combinations of tags with which a metric or check is sent.
    ///
    /// # Errors
    /// A tag has no values.
    pub(super) fn sources(&self, service: &str, wanted: &Wanted, keys: &[String]) -> Result<Vec<Source<'a>>, String> {
        let group = match self.rules.origin(&wanted.name) {
            Origin::Pods | Origin::Members => self.topology.group(service),
            Origin::Nodes => Some(&self.topology.nodes),
            Origin::Once => None,
        };
        let mut found: Vec<Source<'a>> = Vec::new();
        let units = group.map_or(1, |g| g.units.len());
        for index in 0..units {
            let unit = group.map(|g| &g.units[index]);
            let combinations = self.combinations(service, wanted, keys, unit)?;
            let count = combinations
                .iter()
                .filter(|(_, role)| *role != Some(Role::Follower))
                .count();
            for (tags, role) in combinations {
                // a pod that keeps its tags continues the series
                let same = found.iter_mut().find(|source| source.tags == tags);
                match (same, group) {
                    (
                        Some(Source {
                            senders: Senders::Units(_, units),
                            ..
                        }),
                        Some(_),
                    ) => units.push(index),
                    (_, group) => found.push(Source {
                        service: service.to_owned(),
                        tags,
                        senders: group.map_or(Senders::Once, |g| Senders::Units(g, vec![index])),
                        combinations: count.max(1) as f64,
                        role,
                    }),
                }
            }
        }
        Ok(found)
    }

    /// Every combination of values of the tags, for one sender.
    fn combinations(
        &self,
        service: &str,
        wanted: &Wanted,
        keys: &[String],
        unit: Option<&Unit>,
    ) -> Result<Vec<Combination>, String> {
        let mut all = vec![(BTreeMap::new(), None)];
        let fixed = wanted.fixed.iter().filter(|(key, _)| key.as_str() != "service");
        for (key, values) in fixed {
            all = spread(&all, key, &self.with_roles(key, values));
        }
        all = spread(&all, "service", &[(service.to_owned(), None)]);
        for key in keys
            .iter()
            .filter(|key| !wanted.fixed.contains_key(*key) && *key != "service")
        {
            if !self.may_have(&wanted.name, key) && !wanted.keys.contains(key) {
                continue;
            }
            let values = self.values(service, &wanted.name, key, unit)?;
            all = spread(&all, key, &self.with_roles(key, &values));
        }
        // pods send series of their own, even where no key of a query distinguishes them
        if let Some(unit) = unit {
            let from_node = self.rules.origin(&wanted.name) != Origin::Members;
            for (tags, _) in &mut all {
                tags.entry("pod_name".to_owned()).or_insert_with(|| unit.name.clone());
                if from_node {
                    tags.entry("host".to_owned()).or_insert_with(|| unit.node.clone());
                }
            }
        }
        Ok(all)
    }

    /// Whether the metric has the tag. What is not in the catalog may have any.
    pub(crate) fn may_have(&self, name: &str, key: &str) -> bool {
        self.estate
            .metric(name)
            .is_none_or(|metric| metric.tags.contains_key(key) || key == "host")
    }

    fn with_roles(&self, key: &str, values: &[String]) -> Vec<(String, Option<Role>)> {
        let roles = self.estate.normal.roles.get(key);
        let role = |value: &String| {
            let roles = roles?;
            if *value == roles.leader {
                Some(Role::Leader)
            } else {
                (*value == roles.follower).then_some(Role::Follower)
            }
        };
        values.iter().map(|value| (value.clone(), role(value))).collect()
    }

    /// The values of a tag.
    fn values(&self, service: &str, name: &str, key: &str, unit: Option<&Unit>) -> Result<Vec<String>, String> {
        let estate = self.estate;
        if let Some(roles) = estate.normal.roles.get(key) {
            return Ok(vec![roles.leader.clone(), roles.follower.clone()]);
        }
        if let Some(templates) = estate.normal.values.get(key) {
            let values: Vec<String> = templates.iter().flat_map(|t| self.filled(t, service, unit)).collect();
            return if values.is_empty() {
                Err(format!(
                    "tag '{key}' of '{name}' has no values for {service}: add some to 'values' of jsonnet/worlds/normal.yaml"
                ))
            } else {
                Ok(values)
            };
        }
        match estate.catalog.tags.get(key).and_then(|tag| tag.values.clone()) {
            Some(values) => Ok(values),
            None => Err(format!(
                "tag '{key}' of '{name}' has no values: add it to 'values' of jsonnet/worlds/normal.yaml"
            )),
        }
    }

    /// The values of a template: `{pod}`, `{node}`, `{service}`, `{queue}` and `{topic}` are filled; none if there is nothing to fill one with.
    fn filled(&self, template: &str, service: &str, unit: Option<&Unit>) -> Vec<String> {
        let replace = |name: &str, value: Option<&str>| match value {
            Some(value) => vec![template.replace(name, value)],
            None => Vec::new(),
        };
        if template.contains("{pod}") {
            return replace("{pod}", unit.map(|u| u.name.as_str()));
        }
        if template.contains("{node}") {
            return replace("{node}", unit.map(|u| u.node.as_str()));
        }
        for (name, kind) in [("{queue}", "rabbitmq"), ("{topic}", "kafka")] {
            if template.contains(name) {
                let streams = self.streams(service, kind);
                return streams.iter().map(|stream| template.replace(name, stream)).collect();
            }
        }
        vec![template.replace("{service}", service)]
    }

    /// The queues or topics that a service reads, or carries.
    fn streams(&self, service: &str, kind: &str) -> Vec<String> {
        let services = &self.estate.catalog.services;
        let mut names: Vec<String> = services
            .values()
            .flat_map(|s| s.consumes.iter().map(move |stream| (s, stream)))
            .filter(|(s, stream)| stream.kind == kind && (s.name == service || stream.broker == service))
            .map(|(_, stream)| stream.name.clone())
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// Tags, and the role of a sender that one of them says.
type Combination = (BTreeMap<String, String>, Option<Role>);

fn spread(all: &[Combination], key: &str, values: &[(String, Option<Role>)]) -> Vec<Combination> {
    let with = |(tags, role): &Combination, (value, of_value): &(String, Option<Role>)| {
        let mut tags = tags.clone();
        tags.insert(key.to_owned(), value.clone());
        (tags, of_value.or(*role))
    };
    all.iter()
        .flat_map(|one| values.iter().map(move |value| with(one, value)))
        .collect()
}
