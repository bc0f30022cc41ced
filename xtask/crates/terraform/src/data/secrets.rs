//! Secrets written into data. Samples of log lines are no data: they hold made-up ones on purpose.

use diagnostics::Diagnostic;
use documents::yaml::{self, Located, Tree};

use crate::rules::secret_literal::{HELP, looks_like, names_a_secret};
use crate::{Files, is_test};

pub(crate) fn check(files: &Files, findings: &mut Vec<Diagnostic>) {
    for (path, text) in files.iter().filter(|(path, _)| is_data(path)) {
        let tree = match yaml::tree(text) {
            Ok(tree) => tree,
            Err(error) => {
                let known = |finding: &Diagnostic| finding.place.as_ref().is_some_and(|place| place.path == *path);
                if !findings.iter().any(known) {
                    let message = format!("'{path}': {}", error.message);
                    let mut finding = Diagnostic::error("terraform/data", message).at(path, text.clone(), error.span);
                    finding.help = error.help;
                    findings.push(finding);
                }
                continue;
            }
        };
        each_text(&tree, None, &mut |name, value, at| {
            let what = match (looks_like(value), name) {
                (Some(kind), _) => format!("this text looks like {kind}"),
                (None, Some(name)) if names_a_secret(name) && !value.is_empty() => {
                    format!("the value of '{name}' is written into the code")
                }
                _ => return,
            };
            let finding = Diagnostic::error("terraform/secret-in-code", what);
            findings.push(finding.at(path, text.clone(), at.span.clone()).help(HELP));
        });
    }
}

fn is_data(path: &str) -> bool {
    let is_sample = path.starts_with("terraform/pipelines/") && path.ends_with("/tests.yaml");
    path.ends_with(".yaml") && !is_sample && !is_test(path)
}

type Visit<'a> = dyn FnMut(Option<&str>, &str, &Located<Tree>) + 'a;

/// Calls with each text, and the name of the field whose value it is.
fn each_text(tree: &Located<Tree>, name: Option<&str>, visit: &mut Visit<'_>) {
    match &tree.value {
        Tree::Text(text) => visit(name, text, tree),
        Tree::List(items) => items.iter().for_each(|item| each_text(item, None, visit)),
        Tree::Map(fields) => fields
            .iter()
            .for_each(|(key, value)| each_text(value, Some(key), visit)),
        Tree::Null | Tree::Bool(_) | Tree::Integer(_) | Tree::Float(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    const RULE: &str = "terraform/secret-in-code";

    fn check(text: &str, parts: &[&str]) {
        expect(&[("terraform/environments/dev/environment.yaml", text)], parts);
    }

    #[test]
    fn a_secret_in_a_field_or_of_the_form_of_a_key_is_found() {
        check(
            "pagerduty: { api_key: swordfish }\n",
            &[RULE, "'swordfish'", "'api_key'"],
        );
        check("a: [AKIAIOSFODNN7EXAMPLE]\n", &[RULE, "'AKIAIOSFODNN7EXAMPLE'", "AWS"]);
        check(
            "a: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIE\n",
            &[RULE, "a private key"],
        );
    }

    #[test]
    fn names_of_keys_empty_values_and_samples_are_fine() {
        check(
            "api_keys:\n  \"2026-11\": { created: 2026-11-30 }\npassword: \"\"\nkey: memberOf\n",
            &[],
        );
        check("pattern: '-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----'\n", &[]);
        expect(
            &[(
                "terraform/modules/logs/tests/pipelines/a/pipeline.yaml",
                "api_key: swordfish\n",
            )],
            &[],
        );
    }

    #[test]
    fn what_is_no_yaml_is_found_once() {
        check("a: [\n", &["terraform/data"]);
    }
}
