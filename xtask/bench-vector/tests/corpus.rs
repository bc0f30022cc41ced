//! Counts the match rules of public pipelines that each parser compiles, and the parsers' own samples that both read alike: `cargo test --release -- --nocapture`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use datadog_logs::definition::{GrokParser, PipelineFile, Processor, Root};
use datadog_logs::grok::{Clock, Parsed, Rules};
use serde_json::Value;
use vrl::datadog_grok::parse_grok::parse_grok;
use vrl::datadog_grok::parse_grok_rules::parse_grok_rules;

fn parsers(processors: Vec<Processor>, out: &mut Vec<GrokParser>) {
    for processor in processors {
        match processor {
            Processor::Pipeline(nested) => parsers(nested.processors, out),
            Processor::GrokParser(parser) => out.push(parser),
            _ => {}
        }
    }
}

fn all(at: &Path, out: &mut Vec<GrokParser>) {
    for entry in fs::read_dir(at).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all(&path, out);
        } else if path.ends_with("pipeline.yaml") {
            let text = fs::read_to_string(&path).expect("a file");
            let (file, _) = documents::yaml::tree(&text)
                .expect("YAML")
                .decode_known::<PipelineFile>();
            let Root::Pipeline(pipeline) = file.expect("a pipeline").pipeline;
            parsers(pipeline.processors, out);
        }
    }
}

/// The name and the pattern of each line.
fn rules(text: &str) -> Vec<(String, String)> {
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once([' ', '\t']))
        .map(|(name, rule)| (name.to_owned(), rule.trim().to_owned()))
        .collect()
}

#[test]
fn public_rules() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let mut found = Vec::new();
    all(&corpus.join("log_pipelines"), &mut found);
    let (mut ours, mut vector, mut samples, mut ours_read, mut vector_read, mut alike) = (0, 0, 0, 0, 0, 0);
    for parser in &found {
        let compiled = Rules::compile(&parser.grok.support_rules, &parser.grok.match_rules).ok();
        let matching = rules(&parser.grok.match_rules);
        let mut aliases = BTreeMap::new();
        for (name, rule) in rules(&parser.grok.support_rules).into_iter().chain(matching.clone()) {
            aliases.entry(name.into()).or_insert(rule);
        }
        let patterns: Vec<String> = matching.into_iter().map(|(_, rule)| rule).collect();
        let theirs = parse_grok_rules(&patterns, &aliases).ok();
        ours += usize::from(compiled.is_some());
        vector += usize::from(theirs.is_some());
        for sample in &parser.samples {
            samples += 1;
            let ours: Option<Value> =
                compiled
                    .as_ref()
                    .and_then(|rules| match rules.parse(sample.trim_end(), Clock { now_ms: 0 }) {
                        Parsed::Matched { attributes, .. } => Some(Value::Object(attributes)),
                        _ => None,
                    });
            let theirs = theirs
                .as_ref()
                .and_then(|rules| parse_grok(sample.trim_end(), rules).ok());
            let theirs: Option<Value> = theirs.map(|parsed| serde_json::to_value(parsed.parsed).expect("JSON"));
            ours_read += usize::from(ours.is_some());
            vector_read += usize::from(theirs.is_some());
            alike += usize::from(ours == theirs);
        }
    }
    println!(
        "{} grok parsers: this crate compiles {ours}, Vector {vector}",
        found.len()
    );
    println!("{samples} samples: this crate parses {ours_read}, Vector {vector_read}, both the same way {alike}");
    assert_eq!(ours, found.len());
}
