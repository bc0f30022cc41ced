//! Normalises to a schema (OCSF).

use std::collections::BTreeMap;

use datadog_query::search::Search;
use serde_json::Value;

use super::remap::Remap;
use crate::compile::Compiler;
use crate::definition::{Fallback, Mapper as Defined, SchemaProcessor, Targets};
use crate::observe::{Effect, Outcome};
use crate::{Log, path};

/// A compiled schema processor.
#[derive(Debug)]
pub(crate) struct Schema {
    class_name: String,
    class_uid: i64,
    version: String,
    profiles: Vec<String>,
    mappers: Vec<Mapper>,
}

#[derive(Debug)]
enum Mapper {
    Remap(Remap),
    Category {
        categories: Vec<(Search, String, i64)>,
        targets: Targets,
        fallback: Option<Fallback>,
    },
}

/// The categories of OCSF's classes: the thousands of a class's number.
const CATEGORIES: [(i64, &str); 9] = [
    (0, "Uncategorized"),
    (1, "System Activity"),
    (2, "Findings"),
    (3, "Identity & Access Management"),
    (4, "Network Activity"),
    (5, "Discovery"),
    (6, "Application Activity"),
    (7, "Remediation"),
    (8, "Unmanned Systems"),
];

impl Schema {
    pub(crate) fn new(defined: &SchemaProcessor, compiler: &mut Compiler) -> Self {
        let mut mappers = Vec::new();
        for (index, mapper) in defined.mappers.iter().enumerate() {
            mappers.push(match mapper {
                Defined::SchemaRemapper(remapper) => Mapper::Remap(Remap::of_schema(remapper)),
                Defined::SchemaCategoryMapper(mapper) => Mapper::Category {
                    categories: compiler.schema_categories(&index.to_string(), &mapper.categories),
                    targets: mapper.targets.clone(),
                    fallback: mapper.fallback.clone(),
                },
            });
        }
        Self {
            class_name: defined.schema.class_name.clone(),
            class_uid: defined.schema.class_uid,
            version: defined.schema.version.clone(),
            profiles: defined.schema.profiles.clone(),
            mappers,
        }
    }

    pub(crate) fn apply(&self, log: &mut Log) -> Outcome {
        for mapper in &self.mappers {
            match mapper {
                Mapper::Remap(remap) => {
                    remap.apply(log);
                }
                Mapper::Category {
                    categories,
                    targets,
                    fallback,
                } => categorise(log, categories, targets, fallback.as_ref()),
            }
        }
        self.describe(log);
        Outcome::Applied(Effect::Done)
    }

    /// Sets what follows from the class.
    fn describe(&self, log: &mut Log) {
        let category = self.class_uid / 1000;
        let mut set = |name: &str, value: Value| path::set(&mut log.attributes, name, value);
        set("ocsf.class_name", Value::String(self.class_name.clone()));
        set("ocsf.class_uid", Value::from(self.class_uid));
        set("ocsf.metadata.version", Value::String(self.version.clone()));
        set("ocsf.category_uid", Value::from(category));
        if let Some((_, name)) = CATEGORIES.iter().find(|(uid, _)| *uid == category) {
            set("ocsf.category_name", Value::String((*name).to_owned()));
        }
        if !self.profiles.is_empty() {
            let profiles = self
                .profiles
                .iter()
                .map(|profile| Value::String(profile.clone()))
                .collect();
            set("ocsf.metadata.profiles", Value::Array(profiles));
        }
    }
}

fn categorise(log: &mut Log, categories: &[(Search, String, i64)], targets: &Targets, fallback: Option<&Fallback>) {
    let found = categories.iter().find(|(filter, ..)| filter.matches(log));
    let Some((_, name, id)) = found else { return };
    // the category for everything else is named by the sources
    let is_other = |fallback: &&Fallback| {
        let value = targets.id.as_ref().and_then(|id| fallback.values.get(id));
        value.is_some_and(|value| *value == id.to_string())
    };
    if let Some(fallback) = fallback.filter(is_other) {
        set_values(log, &fallback.values, &fallback.sources);
        return;
    }
    if let Some(target) = &targets.id {
        path::set(&mut log.attributes, target, Value::from(*id));
    }
    if let Some(target) = &targets.name {
        path::set(&mut log.attributes, target, Value::String(name.clone()));
    }
}

fn set_values(log: &mut Log, values: &BTreeMap<String, String>, sources: &BTreeMap<String, Vec<String>>) {
    for (target, value) in values {
        let value = value
            .parse::<i64>()
            .map_or_else(|_| Value::String(value.clone()), Value::from);
        path::set(&mut log.attributes, target, value);
    }
    for (target, sources) in sources {
        let found = sources
            .iter()
            .find_map(|source| path::get(&log.attributes, source).cloned());
        if let Some(value) = found {
            path::set(&mut log.attributes, target, value);
        }
    }
}
