//! The rules, one file each: `<group>/<problem>.rs`.
//!
//! To add a rule, copy a small one such as `monitor/deprecated_type.rs`, write its texts, examples and check, add its `mod` line to `<group>.rs`, and run
//! `cargo xtask docs`. The list of rules is derived from the files (`build.rs`), and the examples of every rule run as tests.

pub(crate) mod agent;
pub(crate) mod dashboard;
pub(crate) mod monitor;
pub(crate) mod policy;
pub(crate) mod runbook;
pub(crate) mod slo;
pub(crate) mod tagging;

use crate::rule::Rule;

/// Every rule, sorted by name.
static RULES: &[&Rule] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// Returns every rule, sorted by name.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

/// Returns the rule with this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}
