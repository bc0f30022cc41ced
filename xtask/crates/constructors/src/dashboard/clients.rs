//! Which services depend on a service.

use std::collections::BTreeMap;

use model::Catalog;

/// The services that declare another one under `depends_on`, by that one's name.
#[derive(Clone, Debug, Default)]
pub struct Clients(BTreeMap<String, Vec<String>>);

impl Clients {
    /// The index over all declarations, built once for all dashboards.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let mut index: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, service) in &catalog.services {
            for need in &service.depends_on {
                index.entry(need.clone()).or_default().push(name.clone());
            }
        }
        Self(index)
    }

    /// The clients of `service`, by name.
    pub(super) fn of_service(&self, service: &str) -> &[String] {
        self.0.get(service).map_or(&[], Vec::as_slice)
    }
}
