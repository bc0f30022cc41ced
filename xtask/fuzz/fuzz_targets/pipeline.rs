//! A pipeline.yaml as people write it, and a log that passes it.
#![no_main]

use datadog_logs::definition::{PipelineFile, Root};
use datadog_logs::{Context, Log, compile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(tree) = documents::yaml::tree(text) else { return };
    let Ok(file) = tree.decode::<PipelineFile>() else { return };
    let Root::Pipeline(pipeline) = file.pipeline;
    if let Ok(engine) = compile(&pipeline) {
        let mut log = Log::from_line(text);
        engine.run(&mut log, Context { now_ms: 0 });
    }
});
