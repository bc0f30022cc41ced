//! Parsing of handwritten files: YAML and runbooks. No I/O.

pub mod runbook;
pub mod yaml;
