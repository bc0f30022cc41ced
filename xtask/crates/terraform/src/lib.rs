//! What Terraform itself does not find in `terraform/`: secrets in code and state, permissions that do not exist, hidden indexes, kinds with two
//! appliers. Also what the output of Terraform and tflint means as findings. No I/O.

mod data;
mod hcl;
mod kinds;
mod output;
mod requirements;
mod rules;

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostics::Diagnostic;

pub use output::{Outcome, test_output, tflint_output, validate_output};
pub use requirements::required_providers;

/// The texts below `terraform/`, by path from the root of the repository.
pub type Files = BTreeMap<String, Arc<str>>;

/// Every finding, by file and position.
#[must_use]
pub fn check(files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let sources = hcl::parse_all(files, &mut findings);
    rules::check(&sources, &mut findings);
    data::check(files, &mut findings);
    findings.sort_by_key(position);
    findings.dedup();
    findings
}

fn position(finding: &Diagnostic) -> (String, usize, String) {
    let place = finding.place.as_ref();
    let start = place
        .and_then(|place| place.excerpt.as_ref())
        .map_or(0, |(_, span)| span.start);
    (
        place.map(|place| place.path.clone()).unwrap_or_default(),
        start,
        finding.rule.clone(),
    )
}

/// Whether a path is a test of Terraform or its mocks, where made-up values are normal.
pub(crate) fn is_test(path: &str) -> bool {
    path.ends_with(".tftest.hcl") || path.ends_with(".tfmock.hcl") || path.split('/').any(|folder| folder == "tests")
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// The findings in these files as `rule 'underlined text': message; help`.
    pub(crate) fn findings(files: &[(&str, &str)]) -> Vec<String> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Arc::from(*text)))
            .collect();
        check(&files).iter().map(describe).collect()
    }

    pub(crate) fn describe(finding: &Diagnostic) -> String {
        let excerpt = finding.place.as_ref().and_then(|place| place.excerpt.as_ref());
        let marked = excerpt.map_or("", |(text, span)| &text[span.clone()]);
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{} '{marked}': {}; {help}", finding.rule, finding.message)
    }

    /// One finding of the rule, and its text and message contain these parts; or none at all if there are no parts.
    pub(crate) fn expect(files: &[(&str, &str)], parts: &[&str]) {
        let found = findings(files);
        match parts {
            [] => assert_eq!(found, Vec::<String>::new()),
            _ => {
                assert_eq!(found.len(), 1, "{found:#?}");
                for part in parts {
                    assert!(found[0].contains(part), "no {part:?} in {}", found[0]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[ -~\n{}\"$é=*.]{0,200}") {
            let text: Arc<str> = text.into();
            let paths = [
                "terraform/modules/a/main.tf", "terraform/environments/dev/a.tfvars", "terraform/logs/indexes.yaml",
                "terraform/pipelines/order.yaml", "terraform/pipelines/a/pipeline.yaml", "terraform/environments/dev/maintenance/a.yaml",
                "terraform/policy/scribemed.json",
                "terraform/organizations/a/roles.yaml",
            ];
            let files = paths.iter().map(|path| ((*path).to_owned(), text.clone())).collect();
            for finding in check(&files) {
                if let Some((text, span)) = finding.place.and_then(|place| place.excerpt) {
                    prop_assert!(text.get(span).is_some());
                }
            }
        }
    }
}
