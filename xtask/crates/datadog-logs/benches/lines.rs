//! Lines per second on one core: our pipeline of JSON logs, and a pipeline that parses text.

use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use datadog_logs::definition::{PipelineFile, Root};
use datadog_logs::samples::{SampleFile, TEST_CLOCK, source_of};
use datadog_logs::{Engine, Log, compile};
use documents::yaml;

/// The pipeline of a source and the lines of its tests.
fn pipeline(source: &str) -> (Engine, Vec<String>, Option<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../terraform/pipelines")
        .join(source);
    let read =
        |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let definition = yaml::tree(&read("pipeline.yaml")).expect("YAML");
    let file: PipelineFile = definition.decode().expect("a pipeline");
    let Root::Pipeline(pipeline) = file.pipeline;
    let engine = compile(&pipeline).expect("a pipeline");
    let tests: SampleFile = yaml::tree(&read("tests.yaml")).expect("YAML").decode().expect("tests");
    let lines = tests.tests.into_iter().map(|test| test.sample).collect();
    let source = engine.filter().and_then(source_of);
    (engine, lines, source)
}

fn lines(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pipeline");
    for name in ["scribemed-services", "ingress", "postgresql"] {
        let (engine, lines, source) = pipeline(name);
        group.throughput(Throughput::Elements(lines.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for line in &lines {
                    let mut log = Log::from_line(line);
                    log.source.clone_from(&source);
                    engine.run(&mut log, TEST_CLOCK);
                    std::hint::black_box(&log);
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, lines);
criterion_main!(benches);
