//! `cargo bench --package checks --bench judge`: the time that `validate` and `lint` take.
//!
//! - Validating and linting a generated tree in one process, as the verbs do, on one thread per processor (RAYON_NUM_THREADS=1 for one core): payloads, facts
//!   and all rules, each and together. Does not include the evaluation of Jsonnet, which `cargo bench --package xtask` measures. Target: 5,000 objects x 3
//!   environments under 1 s, and five times as long as 1,000.
//! - `validate` and `lint` of this repository, each from the start of its process to its exit. Target: well under a second.
//!
//! The generated tree has no runbooks and repeats its queries, so nearly every object has a finding: the slowest case.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lint::{Facts, Input, lint, rules};
use model::{Date, ObjectKind};
use rayon::prelude::*;
use render::Definitions;
use repository::Inventory;
use serde_json::Value;
use tempfile::TempDir;

/// The same allocator as in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn validated(definitions: &Definitions) -> usize {
    let problems = definitions.objects.par_iter().map(|object| {
        let kind = match object.path.kind {
            ObjectKind::Monitor => datadog_schema::payload::PayloadKind::Monitor,
            ObjectKind::Slo => datadog_schema::payload::PayloadKind::Slo,
            ObjectKind::Dashboard => datadog_schema::payload::PayloadKind::Dashboard,
            ObjectKind::Downtime => datadog_schema::payload::PayloadKind::Downtime,
            ObjectKind::Synthetic => datadog_schema::payload::PayloadKind::SyntheticTest,
        };
        datadog_schema::validate::payload(kind, object.payload()).len()
    });
    problems.sum()
}

fn facts<'a>(inventory: &'a Inventory, definitions: &'a Definitions, others: &'a Others) -> Facts<'a> {
    Facts::read(Input {
        definitions,
        sources: &inventory.sources,
        archetypes: &inventory.archetypes,
        runbooks: &others.pages,
        files: &others.files,
        operations: &others.operations,
        codeowners: None,
        values: &others.values,
        today: Date::from_days(20_000),
    })
}

/// The input that a generated tree lacks.
#[derive(Default)]
struct Others {
    pages: BTreeMap<String, Arc<str>>,
    values: BTreeMap<String, BTreeMap<String, Value>>,
    files: BTreeSet<String>,
    operations: BTreeMap<String, Arc<str>>,
}

fn generated(c: &mut Criterion) {
    let mut group = c.benchmark_group("judge");
    group.sample_size(10);
    for objects in [1_000, 5_000] {
        let dir = TempDir::new().expect("a folder");
        test_support::fixtures::generated_tree(dir.path(), objects).expect("a tree");
        let inventory = Inventory::read(dir.path()).expect("an inventory");
        let definitions = render::definitions(&inventory).expect("the tree is valid");
        group.throughput(Throughput::Elements(definitions.objects.len() as u64));
        let others = Others::default();
        let read = facts(&inventory, &definitions, &others);
        group.bench_function(format!("{objects} objects x 3/payloads"), |b| {
            b.iter(|| validated(&definitions))
        });
        group.bench_function(format!("{objects} objects x 3/facts"), |b| {
            b.iter(|| drop(facts(&inventory, &definitions, &others)))
        });
        group.bench_function(format!("{objects} objects x 3/rules"), |b| {
            b.iter(|| lint(&read, rules()).findings.len())
        });
        group.bench_function(format!("{objects} objects x 3/all"), |b| {
            b.iter(|| {
                validated(&definitions) + lint(&facts(&inventory, &definitions, &others), rules()).findings.len()
            });
        });
    }
    group.finish();
}

fn repository(c: &mut Criterion) {
    let mut group = c.benchmark_group("this repository");
    group.sample_size(10);
    for verb in ["validate", "lint"] {
        let run = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_checks"));
            command
                .arg(verb)
                .arg("--root")
                .arg(test_support::fixtures::repository())
                .stdout(Stdio::null());
            assert!(
                command.status().expect("the binary runs").success(),
                "{verb} has findings"
            );
        };
        group.bench_function(verb, |b| b.iter(run));
    }
    group.finish();
}

criterion_group!(benches, generated, repository);
criterion_main!(benches);
