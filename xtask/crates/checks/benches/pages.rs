//! `cargo bench --package checks --bench pages`: the time that estimates take, with this repository's monitors and worlds, on one thread per processor. Does not
//! include the evaluation of Jsonnet. Target: a week of all monitors in seconds, and next to nothing for monitors that an earlier run knows.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use page_budget::{Estate, Known, RenderedMonitor, WorldSource};
use render::Spec;
use repository::Inventory;

/// The same allocator as in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn bench(c: &mut Criterion) {
    let inventory = Inventory::read(&test_support::fixtures::repository()).expect("the repository is valid");
    let definitions = render::definitions(&inventory).expect("the repository renders");
    let monitors: Vec<RenderedMonitor<'_>> = definitions
        .objects
        .iter()
        .filter_map(|object| match &object.spec {
            Spec::Monitor(_) => Some(RenderedMonitor {
                env: &object.scope,
                path: &object.path,
                payload: object.payload(),
                slos: definitions.related(object).slos,
                monitors: definitions.related(object).monitors,
            }),
            _ => None,
        })
        .collect();
    let sources: Vec<WorldSource> = inventory
        .worlds
        .iter()
        .map(|(path, source)| WorldSource {
            path: path.clone(),
            text: source.text.clone(),
        })
        .collect();
    let estate = Estate::new(&definitions.catalog, &monitors, &sources).expect("the worlds are valid");
    let mut group = c.benchmark_group("estimate");
    group.sample_size(10);
    for (name, _) in estate.worlds() {
        group.bench_function(name, |b| b.iter(|| black_box(estate.estimate(name, &Known::default()))));
    }
    let first = Known::new(String::new(), None);
    for (name, _) in estate.worlds() {
        black_box(estate.estimate(name, &first));
    }
    let bytes = first.store().expect("bytes");
    group.bench_function("all worlds, known", |b| {
        b.iter(|| {
            let known = Known::new(String::new(), Some(&bytes));
            estate
                .worlds()
                .iter()
                .filter_map(|(name, _)| estate.estimate(name, &known))
                .count()
        });
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
