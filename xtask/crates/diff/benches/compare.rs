//! `cargo bench --package diff`: 5,000 objects in three environments, of which one in a hundred changed. Aim: well under a second on two cores, most of
//! it for what changed.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use diff::{Policy, Sides, Snapshot, compare, text};

const OBJECTS: usize = 5_000;
const ENVIRONMENTS: [&str; 3] = ["dev", "staging", "prod"];

/// Objects of this repository under other names; of every `changed`-th the threshold and the message differ.
fn snapshot(changed: Option<usize>) -> Snapshot {
    let root = test_support::fixtures::repository();
    let template = fs::read_to_string(root.join("manifests/prod/transcription/monitors/failure-rate.yaml"))
        .expect("a rendered monitor");
    let mut files = BTreeMap::new();
    for environment in ENVIRONMENTS {
        for n in 0..OBJECTS {
            let service = format!("service-{n:04}");
            let mut text = template.replace("transcription", &service).replace("prod", environment);
            if changed.is_some_and(|step| n % step == 0) {
                text = text
                    .replace("> 5", "> 10")
                    .replace("\"critical\": 5", "\"critical\": 10")
                    .replace("are failing", "go wrong");
            }
            files.insert(
                format!("manifests/{environment}/{service}/monitors/failure-rate.yaml"),
                text.into_bytes(),
            );
        }
    }
    Snapshot {
        files,
        policy: Ok(Policy::default()),
    }
}

fn benchmark(criterion: &mut Criterion) {
    let base = snapshot(None);
    let sides = Sides {
        base: "base".to_owned(),
        head: "head".to_owned(),
    };
    let mut group = criterion.benchmark_group("5,000 objects x 3");
    group.sample_size(10);
    for (name, step) in [("1 % changed", 100), ("all changed", 1)] {
        let head = snapshot(Some(step));
        let report = compare(&base, &head);
        assert_eq!(report.counts().changed, OBJECTS / step * ENVIRONMENTS.len());
        group.bench_function(name, |bencher| {
            bencher.iter(|| text(&compare(black_box(&base), black_box(&head)), &sides, false))
        });
    }
    let none = Snapshot {
        files: BTreeMap::new(),
        policy: Ok(Policy::default()),
    };
    group.bench_function("all new", |bencher| {
        bencher.iter(|| text(&compare(black_box(&none), black_box(&base)), &sides, false))
    });
    group.finish();
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
