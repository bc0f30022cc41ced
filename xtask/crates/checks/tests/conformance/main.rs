//! Compares what this repository renders and parses with what others publish: the schema of Datadog's API, the agent's Helm charts, public queries,
//! searches and messages. The published files are not part of the repository; the environment variable `CORPUS_DIR` is their folder.
//!
//! All in one test binary, because `jsonschema` takes a minute to compile.

mod figures;
mod helm_values;
mod measure;
mod messages;
mod own_payloads;
mod payloads;
mod queries;
mod searches;
