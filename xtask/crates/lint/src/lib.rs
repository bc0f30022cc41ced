//! Finds definitions and runbooks that are valid but probably mistakes: an alert that flaps, a runbook that was not reviewed for half a year, a tag that could name a
//! patient.
//!
//! Pure: from [`Facts`] to findings and fixes, without file system, clock or network; today's date is an input. How to add a rule: `rules.rs`.

mod explain;
mod facts;
mod finding;
mod fix;
mod merge;
mod report;
mod reporter;
mod rule;
mod rules;
mod run;
mod runbook_query;
mod sensitivity;
mod shell;
mod suppression;
mod values;

#[cfg(test)]
mod examples;

pub use explain::{explain, reference};
pub use facts::{Facts, Input};
pub use fix::{Fix, apply};
pub use report::Report;
pub use rule::{Edit, Example, Rule};
pub use rules::{find, rules};
pub use run::lint;
