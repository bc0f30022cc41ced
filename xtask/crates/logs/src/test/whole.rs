//! Runs the samples of each pipeline through all pipelines in their order.

use datadog_logs::Context;
use datadog_logs::samples::{TEST_CLOCK, source_of};
use diagnostics::Diagnostic;

use crate::changes::{self, Parts};
use crate::folder::Folder;

/// Findings where another pipeline changes what a sample becomes, before its own pipeline or after it, unless the sample's own pipeline runs as before. A pipeline without a place in
/// the order is reported there.
pub(crate) fn run(folders: &[Folder], order: &[usize]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let listed = order.iter().filter_map(|index| folders.get(*index));
    for folder in listed {
        let Some(engine) = &folder.engine else { continue };
        for (index, sample) in folder.samples.iter().enumerate() {
            let source = engine.filter().and_then(source_of);
            let mut alone = sample.log(source.as_deref());
            engine.run(&mut alone, TEST_CLOCK);
            let expected = changes::parts(&alone);
            let mut log = sample.log(source.as_deref());
            let mut by = Vec::new();
            for other in order.iter().filter_map(|index| folders.get(*index)) {
                let Some(other_engine) = &other.engine else { continue };
                let before = changes::parts(&log);
                other_engine.run(&mut log, Context { ..TEST_CLOCK });
                if other.name != folder.name && changes::parts(&log) != before {
                    by.push((other.name.clone(), changes::lines(&before, &changes::parts(&log))));
                }
            }
            out.extend(finding(folder, index, &expected, &changes::parts(&log), &by));
        }
    }
    out
}

/// A finding if something that the sample's own pipeline made is changed. What others add is theirs to test.
fn finding(
    folder: &Folder,
    index: usize,
    alone: &Parts,
    whole: &Parts,
    by: &[(String, Vec<String>)],
) -> Option<Diagnostic> {
    let reserved = |path: &str| path.starts_with('$');
    let lost: Vec<&str> = alone
        .iter()
        .filter(|(path, value)| reserved(path) && whole.get(*path) != Some(value))
        .map(|(path, _)| path.trim_start_matches('$'))
        .collect();
    if lost.is_empty() {
        return None;
    }
    let names: Vec<String> = by.iter().map(|(name, _)| format!("'{name}'")).collect();
    let message = format!(
        "test {} of pipeline '{}' has another {} when all pipelines run",
        index + 1,
        folder.name,
        lost.join(", "),
    );
    let at = index.to_string();
    let mut finding = folder
        .tests
        .finding("logs/order", message, ["tests", at.as_str(), "sample"]);
    finding.notes = by
        .iter()
        .flat_map(|(name, lines)| lines.iter().map(move |line| format!("{name}: {line}")))
        .collect();
    Some(finding.help(format!(
        "narrow the filter of {}, or change the order",
        names.join(" and ")
    )))
}
