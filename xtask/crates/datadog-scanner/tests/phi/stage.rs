//! What Datadog does with a line before an index sees it: our pipelines in their order, then the scanner.

use std::fs;

use datadog_logs::definition::{PipelineFile, Root};
use datadog_logs::samples::{SampleFile, source_of};
use datadog_logs::{Context, Engine, Log};
use datadog_scanner::definition::RuleFile;
use datadog_scanner::{Scanner, compile};
use serde::Deserialize;
use test_support::fixtures::repository;

/// The time, for dates without a year.
const NOW: Context = Context {
    now_ms: 1_795_960_764_000,
};

/// The pipelines and the rules of the repository.
pub(crate) struct Stage {
    /// By the names of their folders.
    pipelines: Vec<(String, Engine)>,
    scanner: Scanner,
    with_checksums: Scanner,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    pipelines: Vec<String>,
}

fn read<T: for<'a> Deserialize<'a>>(path: &str) -> T {
    let text = fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let tree = documents::yaml::tree(&text).unwrap_or_else(|error| panic!("{path}: {error:?}"));
    tree.decode().unwrap_or_else(|error| panic!("{path}: {error:?}"))
}

impl Stage {
    pub(crate) fn read() -> Self {
        let order: Order = read("terraform/pipelines/order.yaml");
        let pipelines = order
            .pipelines
            .into_iter()
            .map(|source| {
                let file: PipelineFile = read(&format!("terraform/pipelines/{source}/pipeline.yaml"));
                let Root::Pipeline(pipeline) = file.pipeline;
                let engine =
                    datadog_logs::compile(&pipeline).unwrap_or_else(|problems| panic!("{source}: {problems:?}"));
                (source, engine)
            })
            .collect();
        let rules: Vec<RuleFile> = vec![
            read("terraform/scanner/phi.yaml"),
            read("terraform/scanner/secrets.yaml"),
        ];
        let scanner = |checksums| compile(&rules, checksums).unwrap_or_else(|problems| panic!("{problems:?}"));
        Self {
            pipelines,
            scanner: scanner(false),
            with_checksums: scanner(true),
        }
    }

    /// What an index sees of a line.
    pub(crate) fn indexed(&self, line: &str, source: &str) -> Log {
        let mut log = self.parsed(line, source);
        self.scanner
            .scan(&mut log.message, &mut log.attributes, &mut log.tags)
            .expect("the engine scans");
        log
    }

    fn parsed(&self, line: &str, source: &str) -> Log {
        let mut log = Log::from_line(line);
        log.source = Some(source.to_owned());
        for (_, pipeline) in &self.pipelines {
            pipeline.run(&mut log, NOW);
        }
        log
    }

    /// The samples of the pipelines of a program, with its source. The others are no lines of a program.
    pub(crate) fn samples(&self) -> Vec<(String, String)> {
        let of = |(folder, pipeline): &(String, Engine)| {
            let file: SampleFile = read(&format!("terraform/pipelines/{folder}/tests.yaml"));
            let source = pipeline.filter().and_then(source_of)?;
            Some(
                file.tests
                    .into_iter()
                    .map(move |test| (source.clone(), test.sample))
                    .collect::<Vec<_>>(),
            )
        };
        self.pipelines.iter().filter_map(of).flatten().collect()
    }

    /// Whether the scanner changes a text, as Datadog runs it and if it knew the checksums.
    pub(crate) fn finds(&self, text: &str) -> (bool, bool) {
        let finds = |scanner: &Scanner| {
            let (mut message, mut attributes, mut tags) = (text.to_owned(), serde_json::Map::new(), Vec::new());
            scanner
                .scan(&mut message, &mut attributes, &mut tags)
                .expect("the engine scans");
            message != text
        };
        (finds(&self.scanner), finds(&self.with_checksums))
    }
}
