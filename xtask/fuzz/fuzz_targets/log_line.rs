//! A line through a pipeline with a processor of every kind.
#![no_main]

use std::sync::LazyLock;

use datadog_logs::definition::Root;
use datadog_logs::{Context, Engine, Log, MESSAGE_BYTES_MAX, compile};
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let text = include_str!("../../crates/datadog-logs/tests/properties/every_kind.yaml");
    let tree = documents::yaml::tree(text).expect("YAML");
    let Root::Pipeline(pipeline) = tree.decode().expect("a pipeline");
    compile(&pipeline).expect("a pipeline")
});

fuzz_target!(|line: &str| {
    let mut log = Log::from_line(line);
    log.source = Some("any".to_owned());
    log.preprocess(Context { now_ms: 0 });
    ENGINE.run(&mut log, Context { now_ms: 0 });
    assert!(log.message.len() <= MESSAGE_BYTES_MAX);
});
