//! Log pipelines: the form of each, and the order of all. What a pipeline does to a line is for `cargo xtask logs`.

use std::collections::BTreeSet;

use diagnostics::{Diagnostic, suggestion};
use documents::yaml::Located;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::read;
use crate::Files;

const FOLDER: &str = "terraform/pipelines/";
const ORDER: &str = "terraform/pipelines/order.yaml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    pipelines: Vec<Located<String>>,
}

/// A pipeline in Datadog's public format.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "most fields only have to exist")]
struct PipelineFile {
    id: String,
    #[serde(default)]
    metric_id: Option<String>,
    #[serde(default)]
    backend_only: bool,
    #[serde(default)]
    facets: IgnoredAny,
    pipeline: Pipeline,
}

#[derive(Deserialize)]
struct Pipeline {
    #[serde(rename = "type")]
    kind: Located<String>,
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "filter")]
    _filter: Filter,
    processors: Vec<Processor>,
}

#[derive(Deserialize)]
struct Filter {
    #[serde(rename = "query")]
    _query: String,
}

#[derive(Deserialize)]
struct Processor {
    #[serde(rename = "type")]
    kind: Located<String>,
    #[serde(default)]
    processors: Vec<Self>,
}

/// The processors of Datadog's API, and `pipeline` for one within another: as in the OpenAPI document of version 1.
const PROCESSORS: [&str; 21] = [
    "arithmetic-processor",
    "array-map-processor",
    "array-processor",
    "attribute-remapper",
    "category-processor",
    "date-remapper",
    "decoder-processor",
    "exclude-attribute",
    "geo-ip-parser",
    "grok-parser",
    "lookup-processor",
    "message-remapper",
    "pipeline",
    "schema-processor",
    "service-remapper",
    "span-id-remapper",
    "status-remapper",
    "string-builder-processor",
    "trace-id-remapper",
    "url-parser",
    "user-agent-parser",
];

pub(crate) fn check(files: &Files, findings: &mut Vec<Diagnostic>) {
    let folders: BTreeSet<&str> = files
        .keys()
        .filter_map(|path| path.strip_prefix(FOLDER)?.split_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    if folders.is_empty() && !files.contains_key(ORDER) {
        return;
    }
    order(files, &folders, findings);
    for folder in folders {
        let path = format!("{FOLDER}{folder}/pipeline.yaml");
        let Some(text) = files.get(&path) else {
            let message = format!("'{FOLDER}{folder}' has no pipeline.yaml");
            findings.push(Diagnostic::error("terraform/pipeline", message).help("add one, or remove the folder"));
            continue;
        };
        let Some(file) = read::<PipelineFile>(files, &path, findings) else {
            continue;
        };
        let mut unknown = |kind: &Located<String>, known: &[&str]| {
            let message = format!("pipeline '{folder}' has no type '{}' to run", **kind);
            let finding =
                Diagnostic::error("terraform/pipeline", message).at(path.clone(), text.clone(), kind.span.clone());
            findings.push(finding.help(suggestion(kind, known.iter().copied())));
        };
        if *file.pipeline.kind != "pipeline" {
            unknown(&file.pipeline.kind, &["pipeline"]);
        }
        for processor in all(&file.pipeline.processors) {
            if !PROCESSORS.contains(&processor.kind.as_str()) {
                unknown(&processor.kind, &PROCESSORS);
            }
        }
    }
}

fn all(processors: &[Processor]) -> Vec<&Processor> {
    processors
        .iter()
        .flat_map(|processor| std::iter::once(processor).chain(all(&processor.processors)))
        .collect()
}

fn order(files: &Files, folders: &BTreeSet<&str>, findings: &mut Vec<Diagnostic>) {
    let Some(text) = files.get(ORDER) else {
        let message = "there are pipelines, but no order.yaml that says in which order they run";
        findings.push(
            Diagnostic::error("terraform/pipeline-order", message)
                .help("add terraform/pipelines/order.yaml with the list 'pipelines'"),
        );
        return;
    };
    let Some(order) = read::<Order>(files, ORDER, findings) else {
        return;
    };
    let mut listed = BTreeSet::new();
    for entry in &order.pipelines {
        let error = |message: String| {
            Diagnostic::error("terraform/pipeline-order", message).at(ORDER, text.clone(), entry.span.clone())
        };
        if !folders.contains(entry.as_str()) {
            let message = format!("'{}' is in the order, but has no folder", **entry);
            findings.push(error(message).help(suggestion(entry, folders.iter().copied())));
        } else if !listed.insert(entry.as_str()) {
            findings.push(error(format!("'{}' is in the order twice", **entry)).help("remove one of the entries"));
        }
    }
    for folder in folders.iter().filter(|folder| !listed.contains(*folder)) {
        let message = format!("pipeline '{folder}' is not in the order, so nothing applies it");
        findings.push(
            Diagnostic::error("terraform/pipeline-order", message)
                .in_file(ORDER)
                .help(format!("add '{folder}' to 'pipelines'")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    const ORDER: &str = "pipelines: [redis]\n";
    const PIPELINE: &str = "id: redis\npipeline:\n  type: pipeline\n  name: Redis\n  filter:\n    query: source:redis\n  processors:\n    - type: grok-parser\n      name: a\n";

    fn check(order: &str, pipeline: &str, parts: &[&str]) {
        expect(
            &[
                ("terraform/pipelines/order.yaml", order),
                ("terraform/pipelines/redis/pipeline.yaml", pipeline),
            ],
            parts,
        );
    }

    #[test]
    fn a_pipeline_has_its_form() {
        check(ORDER, PIPELINE, &[]);
        check(
            ORDER,
            &PIPELINE.replace("grok-parser", "grok-parsr"),
            &["terraform/pipeline 'grok-parsr'", "'grok-parser'"],
        );
        check(
            ORDER,
            &PIPELINE.replace("type: pipeline", "type: pipelin"),
            &["terraform/pipeline 'pipelin'"],
        );
        check(
            ORDER,
            &PIPELINE.replace("  filter:\n    query: source:redis\n", ""),
            &["terraform/data", "missing field 'filter'"],
        );
        check(
            ORDER,
            &PIPELINE.replace("id: redis", "ide: redis"),
            &["terraform/data", "'id'"],
        );
    }

    #[test]
    fn the_order_names_every_folder_once() {
        check(
            "pipelines: []\n",
            PIPELINE,
            &["terraform/pipeline-order", "'redis' is not in the order"],
        );
        check(
            "pipelines: [redis, rediss]\n",
            PIPELINE,
            &["'rediss' is in the order, but has no folder", "'redis'"],
        );
        check("pipelines: [redis, redis]\n", PIPELINE, &["twice"]);
    }
}
