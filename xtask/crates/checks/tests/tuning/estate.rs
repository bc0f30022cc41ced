//! The estate of this repository in memory, and variants of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use render::{Definitions, Object};
use repository::{Inventory, Pages, Source};
use test_support::fixtures::repository;

use crate::checked::{self, Checked, Surroundings};
use crate::variant::{Variant, WITHOUT, is_monitor};

/// The estate as it is.
pub(crate) struct Estate {
    inventory: Inventory,
    definitions: Definitions,
    around: Surroundings,
}

impl Estate {
    /// The estate of this repository, which passes all checks.
    pub(crate) fn read() -> Self {
        let root = repository();
        let inventory = Inventory::read(&root).expect("the tree is sound");
        let definitions = render::definitions(&inventory).expect("the tree renders");
        let mut around = Surroundings {
            pages: Pages::read(&root).expect("the runbooks are read"),
            files: repository::paths(&root, "docs").expect("the docs are listed"),
            passed: checked::tested(&inventory, &definitions),
            known: BTreeSet::new(),
        };
        if let Checked::Passed(findings) = checked::check(&inventory, &around) {
            around.known = findings.into_iter().collect();
        }
        Self {
            inventory,
            definitions,
            around,
        }
    }

    /// Its monitors.
    pub(crate) fn monitors(&self) -> impl Iterator<Item = &Object> {
        self.definitions.objects.iter().filter(|object| is_monitor(object))
    }

    /// What the checks say of a variant.
    pub(crate) fn check(&self, variant: &Variant) -> Checked {
        let mut inventory = self.inventory.clone();
        let mut services: BTreeMap<&str, String> = BTreeMap::new();
        for (cell, value) in &variant.cells {
            let fields = services.entry(&cell.service).or_default();
            write!(fields, "'{}'+: {value}, ", cell.monitor).expect("a String takes every write");
        }
        for (service, fields) in services {
            let path = format!("services/{service}/service.libsonnet");
            let written = &inventory.sources[&path].text;
            let fields = if variant.field == "tune" {
                fields
            } else {
                fields.replace("'+:", "':")
            };
            let text = format!("({}) + {{ {}+: {{ {fields} }} }}", written.trim_end(), variant.field);
            inventory.sources.insert(path, Source::new(text));
        }
        let mut around = self.around.clone();
        if variant.field == WITHOUT {
            // Who leaves a monitor out removes the runbook that the service wrote for it, as `runbook/orphan` says.
            for cell in variant.cells.keys() {
                let page = format!("runbooks/{}/{}.md", cell.service, cell.monitor);
                around.pages.texts.remove(&page);
            }
        }
        checked::check(&inventory, &around)
    }
}
