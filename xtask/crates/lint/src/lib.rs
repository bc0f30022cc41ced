//! Rules for what is sound in itself and still wrong: an alert that flaps, a page that nobody has read for a year, a tag that names a patient.
//!
//! Pure: from [`Facts`] to findings and fixes. Knows no file system, no clock and no network; today's date is a fact like any other. A rule sees every fact and
//! never stops at its first finding. How a rule is added: `rules.rs`.

mod explain;
mod facts;
mod fix;
mod merge;
mod rule;
mod rules;
mod run;
mod shell;
mod sink;
mod suppress;
mod values;

#[cfg(test)]
mod examples;

pub use explain::{explain, reference};
pub use facts::{Facts, Input};
pub use fix::{Fix, apply};
pub use rule::{Edit, Example, Rule};
pub use rules::{find, rules};
pub use run::{Report, lint};
