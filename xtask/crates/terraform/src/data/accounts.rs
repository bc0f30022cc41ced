//! The accounts of programs: monitors of Audit Trail ignore those that the policy names, so these must be the ones that Terraform makes.

use std::collections::BTreeSet;

use diagnostics::Diagnostic;
use documents::yaml::{self, Tree};
use serde::Deserialize;

use crate::Files;

/// What is needed of `terraform/policy/<organisation>.json`.
#[derive(Deserialize)]
struct Policy {
    #[serde(default)]
    programs: BTreeSet<String>,
}

pub(crate) fn check(files: &Files, findings: &mut Vec<Diagnostic>) {
    for (path, text) in files {
        let folder = path.strip_prefix("terraform/organizations/");
        let Some(name) = folder.and_then(|path| path.strip_suffix("/organization.yaml")) else {
            continue;
        };
        let policy = files.get(&format!("terraform/policy/{name}.json"));
        // What is no policy is a finding of the rule of indexes, which reads every one; what is no YAML, of the rule of secrets.
        let Some(policy) = policy.and_then(|text| serde_json::from_str::<Policy>(text).ok()) else {
            continue;
        };
        let Ok(tree) = yaml::tree(text) else { continue };
        let mut unknown = policy.programs;
        let accounts = tree.get("service_accounts").map(|accounts| &accounts.value);
        let accounts = if let Some(Tree::Map(accounts)) = accounts {
            accounts.as_slice()
        } else {
            &[]
        };
        for (account, fields) in accounts {
            let Some(email) = fields.get("email") else { continue };
            let Tree::Text(address) = &email.value else { continue };
            if !unknown.remove(address) {
                let message = format!(
                    "the account '{}' is not among the programs of the policy",
                    account.value
                );
                findings.push(
                    Diagnostic::error("terraform/account", message)
                        .at(path.as_str(), text.clone(), email.span.clone())
                        .help("add its address to programs of jsonnet/policy/organisations.libsonnet: monitors of Audit Trail would report what it applies"),
                );
            }
        }
        for address in unknown {
            let message = format!("the policy names the program '{address}', which is no service account of '{name}'");
            findings.push(
                Diagnostic::error("terraform/account", message)
                    .in_file(path.as_str())
                    .help("remove it from programs of jsonnet/policy/organisations.libsonnet: nobody watches what it does"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    fn check(programs: &str, parts: &[&str]) {
        let policy = format!(
            r#"{{ "environments": {{}}, "hipaa": {{ "index_retention_days_min": 90 }}, "programs": [{programs}] }}"#
        );
        let organization = "service_accounts:\n  ci:\n    email: ci@acme.example\n";
        expect(
            &[
                ("terraform/policy/acme.json", policy.as_str()),
                ("terraform/organizations/acme/organization.yaml", organization),
            ],
            parts,
        );
    }

    #[test]
    fn the_programs_of_the_policy_are_the_service_accounts() {
        check(r#""ci@acme.example""#, &[]);
        check(
            "",
            &["terraform/account 'ci@acme.example'", "'ci' is not among the programs"],
        );
        check(
            r#""ci@acme.example", "old@acme.example""#,
            &["terraform/account", "names the program 'old@acme.example'"],
        );
    }
}
