//! Looks a value up in a table.

use std::collections::HashMap;

use serde_json::Value;

use crate::compile::Compiler;
use crate::definition::LookupProcessor;
use crate::observe::{Effect, Outcome, Skip};
use crate::{Log, path, template};

/// A compiled table.
#[derive(Debug)]
pub(crate) struct Lookup {
    source: String,
    target: String,
    table: Table,
    default: Option<String>,
}

#[derive(Debug)]
enum Table {
    /// A key and its row, and the value of each row.
    Own {
        rows: HashMap<String, usize>,
        values: Vec<String>,
    },
    /// A table in Datadog.
    Reference,
}

impl Lookup {
    pub(crate) fn new(defined: &LookupProcessor, compiler: &mut Compiler) -> Option<Self> {
        let table = match (&defined.lookup_table, &defined.lookup_enrichment_table) {
            (Some(table), None) => own(table, compiler)?,
            (None, Some(_)) => Table::Reference,
            _ => {
                let help = "write `lookupTable`, or `lookupEnrichmentTable` for a reference table in Datadog";
                let message = "a lookup needs one table".to_owned();
                compiler.problem(&[], "", message, Some(help.to_owned()));
                return None;
            }
        };
        Some(Self {
            source: defined.source.clone(),
            target: defined.target.clone(),
            table,
            default: defined.default_lookup.clone(),
        })
    }

    /// The keys in the order of the table.
    pub(crate) fn keys(&self) -> Vec<String> {
        let Table::Own { rows, .. } = &self.table else {
            return Vec::new();
        };
        let mut keys: Vec<(&String, &usize)> = rows.iter().collect();
        keys.sort_by_key(|(_, row)| **row);
        keys.into_iter().map(|(key, _)| key.clone()).collect()
    }

    pub(crate) fn apply(&self, log: &mut Log) -> Outcome {
        let Some(key) = log.get(&self.source).as_deref().and_then(template::text) else {
            return Outcome::Skipped(Skip::NoSource);
        };
        let Table::Own { rows, values } = &self.table else {
            return Outcome::Skipped(Skip::NotAvailable("a reference table"));
        };
        let row = rows.get(key.trim()).copied();
        let (value, effect) = match row.and_then(|row| Some((values.get(row)?, row))) {
            Some((value, row)) => (value, Effect::Row(row)),
            None => match &self.default {
                Some(default) => (default, Effect::Default),
                None => return Outcome::Skipped(Skip::NoRow),
            },
        };
        path::set(&mut log.attributes, &self.target, Value::String(value.clone()));
        Outcome::Applied(effect)
    }
}

/// A key and its value on each line, with a comma between them; the first line of a key counts.
fn own(table: &str, compiler: &mut Compiler) -> Option<Table> {
    let mut rows = HashMap::new();
    let mut values = Vec::new();
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let Some((key, value)) = split(line) else {
            let message = format!("'{}' is no line of a table", line.trim());
            let help = "write a key, a comma and a value".to_owned();
            compiler.problem(&["lookupTable"], line.trim(), message, Some(help));
            return None;
        };
        rows.entry(key).or_insert(values.len());
        values.push(value);
    }
    Some(Table::Own { rows, values })
}

/// The key and the value of a line; a key in double quotes may contain commas.
fn split(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    let (key, value) = match line.strip_prefix('"') {
        Some(rest) => {
            let (key, rest) = rest.split_once('"')?;
            (key, rest.trim_start().strip_prefix(',')?)
        }
        None => line.split_once(',')?,
    };
    let value = value.trim();
    let value = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(value);
    Some((key.trim().to_owned(), value.to_owned()))
}
