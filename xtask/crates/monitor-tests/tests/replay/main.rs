//! Replays of monitors over exported history: reading the export, matching it with the queries, running, reporting.

mod groups;
mod history;
mod matching;
mod properties;
mod report;
mod support;
