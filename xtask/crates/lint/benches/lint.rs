//! `cargo bench --package lint`: reading the facts of a generated estate and running every rule over them, on one core. Aim: 5,000 objects x 3 environments in
//! well under 0.5 s, and time linear in the number of objects.
//!
//! The generated estate has no runbooks and repeats its queries, so that there is a finding for nearly every object: the slowest case.

use std::collections::{BTreeMap, BTreeSet};

use criterion::{Criterion, criterion_group, criterion_main};
use estate::Inventory;
use lint::{Facts, Input, lint, rules};
use model::Date;
use tempfile::TempDir;

fn generated(c: &mut Criterion) {
    let mut group = c.benchmark_group("lint");
    group.sample_size(10);
    for objects in [1_000, 5_000] {
        let dir = TempDir::new().expect("a folder");
        fixtures::estate(dir.path(), objects).expect("a tree");
        let inventory = Inventory::read(dir.path()).expect("an inventory");
        let estate = render::estate(&inventory).expect("an estate");
        let (pages, values, files) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let facts = || {
            Facts::read(Input {
                estate: &estate,
                sources: &inventory.sources,
                archetypes: &inventory.archetypes,
                pages: &pages,
                files: &files,
                values: &values,
                today: Date::from_days(20_000),
            })
        };
        group.bench_function(format!("{objects} objects x 3: facts"), |b| b.iter(|| drop(facts())));
        let read = facts();
        group.bench_function(format!("{objects} objects x 3: rules"), |b| b.iter(|| lint(&read, rules()).findings.len()));
    }
    group.finish();
}

criterion_group!(benches, generated);
criterion_main!(benches);
