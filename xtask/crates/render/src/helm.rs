//! The Helm values as values, to check rather than to write.

use std::collections::BTreeMap;

use diagnostics::Diagnostic;
use model::Catalog;
use repository::Inventory;
use serde_json::Value;

use crate::assemble::mistyped;
use crate::limits::{self, LIMITS};
use crate::parallel::in_parallel;
use crate::registry;
use crate::unit::Unit;

/// The values of every chart: environment -> chart -> values.
///
/// # Errors
/// Every finding of every environment, each once.
pub fn values(
    inventory: &Inventory,
    catalog: &Catalog,
) -> Result<BTreeMap<String, BTreeMap<String, Value>>, Vec<Diagnostic>> {
    let catalog = catalog.clone();
    limits::within(LIMITS, inventory, move |inventory| {
        unbounded_values(inventory, &catalog)
    })
}

fn unbounded_values(
    inventory: &Inventory,
    catalog: &Catalog,
) -> Result<BTreeMap<String, BTreeMap<String, Value>>, Vec<Diagnostic>> {
    let sources = registry::sources(inventory);
    let units: Vec<Unit> = catalog
        .environments
        .keys()
        .map(|env| Unit::Agent { env: env.clone() })
        .collect();
    let evaluated = in_parallel(&sources, &units, |session, unit| {
        let json = session.evaluate(unit, &unit.snippet(inventory))?;
        let files: Value =
            serde_json::from_str(&json).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])?;
        let values = files.get("values").cloned().unwrap_or_default();
        serde_json::from_value(values).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])
    })?;
    Ok(catalog.environments.keys().cloned().zip(evaluated).collect())
}
